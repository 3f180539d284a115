/**
 * Puts together what a fence saw of the attempts of a script, and what the script's Python told of them, so that each
 * attempt is there once.
 */
import { type Outbound, REFUSED } from "./fence-types.ts";
import { isLoopback, plainHost, protocolAt } from "./hosts.ts";
import type { Place, Told } from "./read-told.ts";

/** An attempt, with the lines that it may come from. */
export interface SeenOutbound extends Omit<Outbound, "where"> {
  readonly places: readonly Place[];
}

/** What the fence saw. */
export type Carried = Omit<Outbound, "where" | "method" | "path" | "status">;

const NOTHING = { sent: 0, received: 0 };

/**
 * `carried` is undefined where no fence saw anything, so that what Python tells is all that is known. A fence that sees
 * sees all: then Python adds no attempt to it, but only where one comes from.
 */
export function mergeOutbound(
  carried: readonly Carried[] | undefined,
  words: readonly Told[],
): SeenOutbound[] {
  const ownPorts = new Set(words.filter(({ kind }) => kind === "listen").map(({ port }) => port));
  const isOwn = ({ host, port }: { readonly host: string; readonly port: number }): boolean =>
    ownPorts.has(port) && isLoopback(host);
  const merged = new Merger(carried?.filter((carriedOn) => !isOwn(carriedOn)));
  const used = new Set<string>();
  for (const word of words) {
    if (word.kind === "connect" || word.kind === "ready") {
      used.add(plainHost(word.host));
      if (!isOwn(word)) merged.add(word);
    } else if (word.kind === "answer") merged.answer(word);
  }
  // A name that was used for something is told with that.
  for (const word of words)
    if (word.kind === "lookup" && !used.has(plainHost(word.host))) merged.add(word);
  return merged.all();
}

class Merger {
  readonly #entries: SeenOutbound[];
  /** By key: the places in the list of those that wait for what Python tells of them. */
  readonly #waiting = new Queues();
  /** By key: those that wait for their answer. */
  readonly #unanswered = new Queues();
  readonly #looked = new Set<string>();
  readonly #isAll: boolean;

  constructor(carried: readonly Carried[] | undefined) {
    this.#isAll = carried !== undefined;
    this.#entries = (carried ?? []).map((entry) => ({
      ...entry,
      method: null,
      path: null,
      status: null,
      places: [],
    }));
    for (const [index, entry] of this.#entries.entries()) this.#waiting.put(keyOf(entry), index);
  }

  add(word: Told): void {
    const key = keyOf(word);
    const index = this.#waiting.take(key);
    const seen = index === undefined ? undefined : this.#entries[index];
    if (index !== undefined && seen !== undefined) {
      const { method, path, places } = word;
      this.#entries[index] = { ...seen, method, path, places };
      this.#unanswered.put(key, index);
      return;
    }
    if (this.#isAll) return;
    // To look up the same name again is no other attempt. A socket that only got an address has sent nothing.
    if (word.kind === "lookup" && this.#looked.has(key)) return;
    if (word.kind === "ready" && !word.isRefused) return;
    this.#looked.add(key);
    this.#unanswered.put(key, this.#entries.push(entryOf(word)) - 1);
  }

  answer(word: Told): void {
    const index = this.#unanswered.take(keyOf(word));
    const seen = index === undefined ? undefined : this.#entries[index];
    const { method, path, status } = word;
    if (index === undefined || seen === undefined) {
      // One more request on a connection that is told already.
      this.#entries.push(entryOf(word));
    } else this.#entries[index] = { ...seen, method, path, status };
  }

  all(): SeenOutbound[] {
    return this.#entries.toSorted((one, other) => Date.parse(one.at) - Date.parse(other.at));
  }
}

/** Places in a list, by key: first in, first out. */
class Queues {
  readonly #queues = new Map<string, { readonly items: number[]; next: number }>();

  put(key: string, item: number): void {
    const queue = this.#queues.get(key);
    if (queue === undefined) this.#queues.set(key, { items: [item], next: 0 });
    else queue.items.push(item);
  }

  take(key: string): number | undefined {
    const queue = this.#queues.get(key);
    return queue?.items[queue.next++];
  }
}

function entryOf({ at, protocol, host, port, ...word }: Told): SeenOutbound {
  const { isRefused, method, path, status, places } = word;
  return {
    at: new Date(at).toISOString(),
    protocol: protocol === "tcp" ? protocolAt(port) : protocol,
    host,
    port,
    method,
    path,
    status,
    refusal: isRefused ? REFUSED : null,
    places,
    durationMs: isRefused ? 0 : null,
    bytes: isRefused ? NOTHING : null,
  };
}

/** The protocol above TCP is a guess from the port, and so is no part of it. */
function keyOf({
  protocol,
  host,
  port,
}: {
  readonly protocol: string;
  readonly host: string;
  readonly port: number;
}): string {
  const below = ["udp", "raw", "dns"].includes(protocol) ? protocol : "tcp";
  return `${below} ${plainHost(host)} ${port}`;
}
