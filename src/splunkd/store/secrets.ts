/** Secrets that were made or changed over the wire: what records show of them is masked, be they gone by then. */

const MOST = 1000;

export class Secrets {
  readonly #texts = new Set<string>();

  saw(text: string): void {
    if (this.#texts.size < MOST) this.#texts.add(text);
  }

  [Symbol.iterator](): IterableIterator<string> {
    return this.#texts.values();
  }
}
