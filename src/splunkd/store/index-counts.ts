/** What lies in each index: how many events, from when to when; and how they leave it. */
import { ownEventCount } from "../search/stand-in-events.ts";
import type { Instance } from "../instance/instance.ts";

export interface IndexCount {
  readonly events: number;
  readonly bytes: number;
}

/** Counted anew only where events came or went. */
const counted = new WeakMap<
  Instance,
  { readonly at: string; readonly counts: ReadonlyMap<string, IndexCount> }
>();

export function countOf(index: string, splunkd: Instance): IndexCount {
  const { inbox } = splunkd;
  const at = `${inbox.count} ${inbox.events.length}`;
  const known = counted.get(splunkd);
  const counts = known?.at === at ? known.counts : countAll(splunkd);
  if (counts !== known?.counts) counted.set(splunkd, { at, counts });
  const found = counts.get(index) ?? { events: 0, bytes: 0 };
  return index === "_internal"
    ? { ...found, events: found.events + ownEventCount(splunkd) }
    : found;
}

function countAll({ inbox }: Instance): ReadonlyMap<string, IndexCount> {
  const counts = new Map<string, { events: number; bytes: number }>();
  for (const { index = "main", raw } of inbox.events) {
    const count = counts.get(index) ?? { events: 0, bytes: 0 };
    count.events += 1;
    count.bytes += raw.length;
    counts.set(index, count);
  }
  return counts;
}

/** Takes all events out of an index. */
export function emptyIndex(index: string, { inbox }: Instance): void {
  inbox.keep((event) => (event.index ?? "main") !== index);
}
