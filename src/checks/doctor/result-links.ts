/** The links from a written event to the notable: header, eventtype, tag, join. Each is proved by the run's events. */
import type { Addon } from "../../addon/addon.ts";
import { findHiddenEventtype, type HiddenObject } from "../../addon/visibility/find-hidden.ts";
import type { IndexedEvent } from "../../events/event.ts";
import type { AdaptiveResponsesPanel, Transcript } from "../../transcript.ts";
import type { Proof } from "./diagnosis.ts";
import { unseen } from "./unseen.ts";
import { fromReason, reasonsOf } from "./run-links.ts";

const TAG = "modaction_result";

export function header({ events }: Transcript): Proof {
  const loose = events.filter((event) => textOf(event, "orig_sid") === "");
  if (loose.length === 0) {
    return {
      status: "holds",
      by: "run",
      message: "orig_sid, orig_rid and orig_action_name became fields of each event",
    };
  }
  return {
    status: "broken",
    by: "run",
    message: `${loose.length} of ${events.length} events carry no orig_sid: nothing joins them to the search or notable`,
    hint: "Write them with addevent(…, cam_header=True), which is the default.",
  };
}

export function eventtype(run: Transcript, addon: Addon): Proof {
  const tagged = taggedEventtypes(addon);
  const wanted = tagged.length > 0 ? new Set(tagged.map(({ name }) => name)) : undefined;
  const missed = run.events.filter(
    (event) => !event.eventtypes.some((name) => wanted?.has(name) ?? true) && !isResult(event),
  );
  if (missed.length === 0) {
    const hidden = hiddenOf(addon, run.events);
    if (hidden?.kind === "eventtype") return unseen(hidden);
    const names = [...new Set(run.events.flatMap((event) => event.eventtypes))];
    return { status: "holds", by: "run", message: `the events are of ${names.join(", ")}` };
  }
  const [reason] = reasonsOf(run, "modaction-result");
  if (reason === undefined || tagged.length === 0) {
    return {
      status: "broken",
      by: "run",
      message: `no eventtype of the add-on finds ${missed.length} of ${run.events.length} events`,
      hint: reason?.hint,
    };
  }
  return {
    ...fromReason(reason, "broken"),
    message: `no eventtype tagged ${TAG} finds ${missed.length} of ${run.events.length} events`,
  };
}

/** The files prove it where they tag an eventtype. `run` is undefined when there was none. */
export function tagged(run: Transcript | undefined, addon: Addon, mayWrite: boolean): Proof {
  const [first] = taggedEventtypes(addon);
  const hidden = hiddenOf(addon, run?.events ?? []);
  if (hidden?.kind === "tag") return unseen(hidden);
  const where = first?.tags.find(({ name }) => name === TAG)?.where;
  if (first !== undefined) {
    return {
      status: "holds",
      by: "files",
      message: `[eventtype=${first.name}] has ${TAG} enabled`,
      where,
    };
  }
  const [reason] = run === undefined ? [] : reasonsOf(run, "modaction-result");
  if (reason !== undefined) return fromReason(reason);
  if (mayWrite) {
    return {
      status: "broken",
      by: "files",
      message: `no eventtype of the add-on is tagged ${TAG}, though the script writes events`,
      hint: `Write [my_results] search = sourcetype="…" in eventtypes.conf, and [eventtype=my_results] ${TAG} = enabled in tags.conf.`,
    };
  }
  return { status: "unknown", by: "nothing", message: "no event was there to be tagged" };
}

/** The ids by which Incident Review looks for what belongs to a notable. */
export interface NotableIds {
  readonly sid: string;
  readonly rid: string;
}

/** Compares ids only: an event without the tag still belongs to the notable. */
export function joined(run: Transcript, panel: AdaptiveResponsesPanel, notable: NotableIds): Proof {
  const [row] = panel.rows;
  if (row === undefined) {
    return { status: "broken", by: "run", message: panel.emptyBecause ?? "the panel is empty" };
  }
  const shown = `the panel shows the invocation (${row.status})`;
  const { events } = run;
  if (events.length === 0) return { status: "holds", by: "run", message: shown };
  const mine = events.filter(
    (event) =>
      textOf(event, "orig_sid") === notable.sid && textOf(event, "orig_rid") === notable.rid,
  );
  if (mine.length > 0) {
    return {
      status: "holds",
      by: "run",
      message: `${shown}, and ${mine.length} of ${events.length} events bear its ids`,
    };
  }
  return {
    status: "broken",
    by: "run",
    message: `${shown}, and no event bears its orig_sid and orig_rid`,
    hint: "Call update(result) before addevent(), for each result, and leave cam_header on.",
  };
}

/** The eventtype or tag that hides results. Undefined where Enterprise Security sees one for each event. */
function hiddenOf(addon: Addon, events: readonly IndexedEvent[]): HiddenObject | undefined {
  const of = new Map(
    taggedEventtypes(addon).map((eventtype) => [
      eventtype.name,
      findHiddenEventtype(addon, eventtype, TAG),
    ]),
  );
  const groups = events.length > 0 ? events.map(({ eventtypes }) => eventtypes) : [[...of.keys()]];
  for (const names of groups) {
    const objects = names.filter((name) => of.has(name)).map((name) => of.get(name));
    if (objects.length > 0 && !objects.includes(undefined)) return objects[0];
  }
  return undefined;
}

function taggedEventtypes(addon: Addon): Addon["eventtypes"] {
  return addon.eventtypes.filter(
    (eventtype) => !eventtype.disabled && eventtype.tags.some(({ name }) => name === TAG),
  );
}

export function isResult(event: IndexedEvent): boolean {
  return event.tags.includes(TAG);
}

function textOf(event: IndexedEvent, field: string): string {
  return [event.fields[field] ?? ""].flat()[0] ?? "";
}
