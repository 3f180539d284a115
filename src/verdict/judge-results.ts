/**
 * The part of the verdict on the events: written at all, and each matched by an eventtype tagged `modaction_result`,
 * which is how the workflow action «View Adaptive Response Results» finds them.
 * Ground: Splunk's CIM manual, «Use the common action model», and the workflow action of the same add-on.
 */
import type { IndexedEvent } from "../events/event.ts";
import type { Reason } from "../transcript.ts";
import { countOf } from "./count-of.ts";
import { hasFailed } from "./has-failed.ts";
import { judgeHiddenResults } from "./judge-visible.ts";
import type { RunRecord, Yardstick } from "./yardstick.ts";

const RESULT_TAG = "modaction_result";
/** The most chains of reasons that are told, and the most events that are looked at for them. */
const TOLD = 3;
const LOOKED_AT = 500;

export function* judgeResults(run: RunRecord, yardstick: Yardstick): Generator<Reason> {
  if (!yardstick.isAdaptiveResponse) {
    yield {
      id: "modaction-result",
      status: "not-applicable",
      message: `not an adaptive response action (no param._cam): no events tagged ${RESULT_TAG} are expected`,
    };
    return;
  }
  const { events } = run;
  if (events.length === 0) {
    yield hasFailed(run) ? NONE_FOR_FAILURE : noneWritten(yardstick);
    return;
  }
  yield {
    id: "events-written",
    status: "pass",
    message: `${countOf(events.length)} written: ${kinds(events)}`,
  };
  const missed = events.filter((event) => !event.tags.includes(RESULT_TAG));
  if (missed.length === 0)
    yield judgeHiddenResults(events, yardstick) ?? allFound(events, yardstick);
  else if (yardstick.resultEventtypes.length === 0) yield noEventtype(events, yardstick);
  else yield notFound(events, missed, yardstick);
}

/** The failure of the script is told elsewhere. */
const NONE_FOR_FAILURE: Reason = {
  id: "events-written",
  status: "not-applicable",
  message: "no event was written: the script failed before",
};

function noneWritten({ resultEventtypes, whyNoneIsTagged }: Yardstick): Reason {
  if (resultEventtypes.length === 0) {
    return {
      id: "events-written",
      status: "warn",
      message:
        "no event was written, and the add-on has no eventtype for results: Enterprise Security shows that the action ran, and nothing it did",
      hint: "Call addevent() and writeevents() of ModularAction, and give their sourcetype an eventtype tagged modaction_result.",
      because: whyNoneIsTagged(),
    };
  }
  return {
    id: "events-written",
    status: "fail",
    message: `no event was written, but the add-on has an eventtype for results: ${resultEventtypes.join(", ")}`,
    hint: "Call addevent() for each result, then writeevents() once at the end of the script.",
  };
}

function allFound(events: readonly IndexedEvent[], { resultEventtypes }: Yardstick): Reason {
  const names = new Set(events.flatMap((event) => event.eventtypes));
  const by = resultEventtypes.filter((name) => names.has(name));
  return {
    id: "modaction-result",
    status: "pass",
    message: `found by tag=${RESULT_TAG} (${by.length === 0 ? "a tag of tags.conf" : `eventtype ${by.join(", ")}`})`,
  };
}

function noEventtype(events: readonly IndexedEvent[], { whyNoneIsTagged }: Yardstick): Reason {
  const [first] = events;
  const name = first?.eventtypes[0];
  const sourcetype = first?.sourcetype ?? "";
  // The input of spool files gives this sourcetype to events that name none.
  const isNamed = sourcetype !== "stash_common_action_model";
  return {
    id: "modaction-result",
    status: "fail",
    message: `no eventtype of the add-on is tagged ${RESULT_TAG}: Enterprise Security would find none of the events`,
    because: whyNoneIsTagged(),
    hint:
      name === undefined
        ? `${isNamed ? "Write" : "Give addevent() a sourcetype, write"} [my_results] search = sourcetype="${isNamed ? sourcetype : "…"}" in eventtypes.conf, and [eventtype=my_results] ${RESULT_TAG} = enabled in tags.conf.`
        : `The events are of the eventtype [${name}]: write [eventtype=${name}] ${RESULT_TAG} = enabled in tags.conf.`,
  };
}

function notFound(
  events: readonly IndexedEvent[],
  missed: readonly IndexedEvent[],
  yardstick: Yardstick,
): Reason {
  // Most events miss for the same reason, which is told once.
  const chains = new Map<string, { reasons: readonly string[]; count: number }>();
  const fields = new Set<string>();
  for (const event of missed.slice(0, LOOKED_AT)) {
    const why = yardstick.explain(event);
    for (const field of why.fields) fields.add(field);
    const key = why.reasons.join("\n");
    const chain = chains.get(key) ?? { reasons: why.reasons, count: 0 };
    chain.count++;
    chains.set(key, chain);
  }
  const shown = [...chains.values()].slice(0, TOLD);
  const rest = missed.length - shown.reduce((sum, { count }) => sum + count, 0);
  return {
    id: "modaction-result",
    status: "fail",
    message: `${missed.length} of ${countOf(events.length)} would not be found by tag=${RESULT_TAG}`,
    hint: hintFor(fields),
    because: [
      ...shown.flatMap(({ reasons, count }) =>
        chains.size === 1
          ? reasons
          : [`${countOf(count)}:`, ...reasons.map((reason) => `  ${reason}`)],
      ),
      ...(rest > 0 ? [`and ${countOf(rest)} more`] : []),
    ],
  };
}

function hintFor(fields: ReadonlySet<string>): string {
  const given = Object.keys(GIVEN_BY).filter((field) => fields.has(field));
  if (given.length === 0) {
    return "Write what the eventtype searches for into the events, or take the clause out of its search.";
  }
  const what = given.map((field) => `the ${field} given to ${GIVEN_BY[field]}`).join(", ");
  return `Make ${what} and the search of the eventtype agree.`;
}

const GIVEN_BY: Readonly<Record<string, string>> = {
  sourcetype: "addevent()",
  index: "writeevents() (default: summary)",
  source: "writeevents()",
  host: "writeevents()",
};

function kinds(events: readonly IndexedEvent[]): string {
  const seen = new Map<string, number>();
  for (const event of events) {
    const kind = `sourcetype ${event.sourcetype}, index ${event.index}`;
    seen.set(kind, (seen.get(kind) ?? 0) + 1);
  }
  const shown = [...seen].slice(0, 5);
  const rest = seen.size - shown.length;
  return [
    ...shown.map(([kind, number]) => (seen.size > 1 ? `${number} × ${kind}` : kind)),
    ...(rest > 0 ? [`and ${rest} more kinds`] : []),
  ].join("; ");
}
