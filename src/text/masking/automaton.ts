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
/** A table of bytes holds no more. */
const MOST_SHIFT = 0xff;
const NOT_ASCII = /[^\u0000-\u007f]/;

export class Automaton {
  /** The state that two bytes lead to, by both. */
  readonly #pairs = new Int32Array(1 << 16);
  /** By two characters of ASCII: how far a window that ends with them may go on. */
  readonly #shifts = new Uint8Array(1 << 14);
  #isAscii = true;
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
  /** Bytes of the shortest text. */
  readonly shortest: number;

  constructor(texts: Iterable<{ readonly bytes: Uint8Array; readonly note: number }>) {
    const all = [...texts].filter(({ bytes }) => bytes.length > 2);
    this.shortest = all.reduce((least, { bytes }) => Math.min(least, bytes.length), MOST_SHIFT + 1);
    this.#shifts.fill(this.shortest - 1);
    for (const { bytes, note } of all) this.#add(bytes, note);
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

  /**
   * Whether one of them is in this text, as it is in UTF-8. Most texts hold none, so this is what counts: Wu and Manber,
   * «A fast algorithm for multi-pattern searching» (1994). The last two characters of a window as long as the shortest
   * text tell how far the next one that may begin here is.
   */
  isIn(text: string): boolean {
    const { shortest } = this;
    const { length } = text;
    if (this.isTooShort(text)) return false;
    // A text with other characters is only in one that has some, too.
    if (!this.#isAscii && NOT_ASCII.test(text)) return this.isInBytes(Buffer.from(text));
    const shifts = this.#shifts;
    const most = shortest - 1;
    let steps = 0;
    for (let at = most; at < length;) {
      const [before, code] = [text.charCodeAt(at - 1), text.charCodeAt(at)];
      const shift = (before | code) < 0x80 ? (shifts[(before << 7) | code] ?? most) : most;
      if (shift === 0) {
        const read = this.#readAt(text, at - most);
        if (read < 0) return true;
        steps += read;
        // A text that is made of beginnings would be read again from each of them.
        if (steps > 2 * length) return this.isInBytes(Buffer.from(text));
      }
      at += shift === 0 ? 1 : shift;
    }
    return false;
  }

  /** None of them fits into it, whatever escapes it has. */
  isTooShort(text: string): boolean {
    return this.#isAscii && text.length < this.shortest;
  }

  /** How many characters were read to see that none of them stands at this place; -1 where one does. */
  #readAt(text: string, start: number): number {
    const first = text.charCodeAt(start);
    const second = text.charCodeAt(start + 1);
    let state = (first | second) < 0x80 ? (this.#pairs[(first << 8) | second] ?? 0) : 0;
    let at = start + 2;
    for (; state !== 0; at += 1) {
      if ((this.#lengths[state] ?? 0) > 0) return -1;
      const code = text.charCodeAt(at);
      state = code < 0x80 ? this.#target(state, code) : 0;
    }
    return at - start;
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

  #add(bytes: Uint8Array, note: number): void {
    const [first, second] = bytes;
    if (first === undefined || second === undefined || bytes.length < 3) return;
    const pair = (first << 8) | second;
    let state = this.#pairs[pair] ?? 0;
    if (state === 0) {
      state = this.#newState(0, second, 2);
      this.#pairs[pair] = state;
    }
    this.#shorten(bytes);
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

  /** A window that ends with two bytes of this text may go on no further than to where it stands. */
  #shorten(bytes: Uint8Array): void {
    const shifts = this.#shifts;
    this.#isAscii &&= bytes.every((byte) => byte < 0x80);
    for (let at = 1; at < this.shortest; at++) {
      const [before, byte] = [bytes[at - 1] ?? 0, bytes[at] ?? 0];
      if ((before | byte) >= 0x80) continue;
      const pair = (before << 7) | byte;
      shifts[pair] = Math.min(shifts[pair] ?? 0, this.shortest - 1 - at);
    }
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
