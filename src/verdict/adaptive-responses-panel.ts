/**
 * The *Adaptive Responses* panel of a notable event in Enterprise Security, as this run would fill it.
 * Ground: the panel's search joins invocations on sid and rid, or on orig_sid and orig_rid, and takes the latest status;
 * «View Adaptive Response Results» looks for tag=modaction_result with the same orig_sid and orig_rid.
 */
import type { AlertAction } from "../addon/addon.ts";
import type { AdaptiveResponsesPanel, PanelRow, Transcript } from "../transcript.ts";

export interface PanelFacts {
  /** Of the notable that the action ran on. */
  readonly origSid: string;
  readonly origRid: string;
  readonly label: string;
  /** `drilldown_uri` of `_cam`; undefined where there is none. */
  readonly drilldownUri: string | undefined;
}

type Run = Pick<Transcript, "action" | "messages" | "events" | "sid">;

export function fillPanel(run: Run, facts: PanelFacts): AdaptiveResponsesPanel {
  const isOfNotable = (one: {
    sid: string;
    rid: string;
    origSid: string;
    origRid: string;
  }): boolean =>
    (one.sid === facts.origSid && one.rid === facts.origRid) ||
    (one.origSid === facts.origSid && one.origRid === facts.origRid);
  const mine = run.messages.filter(
    (message) =>
      message.actionName !== "" && message.actionName !== "unknown" && isOfNotable(message),
  );
  const results = run.events.filter(
    (event) =>
      event.tags.includes("modaction_result") &&
      textOf(event.fields["orig_sid"]) === facts.origSid &&
      textOf(event.fields["orig_rid"]) === facts.origRid,
  ).length;
  const rows = mine
    .filter((message) => message.signature === "Invoking modular action")
    .map((message): PanelRow => {
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
        results,
        drilldown: drilldown(facts, message.sid, message.rid, run.action),
      };
    });
  return { rows, emptyBecause: rows.length > 0 ? null : whyEmpty(run, facts) };
}

/** Guess: tokens beyond sid, rid, orig_sid, orig_rid and action_name are left as they stand. */
function drilldown(facts: PanelFacts, sid: string, rid: string, action: string): string {
  const values: Readonly<Record<string, string>> = {
    sid,
    rid,
    orig_sid: facts.origSid,
    orig_rid: facts.origRid,
    action_name: action,
  };
  const uri =
    facts.drilldownUri === undefined || facts.drilldownUri === ""
      ? "search?q=search tag=modaction_result orig_sid=$orig_sid$ orig_rid=$orig_rid$ orig_action_name=$action_name$"
      : facts.drilldownUri;
  return uri.replace(/\$(\w+)\$/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? (values[name] ?? whole) : whole,
  );
}

function whyEmpty(run: Run, facts: PanelFacts): string {
  if (run.messages.length === 0) {
    return "no line of a *_modalert.log tells of an action: call message() or invoke() of ModularAction";
  }
  const invoked = run.messages.filter((message) => message.signature === "Invoking modular action");
  if (invoked.length === 0) {
    return 'no line has signature="Invoking modular action": call invoke() for each result';
  }
  const [first] = invoked;
  if (first !== undefined && (first.actionName === "" || first.actionName === "unknown")) {
    return "the invocation has no action_name: give the action's name to ModularAction";
  }
  return (
    `the invocation says orig_sid="${first?.origSid ?? ""}" orig_rid="${first?.origRid ?? ""}", the notable has ` +
    `orig_sid="${facts.origSid}" orig_rid="${facts.origRid}": call update(result) before invoke()`
  );
}

function textOf(value: string | readonly string[] | undefined): string {
  return typeof value === "object" ? (value[0] ?? "") : (value ?? "");
}

/** Where the action hangs in Incident Review; `row` is the notable. */
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
