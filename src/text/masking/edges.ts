/** The edges of all states of an automaton, in one table of numbers: by a state and a byte, the state that they lead to. */
export class Edges {
  readonly #keys: Int32Array;
  readonly #targets: Int32Array;
  /** Of the table, whose size is a power of two. */
  readonly #last: number;

  /** `most`: how many are added at most. */
  constructor(most: number) {
    const size = 2 ** Math.ceil(Math.log2(2 * most + 1));
    this.#keys = new Int32Array(size);
    this.#targets = new Int32Array(size);
    this.#last = size - 1;
  }

  /** 0 where none leads on. */
  target(state: number, byte: number): number {
    const key = (state << 8) | byte;
    const [keys, last] = [this.#keys, this.#last];
    for (let slot = hash(key) & last; ; slot = (slot + 1) & last) {
      const edge = keys[slot];
      if (edge === key) return this.#targets[slot] ?? 0;
      if (edge === 0) return 0;
    }
  }

  /** It must not be there yet. */
  add(state: number, byte: number, target: number): void {
    const key = (state << 8) | byte;
    const [keys, last] = [this.#keys, this.#last];
    let slot = hash(key) & last;
    while (keys[slot] !== 0) slot = (slot + 1) & last;
    keys[slot] = key;
    this.#targets[slot] = target;
  }
}

/** Knuth's: the golden ratio spreads numbers that follow each other. */
function hash(key: number): number {
  const product = Math.imul(key, 0x9e3779b1);
  return product ^ (product >>> 15);
}
