/** Ends an attempt at its time limit, or when the whole run is interrupted, and tells the two apart. */

export class TimeLimit implements Disposable {
  readonly #stop = new AbortController();
  readonly #run: AbortSignal;
  readonly #timer: NodeJS.Timeout;
  #isLate = false;

  /** `run` interrupts all attempts. */
  constructor(limitMs: number, run: AbortSignal) {
    this.#run = run;
    run.addEventListener("abort", this.#onAbort, { once: true });
    if (run.aborted) this.#stop.abort();
    this.#timer = setTimeout(() => {
      this.#isLate = true;
      this.#stop.abort();
    }, limitMs);
  }

  readonly #onAbort = (): void => this.#stop.abort();

  /** Ends the attempt. */
  get signal(): AbortSignal {
    return this.#stop.signal;
  }

  get isLate(): boolean {
    return this.#isLate;
  }

  get wasInterrupted(): boolean {
    return this.#run.aborted && !this.#isLate;
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
    this.#run.removeEventListener("abort", this.#onAbort);
  }
}
