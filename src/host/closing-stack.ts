/**
 * Collects what was opened, and closes it in the opposite order. This is the part of ECMAScript's AsyncDisposableStack
 * that is needed here, since Node 20 and 22 do not have it.
 */
export class ClosingStack implements AsyncDisposable {
  #opened: AsyncDisposable[] = [];

  /** Takes charge of a value, and gives it back. */
  use<T extends AsyncDisposable>(value: T): T {
    this.#opened.push(value);
    return value;
  }

  /** Hands everything over to the caller: from now on only the returned function closes it. */
  release(): () => Promise<void> {
    const next = new ClosingStack();
    next.#opened = this.#opened.splice(0);
    return () => next[Symbol.asyncDispose]();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const failures: unknown[] = [];
    for (const value of this.#opened.splice(0).toReversed()) {
      try {
        await value[Symbol.asyncDispose]();
      } catch (error) {
        failures.push(error);
      }
    }
    if (failures.length > 0) throw failures[0];
  }
}
