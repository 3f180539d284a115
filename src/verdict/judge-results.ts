/**
 * The part of the verdict on the events: written at all, and each matched by an eventtype tagged `modaction_result`,
 * which is how the workflow action «View Adaptive Response Results» finds them.
 * Ground: Splunk's CIM manual, «Use the common action model», and the workflow action of the same add-on.
 */
import type { IndexedEvent } from "../events/event.ts";
import type { Reason } from "../transcript.ts";
import type { RunRecord, Yardstick } from "./judge.ts";

const RESULT_TAG = "modaction_result";
/** Events told one by one; the rest are counted. */
const TOLD = 3;

export function* judgeResults(run: RunRecord, yardstick: Yardstick): Generator<Reason> {
  if (!yardstick.isAdaptiveResponse) {
    yield {
      id: "modaction-result",
      status: "not-applicable",
      message: `not an adaptive response action: its ${run.events.length} events need no tag ${RESULT_TAG}`,
    };
    return;
  }
  const events = run.events;
  if (events.length === 0) {
    const promised = yardstick.resultEventtypes.length > 0;
    yield {
      id: "events-written",
      status: promised ? "fail" : "not-applicable",
      message: promised
        ? `no event was written, but the add-on has an eventtype for results: ${yardstick.resultEventtypes.join(", ")}`
        : "no event was written, and the add-on has no eventtype for results",
      ...(promised
        ? {
            hint: "Call addevent() for each result, then writeevents() once at the end of the script.",
          }
        : {}),
    };
    return;
  }
  yield {
    id: "events-written",
    status: "pass",
    message: `${count(events.length)} written: ${kinds(events)}`,
  };

  if (yardstick.resultEventtypes.length === 0) {
    yield {
      id: "modaction-result",
      status: "fail",
      message: `no eventtype of the add-on is tagged ${RESULT_TAG}: Enterprise Security would find none of the events`,
      hint: "Add an eventtype for the sourcetype to eventtypes.conf, and [eventtype=<name>] modaction_result = enabled to tags.conf.",
    };
    return;
  }
  const missed = events.flatMap((event, number) =>
    event.tags.includes(RESULT_TAG) ? [] : [number],
  );
  if (missed.length === 0) {
    const by = [...new Set(events.flatMap((event) => event.eventtypes))].filter((name) =>
      yardstick.resultEventtypes.includes(name),
    );
    yield {
      id: "modaction-result",
      status: "pass",
      message: `found by tag=${RESULT_TAG} (eventtype ${by.join(", ")})`,
    };
  } else {
    const rest = missed.length > TOLD ? [`and ${missed.length - TOLD} more`] : [];
    yield {
      id: "modaction-result",
      status: "fail",
      message: `${missed.length} of ${count(events.length)} would not be found by tag=${RESULT_TAG}`,
      hint: "Make the sourcetype given to addevent() and the search of the eventtype agree.",
      because: [...missed.slice(0, TOLD).flatMap((number) => yardstick.explain(number)), ...rest],
    };
  }
  yield* judgeLink(run);
}

/** The join of results and notable: without orig_sid and orig_rid the workflow action finds nothing. */
function* judgeLink(run: RunRecord): Generator<Reason> {
  const loose = run.events.filter((event) => !("orig_sid" in event.fields));
  if (loose.length > 0) {
    yield {
      id: "linked",
      status: "warn",
      message: `${loose.length} of ${count(run.events.length)} carry no orig_sid: they cannot be joined to the search or notable`,
      hint: "Write them with addevent(…, cam_header=True), which is the default.",
    };
  }
}

function kinds(events: readonly IndexedEvent[]): string {
  const seen = new Map<string, number>();
  for (const event of events) {
    const kind = `sourcetype ${event.sourcetype}, index ${event.index}`;
    seen.set(kind, (seen.get(kind) ?? 0) + 1);
  }
  return [...seen]
    .map(([kind, number]) => (seen.size > 1 ? `${number} × ${kind}` : kind))
    .join("; ");
}

function count(events: number): string {
  return events === 1 ? "1 event" : `${events} events`;
}
