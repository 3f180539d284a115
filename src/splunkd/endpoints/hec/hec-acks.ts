/**
 * Acknowledgements of the HTTP Event Collector: each channel counts its requests, and each is told of once.
 * Ground: Getting Data In, «About HTTP Event Collector Indexer Acknowledgment».
 */

/** More channels than that are forgotten, the oldest first. */
const MOST_CHANNELS = 10_000;

export class HecAcks {
  readonly #channels = new Map<string, { next: number; readonly open: Set<number> }>();

  add(token: string, channel: string): number {
    const key = `${token}\u0000${channel}`;
    let known = this.#channels.get(key);
    if (known === undefined) {
      known = { next: 0, open: new Set() };
      this.#channels.set(key, known);
      const [oldest] = this.#channels.keys();
      if (this.#channels.size > MOST_CHANNELS && oldest !== undefined)
        this.#channels.delete(oldest);
    }
    const id = known.next++;
    known.open.add(id);
    return id;
  }

  /** What was posted is indexed at once here, so every id that was given out is true, once. */
  ask(token: string, channel: string, ids: readonly unknown[]): Record<string, boolean> {
    const known = this.#channels.get(`${token}\u0000${channel}`);
    return Object.fromEntries(
      ids.map((id) => [String(id), typeof id === "number" && known?.open.delete(id) === true]),
    );
  }
}
