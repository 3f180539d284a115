/**
 * What was changed and is still to be kept, one line a change: a request is answered once all of it is. What cannot be kept
 * is taken back, so that a change that was refused has not happened.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import { RestError } from "../../model/rest-error.ts";
import type { StateLine } from "./saved-state.ts";

/** Keeps lines, or all there is. Who throws keeps the change from being answered as if it were kept. */
export type Keep = (lines: readonly StateLine[], all: () => Iterable<StateLine>) => void;

/** What a request writes. */
export interface Write {
  /** How often changes had been taken back by its first change. undefined: it has changed nothing yet. */
  lossesBefore: number | undefined;
}

const LOST =
  "the file of --persist could not be written: what was refused has not happened, send it again";

export class Journal {
  readonly #writes = new AsyncLocalStorage<Write>();
  /** undefined: nothing outlives this start. */
  keep: Keep | undefined;
  readonly #all: () => Iterable<StateLine>;
  #lines: StateLine[] = [];
  #undos: (() => void)[] = [];
  #afterwards: (() => void)[] = [];
  /** How often changes were taken back. */
  losses = 0;

  /** `all`: whatever outlives a start. */
  constructor(all: () => Iterable<StateLine>) {
    this.#all = all;
  }

  get isKept(): boolean {
    return this.keep !== undefined;
  }

  /** All that `act` changes, also later, is of this write. */
  during(write: Write, act: () => void): void {
    if (this.keep === undefined) act();
    else this.#writes.run(write, act);
  }

  /** Throws a RestError where changes of this write were taken back, since those of others could not be kept. */
  checkKept({ lossesBefore }: Write): void {
    if (lossesBefore !== undefined && lossesBefore !== this.losses) throw new RestError(503, LOST);
  }

  add(...lines: readonly StateLine[]): void {
    if (this.keep === undefined) return;
    this.#mark();
    this.#lines.push(...lines);
  }

  /** How to take back a change that is about to be made. The last one is taken back first. */
  onUndo(undo: () => void): void {
    if (this.keep === undefined) return;
    this.#mark();
    this.#undos.push(undo);
  }

  /** One that lost some of its changes makes no more: half of it would be kept. */
  #mark(): void {
    const write = this.#writes.getStore();
    if (write === undefined) return;
    this.checkKept(write);
    write.lossesBefore ??= this.losses;
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
      this.#takeBack();
      throw error;
    }
  }

  #takeBack(): void {
    const undos = this.#undos.toReversed();
    // Taking back is no change, and of no write.
    this.#writes.exit(() => {
      for (const undo of undos) undo();
    });
    this.#clear();
  }

  #clear(): void {
    if (this.#lines.length > 0) this.#lines = [];
    if (this.#undos.length > 0) this.#undos = [];
    if (this.#afterwards.length > 0) this.#afterwards = [];
  }
}
