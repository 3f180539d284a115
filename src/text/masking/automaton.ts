/**
 * All texts that are looked for, as one automaton over bytes: Aho and Corasick, «Efficient string matching» (1975). It
 * takes one step a byte however many texts there are. The known packages keep a map for each state, and see neither bytes
 * nor escapes; here the edges of all states are in one table of numbers.
 *
 * A state stands for at least two bytes. Most places in a text begin nothing, which one look into the table of pairs says.
 */
import { Edges } from "./edges.ts";

export interface Ended {
  /** Bytes of the longest text that ends here. */
  readonly length: number;
  /** What the builder noted with it. */
  readonly note: number;
}

/** A table of bytes holds no more. */
const MOST_SHIFT = 0xff;
const QUOTES = [0x22, 0x27, 0x60];
const NOT_ASCII = /[^\u0000-\u007f]/;

export class Automaton {
  /** The state that two bytes lead to, by both. */
  readonly #pairs = new Int32Array(1 << 16);
  /** By two characters of ASCII: how far a window that ends with them may go on. */
  readonly #shifts = new Uint8Array(1 << 14);
  /** Whether each text is of ASCII alone, or has a quote in it. */
  isAscii = true;
  hasQuotes = false;
  readonly #edges: Edges;
  /** By state. Those of state 0, which stands for nothing, are never read. */
  readonly #parents: Int32Array;
  readonly #labels: Uint8Array;
  readonly #depths: Int32Array;
  readonly #lengths: Int32Array;
  readonly #notes: Uint8Array;
  readonly #fails: Int32Array;
  readonly #ends: Int32Array;
  #states = 1;
  longest = 0;
  /** Bytes of the shortest text. */
  readonly shortest: number;

  /** Each text has at least three bytes. Most runs look for one secret once, so it is made for a quick start. */
  constructor(texts: readonly { readonly bytes: Uint8Array; readonly note: number }[]) {
    let [shortest, most] = [MOST_SHIFT + 1, 1];
    for (const { bytes } of texts) {
      shortest = Math.min(shortest, bytes.length);
      most += bytes.length;
    }
    this.shortest = shortest;
    this.#shifts.fill(shortest - 1);
    this.#edges = new Edges(most);
    this.#parents = new Int32Array(most);
    this.#labels = new Uint8Array(most);
    this.#depths = new Int32Array(most);
    this.#lengths = new Int32Array(most);
    this.#notes = new Uint8Array(most);
    for (const { bytes, note } of texts) this.#add(bytes, note);
    this.#fails = new Int32Array(this.#states);
    this.#ends = new Int32Array(this.#states);
    this.#link();
  }

  /** The state after one more byte. `before`: the byte that came before it. */
  step(state: number, before: number, byte: number): number {
    let at = state;
    while (at !== 0) {
      const next = this.#edges.target(at, byte);
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
    if (!this.isAscii && NOT_ASCII.test(text)) return this.isInBytes(Buffer.from(text));
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
    return this.isAscii && text.length < this.shortest;
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
      state = code < 0x80 ? this.#edges.target(state, code) : 0;
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
    const { length } = bytes;
    const pair = ((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0);
    let state = this.#pairs[pair] ?? 0;
    if (state === 0) {
      state = this.#newState(0, bytes[1] ?? 0, 2);
      this.#pairs[pair] = state;
    }
    this.#shorten(bytes);
    let at = 2;
    for (const edges = this.#edges; at < length; at += 1) {
      const next = edges.target(state, bytes[at] ?? 0);
      if (next === 0) break;
      state = next;
    }
    // What begins like no other text needs no more looks.
    for (; at < length; at += 1) {
      const byte = bytes[at] ?? 0;
      const next = this.#newState(state, byte, at + 1);
      this.#edges.add(state, byte, next);
      state = next;
    }
    this.#lengths[state] = length;
    this.#notes[state] = (this.#notes[state] ?? 0) | note;
    this.longest = Math.max(this.longest, length);
  }

  /** A window that ends with two bytes of this text may go on no further than to where it stands. */
  #shorten(bytes: Uint8Array): void {
    const shifts = this.#shifts;
    const last = this.shortest - 1;
    this.isAscii &&= bytes.every((byte) => byte < 0x80);
    this.hasQuotes ||= QUOTES.some((quote) => bytes.includes(quote));
    let before = bytes[0] ?? 0;
    for (let at = 1; at <= last; at++) {
      const byte = bytes[at] ?? 0;
      const pair = (before << 7) | byte;
      if ((before | byte) < 0x80 && (shifts[pair] ?? 0) > last - at) shifts[pair] = last - at;
      before = byte;
    }
  }

  #newState(parent: number, label: number, depth: number): number {
    const state = this.#states++;
    this.#parents[state] = parent;
    this.#labels[state] = label;
    this.#depths[state] = depth;
    return state;
  }

  /** Shorter states first: what a state falls back to is shorter. */
  #link(): void {
    const [parents, labels, lengths] = [this.#parents, this.#labels, this.#lengths];
    const [fails, ends] = [this.#fails, this.#ends];
    for (const state of this.#byDepth()) {
      const parent = parents[state] ?? 0;
      const fail =
        parent === 0 ? 0 : this.step(fails[parent] ?? 0, labels[parent] ?? 0, labels[state] ?? 0);
      fails[state] = fail;
      ends[state] = (lengths[state] ?? 0) > 0 ? state : (ends[fail] ?? 0);
    }
  }

  /** Every state but 0, sorted by counting. */
  #byDepth(): Int32Array {
    const [depths, count] = [this.#depths, this.#states];
    const starts = new Int32Array(this.longest + 2);
    for (let state = 1; state < count; state++) {
      const after = (depths[state] ?? 0) + 1;
      starts[after] = (starts[after] ?? 0) + 1;
    }
    for (let depth = 1; depth < starts.length; depth++)
      starts[depth] = (starts[depth] ?? 0) + (starts[depth - 1] ?? 0);
    const order = new Int32Array(count - 1);
    for (let state = 1; state < count; state++) {
      const depth = depths[state] ?? 0;
      const at = starts[depth] ?? 0;
      order[at] = state;
      starts[depth] = at + 1;
    }
    return order;
  }
}
