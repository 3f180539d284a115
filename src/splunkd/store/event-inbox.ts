/** Events that came over the wire, kept for those who look: the transcript, and searches of the stand-in. */
import type { WrittenEvent } from "../../events/event.ts";
import type { Credentials, Runs } from "./runs.ts";

/** More than that are counted, not kept: events, and characters of them. */
const MOST_EVENTS = 2_000_000;
const MOST_CHARACTERS = 1024 * 1024 * 1024;

export class EventInbox {
  readonly events: WrittenEvent[] = [];
  /** Events that found no room. */
  omitted = 0;
  /** All that ever came, for their numbers. */
  count = 0;
  #size = 0;
  readonly #runs: Runs;
  readonly #now: () => number;

  constructor({ runs, now }: { readonly runs: Runs; readonly now: () => number }) {
    this.#runs = runs;
    this.#now = now;
  }

  /** Takes all events out of an index. */
  empty(index: string): void {
    const kept = this.events.filter((event) => (event.index ?? "main") !== index);
    this.events.length = 0;
    this.#size = 0;
    for (const event of kept) {
      this.events.push(event);
      this.#size += event.raw.length;
    }
  }

  /** `headers`: of the request that brought them. */
  add(events: readonly WrittenEvent[], headers: Credentials): void {
    const runs = this.#runs.of(headers);
    const receivedAt = this.#now() / 1000;
    for (const written of events) {
      const event = { ...written, receivedAt };
      this.count += 1;
      if (this.events.length < MOST_EVENTS && this.#size + event.raw.length < MOST_CHARACTERS) {
        this.#size += event.raw.length;
        this.events.push(event);
        for (const run of runs) run.events.push(event);
      } else this.omitted += 1;
    }
  }
}
