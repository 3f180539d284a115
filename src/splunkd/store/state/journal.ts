/**
 * What was changed and is still to be kept, one line a change: a request is answered once all of it is. What cannot be kept
 * is taken back, so that a change that was refused has not happened.
 */
import type { StateLine } from "./saved-state.ts";

/** Keeps lines, or all there is. Who throws keeps the change from being answered as if it were kept. */
export type Keep = (lines: readonly StateLine[], all: () => Iterable<StateLine>) => void;

export class Journal {
  /** undefined: nothing outlives this start. */
  keep: Keep | undefined;
  readonly #all: () => Iterable<StateLine>;
  #lines: StateLine[] = [];
  #undos: (() => void)[] = [];
  #afterwards: (() => void)[] = [];
  /** How often changes were taken back. A request that began before the last time may have lost some of its own. */
  losses = 0;

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

  /** How to take back a change that is about to be made. The last one is taken back first. */
  onUndo(undo: () => void): void {
    if (this.keep !== undefined) this.#undos.push(undo);
  }

  /** What may happen only once the changes so far are kept. */
  afterCommit(step: () => void): void {
    this.#afterwards.push(step);
  }

  /** @throws what `keep` throws. Then all that was changed since the last commit is taken back. */
  commit(): void {
    const afterwards = this.#afterwards;
    if (this.#lines.length > 0) this.#keepLines(this.#lines);
    this.#clear();
    for (const step of afterwards) step();
  }

  #keepLines(lines: readonly StateLine[]): void {
    try {
      this.keep?.(lines, this.#all);
    } catch (error) {
      this.losses += 1;
      const undos = this.#undos.toReversed();
      for (const undo of undos) undo();
      // Taking back is no change.
      this.#clear();
      throw error;
    }
  }

  #clear(): void {
    if (this.#lines.length > 0) this.#lines = [];
    if (this.#undos.length > 0) this.#undos = [];
    if (this.#afterwards.length > 0) this.#afterwards = [];
  }
}
