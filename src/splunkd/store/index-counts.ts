/** How many events and bytes lie in each index. */
import type { EventInbox } from "./event-inbox.ts";

export interface IndexCount {
  readonly events: number;
  readonly bytes: number;
}

const NONE: IndexCount = { events: 0, bytes: 0 };

export class IndexCounts {
  readonly #inbox: EventInbox;
  readonly #countOwn: () => number;
  /** Counted anew only where events came or went. */
  #at = "";
  #counts: ReadonlyMap<string, IndexCount> = new Map();

  /** `countOwn`: the events that the stand-in logs of itself, all of them in `_internal`. */
  constructor(inbox: EventInbox, countOwn: () => number) {
    this.#inbox = inbox;
    this.#countOwn = countOwn;
  }

  of(index: string): IndexCount {
    const at = `${this.#inbox.count} ${this.#inbox.events.length}`;
    if (at !== this.#at) {
      this.#at = at;
      this.#counts = countEvents(this.#inbox);
    }
    const count = this.#counts.get(index) ?? NONE;
    return index === "_internal" ? { ...count, events: count.events + this.#countOwn() } : count;
  }
}

function countEvents({ events }: EventInbox): ReadonlyMap<string, IndexCount> {
  const counts = new Map<string, { events: number; bytes: number }>();
  for (const { index = "main", raw } of events) {
    const count = counts.get(index) ?? { events: 0, bytes: 0 };
    count.events += 1;
    count.bytes += raw.length;
    counts.set(index, count);
  }
  return counts;
}
