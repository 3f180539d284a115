/** What went wrong in our own code and in the handlers of apps, stack and all, for whoever started the stand-in. */

const MOST = 1000;

export class Faults {
  readonly #texts: string[] = [];

  get all(): readonly string[] {
    return this.#texts;
  }

  add(error: unknown): void {
    if (this.#texts.length >= MOST) return;
    this.#texts.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
}
