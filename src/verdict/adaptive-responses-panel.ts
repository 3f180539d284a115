/**
 * The *Adaptive Responses* panel of a notable event in Enterprise Security, as this run would fill it.
 * Ground: the panel's search joins invocations on sid and rid, or on orig_sid and orig_rid, and takes the latest status;
 * «View Adaptive Response Results» looks for tag=modaction_result with the same orig_sid and orig_rid.
 */
import type { AlertAction } from "../addon/addon.ts";
import type { ActionMessage, IndexedEvent } from "../events/event.ts";
import type { AdaptiveResponsesPanel, PanelRow, Transcript } from "../transcript.ts";

export interface PanelFacts {
  /** orig_sid and orig_rid of the notable that the action ran on. */
  readonly origSid: string;
  readonly origRid: string;
  readonly label: string;
  /** `drilldown_uri` of `_cam`; undefined where there is none. */
  readonly drilldownUri: string | undefined;
}

type Run = Pick<Transcript, "action" | "messages" | "events" | "sid">;

export function fillPanel(run: Run, facts: PanelFacts): AdaptiveResponsesPanel {
  const mine = run.messages.filter((message) => hasName(message) && isOfNotable(message, facts));
  const invocations = new Map<string, ActionMessage>();
  for (const message of mine) {
    if (message.signature !== INVOKING) continue;
    // The panel's search groups by second: two invocations within one second are one row.
    const { actionName, sid, rid, actionMode, user, time } = message;
    const key = JSON.stringify([actionName, sid, rid, actionMode, user, time.slice(0, 19)]);
    invocations.set(key, message);
  }
  // Newest first.
  const rows = [...invocations.values()].toReversed().map((message): PanelRow => {
    const latest = mine.findLast(
      (other) =>
        other.status !== "" &&
        other.actionName === message.actionName &&
        other.sid === message.sid &&
        other.rid === message.rid,
    );
    return {
      response: message.actionName === run.action ? facts.label : message.actionName,
      mode: message.actionMode,
      time: message.time,
      user: message.user,
      status: latest?.status ?? "unknown",
      results: run.events.filter((event) => isResultOf(event, message, facts)).length,
      drilldown: drilldown(facts, message),
    };
  });
  return { rows, emptyBecause: rows.length > 0 ? null : whyEmpty(run, facts) };
}

const INVOKING = "Invoking modular action";

function isOfNotable(message: ActionMessage, facts: PanelFacts): boolean {
  if (facts.origSid === "" || facts.origRid === "") return false;
  return (
    (message.sid === facts.origSid && message.rid === facts.origRid) ||
    (message.origSid === facts.origSid && message.origRid === facts.origRid)
  );
}

/** Found by the ids of the notable, as its workflow action and the link of the panel look for it. */
function isResultOf(event: IndexedEvent, message: ActionMessage, facts: PanelFacts): boolean {
  if (!event.tags.includes("modaction_result")) return false;
  const field = (name: string): string => textOf(event.fields[name]);
  const action = field("orig_action_name");
  if (action !== "" && action !== message.actionName) return false;
  return field("orig_sid") === facts.origSid && field("orig_rid") === facts.origRid;
}

/**
 * Guess: `$sid$` and `$rid$` are what the panel is asked by, the ids of the notable. Splunk's own example of a link to the
 * results is `orig_sid=$sid$&orig_rid=$rid$` (alert_actions.conf.spec of the CIM add-on), and results bear these ids: with
 * those of the invocation it would find nothing. Guess: `$earliest$` is the time of the invocation, `$latest$` is now.
 */
function drilldown(facts: PanelFacts, message: ActionMessage): string {
  const time = epochOf(message.time);
  const values: Readonly<Record<string, string>> = {
    sid: facts.origSid,
    rid: facts.origRid,
    orig_sid: facts.origSid,
    orig_rid: facts.origRid,
    action_name: message.actionName,
    time,
    earliest: time,
    latest: "now",
  };
  const uri =
    facts.drilldownUri === undefined || facts.drilldownUri === ""
      ? "search?q=search tag=modaction_result orig_sid=$orig_sid$ orig_rid=$orig_rid$ orig_action_name=$action_name$"
      : facts.drilldownUri;
  return uri.replace(/\$(\w+)\$/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? (values[name] ?? whole) : whole,
  );
}

/** Of a time such as `2026-11-24 02:27:22,201+0000`. Without an offset it is in UTC, as the sandbox is. */
function epochOf(time: string): string {
  const [, date, clock, offset = "+0000"] =
    /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d)(?:[,.]\d+)?\s*([+-]\d\d:?\d\d)?/.exec(time) ?? [];
  if (date === undefined) return "";
  const epoch = Date.parse(`${date}T${clock}${offset.replace(/^(...):?(..)$/, "$1:$2")}`);
  return Number.isNaN(epoch) ? "" : String(epoch / 1000);
}

function whyEmpty(run: Run, facts: PanelFacts): string {
  if (facts.origSid === "" || facts.origRid === "") {
    return "the row has no orig_sid and orig_rid, by which the panel looks: run on a notable event";
  }
  if (run.messages.length === 0) {
    return "no line of a *_modalert.log tells of an action: call message() or invoke() of ModularAction";
  }
  const first = run.messages.find(({ signature }) => signature === INVOKING);
  if (first === undefined) {
    return 'no line has signature="Invoking modular action": call invoke() for each result';
  }
  if (!hasName(first)) {
    return "the invocation has no action_name: give the action's name to ModularAction";
  }
  return (
    `the invocation says orig_sid="${first.origSid}" orig_rid="${first.origRid}", the notable has ` +
    `orig_sid="${facts.origSid}" orig_rid="${facts.origRid}": call update(result) before invoke()`
  );
}

function hasName({ actionName }: ActionMessage): boolean {
  return actionName !== "" && actionName !== "unknown";
}

function textOf(value: string | readonly string[] | undefined): string {
  return typeof value === "object" ? (value[0] ?? "") : (value ?? "");
}

/** `row` is the notable. */
export function panelFacts(
  action: Pick<AlertAction, "cam" | "label">,
  row: Readonly<Record<string, string | readonly string[]>> | undefined,
): PanelFacts {
  const text = (field: string): string => [row?.[field] ?? ""].flat()[0] ?? "";
  const uri = action.cam?.["drilldown_uri"];
  return {
    origSid: text("orig_sid"),
    origRid: text("orig_rid"),
    label: action.label,
    drilldownUri: typeof uri === "string" ? uri : undefined,
  };
}
