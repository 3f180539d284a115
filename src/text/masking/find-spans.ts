/** Where the secrets stand in a text. One pass over the text as it is, and one with its escapes undone if it has any. */
import { Automaton } from "./automaton.ts";
import {
  type ByteSource,
  decodedBytes,
  hasSpecial,
  isDecodedOtherwise,
  rawBytes,
  waysToRead,
} from "./bytes-of.ts";
import { foldedText } from "./folded-text.ts";
import { SECRET_FORMS } from "./secret-forms.ts";

export interface Span {
  readonly start: number;
  end: number;
}

/** Shorter texts stand in ordinary words. */
const SHORTEST = 4;
const NONE: readonly Span[] = [];
const NOTES = { base64: 1, base32: 2, piece: 4 } as const;

/** The last one: what is prepared while a script runs is mostly what is needed after it. */
let last: { readonly secrets: string; readonly automaton: Automaton } | undefined;

export function automatonOf(given: Iterable<string>): Automaton {
  const secrets = [...new Set(given)].sort();
  const name = JSON.stringify(secrets);
  if (last?.secrets !== name) last = { secrets: name, automaton: makeAutomaton(secrets) };
  return last.automaton;
}

function makeAutomaton(secrets: readonly string[]): Automaton {
  // Many forms and ways to read of a secret are the same bytes.
  const known = new Map<string, number>();
  for (const secret of secrets)
    for (const form of SECRET_FORMS)
      for (const { text, rest } of form.texts(secret)) {
        const note = rest === undefined ? 0 : NOTES[rest];
        for (const bytes of waysOf(text))
          if (bytes.length >= SHORTEST) known.set(bytes, (known.get(bytes) ?? 0) | note);
      }
  const texts = [...known].map(([bytes, note]) => ({ bytes: Buffer.from(bytes, "latin1"), note }));
  return new Automaton(texts);
}

/** A text as it is, and as it reads with its escapes undone. Each character is a byte. */
function waysOf(text: string | Buffer): string[] {
  const isBinary = typeof text !== "string";
  const source = { text: isBinary ? text.toString("latin1") : text, isBinary };
  const ways = hasSpecial(source.text) ? waysToRead(source) : [];
  const plain = isBinary ? source.text : Buffer.from(text).toString("latin1");
  return [plain, ...ways.map((bytes) => Buffer.from(bytes).toString("latin1"))];
}

/** In order; none overlaps another. */
export function findSpans(source: ByteSource, automaton: Automaton): readonly Span[] {
  if (!isFound(source, automaton)) return NONE;
  const finder = new Finder(source.text, automaton);
  rawBytes(source, finder.take);
  if (isDecodedOtherwise(source.text)) {
    finder.begin();
    decodedBytes(source, finder.take, finder.widen);
  }
  return joined(finder.spans);
}

function isFound(source: ByteSource, automaton: Automaton): boolean {
  if (automaton.longest === 0) return false;
  const { text } = source;
  if (source.isBinary || automaton.isIn(text)) return true;
  if (!isDecodedOtherwise(text)) return false;
  const folded = foldedText(text, automaton.hasQuotes);
  return folded === undefined || (folded.hasBytes && !automaton.isAscii)
    ? isInDecoded(source, automaton)
    : automaton.isIn(folded.text);
}

function isInDecoded(source: ByteSource, automaton: Automaton): boolean {
  let [state, before] = [0, 0];
  let isThere = false;
  decodedBytes(
    source,
    (byte) => {
      state = automaton.step(state, before, byte);
      before = byte;
      isThere ||= state !== 0 && automaton.ended(state) !== 0;
    },
    () => {},
  );
  return isThere;
}

class Finder {
  readonly spans: Span[] = [];
  readonly #text: string;
  readonly #automaton: Automaton;
  /** Where each of the last bytes began. */
  readonly #starts: Int32Array;
  readonly #last: number;
  /** Of this way to read the text. */
  #first = 0;
  #count = 0;
  #state = 0;
  #before = 0;

  constructor(text: string, automaton: Automaton) {
    this.#text = text;
    this.#automaton = automaton;
    const size = 2 ** Math.ceil(Math.log2(automaton.longest + 1));
    this.#starts = new Int32Array(size);
    this.#last = size - 1;
  }

  begin(): void {
    this.#first = this.spans.length;
    this.#count = 0;
    this.#state = 0;
    this.#before = 0;
  }

  readonly take = (byte: number, start: number, end: number): void => {
    this.#starts[this.#count & this.#last] = start;
    this.#count += 1;
    this.#state = this.#automaton.step(this.#state, this.#before, byte);
    this.#before = byte;
    if (this.#state === 0) return;
    const ended = this.#automaton.ended(this.#state);
    if (ended === 0) return;
    const { length, note } = this.#automaton.endedAs(ended);
    const from = this.#starts[(this.#count - length) & this.#last] ?? 0;
    if (note === NOTES.piece) this.#add(pieceStart(this.#text, from), pieceEnd(this.#text, end));
    else this.#add(from, note === 0 ? end : withRest(this.#text, end, note));
  };

  readonly widen = (start: number): void => {
    this.#starts[(this.#count - 1) & this.#last] = start;
  };

  /** What ends later may have begun sooner. */
  #add(start: number, end: number): void {
    let to = end;
    while (this.spans.length > this.#first) {
      const last = this.spans.at(-1);
      if (last === undefined || last.start < start) break;
      to = Math.max(to, last.end);
      this.spans.pop();
    }
    this.spans.push({ start, end: to });
  }
}

/** The characters behind the core of an encoding that its last bits are in, and the padding. */
function withRest(text: string, end: number, note: number): number {
  const pattern = note === NOTES.base32 ? REST_32 : REST_64;
  pattern.lastIndex = end;
  return end + (pattern.exec(text)?.[0].length ?? 0);
}

/** A line may begin and end within a group of four characters. */
const MOST_LEFT = 3;
const IN_64 = /[A-Za-z0-9+/_-]/;

function pieceStart(text: string, from: number): number {
  let start = from;
  while (start > 0 && start > from - MOST_LEFT && IN_64.test(text.charAt(start - 1))) start -= 1;
  return start;
}

function pieceEnd(text: string, to: number): number {
  let end = to;
  while (end < to + MOST_LEFT && IN_64.test(text.charAt(end))) end += 1;
  return end;
}

const REST_64 = /[A-Za-z0-9+/_-]?(?:={1,2}|(?:%3[dD]){1,2})?/y;
const REST_32 = /[A-Za-z2-7]?(?:={1,6}|(?:%3[dD]){1,6})?/y;

function joined(spans: Span[]): Span[] {
  spans.sort((one, other) => one.start - other.start || other.end - one.end);
  const whole: Span[] = [];
  for (const span of spans) {
    const last = whole.at(-1);
    if (last !== undefined && span.start < last.end) last.end = Math.max(last.end, span.end);
    else whole.push({ ...span });
  }
  return whole;
}
