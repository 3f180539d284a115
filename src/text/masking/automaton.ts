/**
 * All texts that are looked for, as one automaton over bytes: Aho and Corasick, «Efficient string matching» (1975). It
 * takes one step a byte however many texts there are. The known packages keep a map for each state, and see neither bytes
 * nor escapes; here the edges of all states are in one table of numbers.
 *
 * A state stands for at least two bytes. Most places in a text begin nothing, which one look into the table of pairs says.
 */

export interface Ended {
  /** Bytes of the longest text that ends here. */
  readonly length: number;
  /** What the builder noted with it. */
  readonly note: number;
}

const START_EDGES = 1 << 12;

export class Automaton {
  /** The state that two bytes lead to, by both. */
  readonly #pairs = new Int32Array(1 << 16);
  /** Whether they lead to one: a quarter of the memory to look through, which counts. */
  readonly #begins = new Uint8Array(1 << 16);
  #keys = new Int32Array(START_EDGES);
  #targets = new Int32Array(START_EDGES);
  #edges = 0;
  /** By state. Those of state 0, which stands for nothing, are never read. */
  readonly #parents: number[] = [0];
  readonly #labels: number[] = [0];
  readonly #depths: number[] = [0];
  readonly #lengths: number[] = [0];
  readonly #notes: number[] = [0];
  #fails = new Int32Array(1);
  #ends = new Int32Array(1);
  longest = 0;

  constructor(texts: Iterable<{ readonly bytes: Uint8Array; readonly note: number }>) {
    for (const { bytes, note } of texts) this.#add(bytes, note);
    this.#link();
  }

  /** The state after one more byte. `before`: the byte that came before it. */
  step(state: number, before: number, byte: number): number {
    let at = state;
    while (at !== 0) {
      const next = this.#target(at, byte);
      if (next !== 0) return next;
      at = this.#fails[at] ?? 0;
    }
    return this.#pairs[(before << 8) | byte] ?? 0;
  }

  /** Whether one of them is in this text, as it is in UTF-8. Most texts hold none, so this is what counts. */
  isIn(text: string): boolean {
    const begins = this.#begins;
    const { length } = text;
    let state = 0;
    let before = 0;
    for (let at = 0; at < length; at++) {
      const code = text.charCodeAt(at);
      if (code >= 0x80) return this.isInBytes(Buffer.from(text));
      if (state !== 0 || begins[(before << 8) | code] !== 0) {
        state = this.step(state, before, code);
        if (this.#ends[state] !== 0) return true;
      }
      before = code;
    }
    return false;
  }

  isInBytes(bytes: Uint8Array): boolean {
    let state = 0;
    let before = 0;
    for (const byte of bytes) {
      state = this.step(state, before, byte);
      before = byte;
      if (this.#ends[state] !== 0) return true;
    }
    return false;
  }

  /** The state whose text ends where this one stands; 0 where none ends. */
  ended(state: number): number {
    return this.#ends[state] ?? 0;
  }

  endedAs(ended: number): Ended {
    return { length: this.#depths[ended] ?? 0, note: this.#notes[ended] ?? 0 };
  }

  /** Texts of less than three bytes are none of its. */
  #add(bytes: Uint8Array, note: number): void {
    const [first, second] = bytes;
    if (first === undefined || second === undefined || bytes.length < 3) return;
    const pair = (first << 8) | second;
    let state = this.#pairs[pair] ?? 0;
    if (state === 0) {
      state = this.#newState(0, second, 2);
      this.#pairs[pair] = state;
      this.#begins[pair] = 1;
    }
    for (let at = 2; at < bytes.length; at++) {
      const byte = bytes[at] ?? 0;
      let next = this.#target(state, byte);
      if (next === 0) {
        next = this.#newState(state, byte, at + 1);
        this.#setTarget(state, byte, next);
      }
      state = next;
    }
    this.#lengths[state] = bytes.length;
    this.#notes[state] = (this.#notes[state] ?? 0) | note;
    this.longest = Math.max(this.longest, bytes.length);
  }

  #newState(parent: number, label: number, depth: number): number {
    this.#parents.push(parent);
    this.#labels.push(label);
    this.#depths.push(depth);
    this.#lengths.push(0);
    this.#notes.push(0);
    return this.#depths.length - 1;
  }

  /** Shorter states first: what a state falls back to is shorter. */
  #link(): void {
    const count = this.#depths.length;
    this.#fails = new Int32Array(count);
    this.#ends = new Int32Array(count);
    for (const state of this.#byDepth()) {
      const parent = this.#parents[state] ?? 0;
      if (parent !== 0) {
        const fallen = this.#fails[parent] ?? 0;
        const [before, byte] = [this.#labels[parent] ?? 0, this.#labels[state] ?? 0];
        this.#fails[state] = this.step(fallen, before, byte);
      }
      const fail = this.#fails[state] ?? 0;
      this.#ends[state] = (this.#lengths[state] ?? 0) > 0 ? state : (this.#ends[fail] ?? 0);
    }
  }

  /** Every state but 0, sorted by counting. */
  #byDepth(): Int32Array {
    const starts = new Int32Array(this.longest + 2);
    for (let state = 1; state < this.#depths.length; state++)
      starts[(this.#depths[state] ?? 0) + 1] = (starts[(this.#depths[state] ?? 0) + 1] ?? 0) + 1;
    for (let depth = 1; depth < starts.length; depth++)
      starts[depth] = (starts[depth] ?? 0) + (starts[depth - 1] ?? 0);
    const order = new Int32Array(this.#depths.length - 1);
    for (let state = 1; state < this.#depths.length; state++) {
      const depth = this.#depths[state] ?? 0;
      const at = starts[depth] ?? 0;
      order[at] = state;
      starts[depth] = at + 1;
    }
    return order;
  }

  #target(state: number, byte: number): number {
    const key = (state << 8) | byte;
    const last = this.#keys.length - 1;
    for (let slot = hash(key) & last; ; slot = (slot + 1) & last) {
      const edge = this.#keys[slot];
      if (edge === key) return this.#targets[slot] ?? 0;
      if (edge === 0) return 0;
    }
  }

  #setTarget(state: number, byte: number, target: number): void {
    if (2 * ++this.#edges > this.#keys.length) this.#grow();
    this.#put((state << 8) | byte, target);
  }

  #put(key: number, target: number): void {
    const last = this.#keys.length - 1;
    let slot = hash(key) & last;
    while (this.#keys[slot] !== 0) slot = (slot + 1) & last;
    this.#keys[slot] = key;
    this.#targets[slot] = target;
  }

  #grow(): void {
    const [keys, targets] = [this.#keys, this.#targets];
    this.#keys = new Int32Array(keys.length * 2);
    this.#targets = new Int32Array(keys.length * 2);
    for (const [slot, key] of keys.entries()) if (key !== 0) this.#put(key, targets[slot] ?? 0);
  }
}

/** Knuth's: the golden ratio spreads numbers that follow each other. */
function hash(key: number): number {
  const product = Math.imul(key, 0x9e3779b1);
  return product ^ (product >>> 15);
}
