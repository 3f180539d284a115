/** What was changed and is still to be kept, one line a change: a request is answered once all of it is. */
import type { StateLine } from "./saved-state.ts";

/** Keeps lines, or all there is. Who throws keeps the change from being answered as if it were kept. */
export type Keep = (lines: readonly StateLine[], all: () => Iterable<StateLine>) => void;

export class Journal {
  /** undefined: nothing outlives this start. */
  keep: Keep | undefined;
  readonly #all: () => Iterable<StateLine>;
  #lines: StateLine[] = [];

  /** `all`: whatever outlives a start. */
  constructor(all: () => Iterable<StateLine>) {
    this.#all = all;
  }

  get isKept(): boolean {
    return this.keep !== undefined;
  }

  add(...lines: readonly StateLine[]): void {
    if (this.keep !== undefined) this.#lines.push(...lines);
  }

  commit(): void {
    if (this.#lines.length === 0) return;
    const lines = this.#lines;
    this.#lines = [];
    this.keep?.(lines, this.#all);
  }
}
