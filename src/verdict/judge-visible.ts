/**
 * The part of the verdict on what Enterprise Security sees of the add-on. It never makes a run fail: an Enterprise
 * Security may import the app without any export. Ground: addon/visibility/find-hidden.ts.
 */
import type { HiddenObject } from "../addon/visibility/find-hidden.ts";
import type { IndexedEvent } from "../events/event.ts";
import type { Reason } from "../transcript.ts";
import type { Yardstick } from "./yardstick.ts";

const IMPORTED =
  "an Enterprise Security that imports the app by `app_regex` of its input app_imports_update sees it all the same";

export function* judgeVisible({ isAdaptiveResponse, hidden }: Yardstick): Generator<Reason> {
  if (!isAdaptiveResponse || hidden.action === undefined) return;
  const { name } = hidden.action;
  yield asReason("exported", hidden.action, [
    `a search of another app ends with «Alert action "${name}" not found.»`,
  ]);
}

/** Undefined where each event has an eventtype that Enterprise Security sees, with its tag. */
export function judgeHiddenResults(
  events: readonly IndexedEvent[],
  { resultEventtypes, hidden }: Yardstick,
): Reason | undefined {
  const unseen = events.filter(({ eventtypes }) => {
    const tagged = eventtypes.filter((name) => resultEventtypes.includes(name));
    return tagged.length > 0 && tagged.every((name) => hidden.eventtypes.has(name));
  });
  const [name] =
    unseen[0]?.eventtypes.filter((eventtype) => hidden.eventtypes.has(eventtype)) ?? [];
  const object = name === undefined ? undefined : hidden.eventtypes.get(name);
  if (object === undefined) return undefined;
  return asReason("modaction-result", object, [
    `${unseen.length} of ${events.length} events are results only for searches of ${object.app}`,
  ]);
}

function asReason(id: string, object: HiddenObject, because: readonly string[]): Reason {
  const { message, where, hint } = object;
  return { id, status: "warn", message, where, hint, because: [...because, IMPORTED] };
}
