/** Secrets that were made or changed over the wire: what records show of them is masked, be they gone by then. */

const MOST = 1000;

export class Secrets {
  readonly #texts = new Set<string>();

  /** Of more, the latest. */
  saw(text: string): void {
    if (text === "" || this.#texts.has(text)) return;
    this.#texts.add(text);
    const [first] = this.#texts;
    if (this.#texts.size > MOST && first !== undefined) this.#texts.delete(first);
  }

  [Symbol.iterator](): IterableIterator<string> {
    return this.#texts.values();
  }
}
