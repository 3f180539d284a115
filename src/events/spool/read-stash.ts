/**
 * Reads the events of a stash file. Ground: what cim_actions writes, and props.conf/transforms.conf of the Common
 * Information Model add-on: header line, breaker lines, and before each event a line that names its origin.
 */
import type { Problem } from "../../errors.ts";
import { badSpool } from "./bad-spool.ts";
import { decodeText } from "./decode-text.ts";
import type { WrittenEvent } from "../event.ts";
import { halfBreaker, type Piece } from "./read-pieces.ts";
import type { SpoolInput } from "./spool-input.ts";

const HEADER = "***SPLUNK***";
const ID_LINE = "***Common Action Model***";
const PAIR = /(\w+)="([^"]*)"/g;
const ORIGIN_FIELDS = ["orig_action_name", "orig_sid", "orig_rid"] as const;

const NO_ID_LINE = ["written with cam_header=False: no sourcetype, no orig_sid, no orig_rid"];
const ID_LINE_STAYS = [
  "its line ***Common Action Model*** stays in the text: only files *.stash_common_action_model lose it",
];
const NOTHING: readonly string[] = [];

type Pairs = ReadonlyMap<string, string>;

export function* readStash(
  pieces: Iterable<Piece>,
  file: string,
  input: SpoolInput,
  problems: Problem[],
): Generator<WrittenEvent> {
  const reader = new StashReader(file, input, problems);
  for (const piece of pieces) {
    const event = reader.take(piece);
    if (event !== undefined) yield event;
  }
}

class StashReader {
  readonly #file: string;
  readonly #input: SpoolInput;
  readonly #problems: Problem[];
  /** One string for all events of a sourcetype: comparing it with itself, as each eventtype does, costs nothing. */
  readonly #sourcetypes = new Map<string, string>();
  #header: Pairs = new Map();
  #number = 0;
  #isFirst = true;

  constructor(file: string, input: SpoolInput, problems: Problem[]) {
    this.#file = file;
    this.#input = input;
    this.#problems = problems;
  }

  /** Undefined for a piece that is no event: the header, and what is truncated. */
  take({ bytes, isLast, omitted }: Piece): WrittenEvent | undefined {
    const half = isLast ? halfBreaker(bytes) : 0;
    const text = decodeText(half === 0 ? bytes : bytes.subarray(0, bytes.length - half));
    if (this.#isFirst && this.#isHeader(text, isLast)) return undefined;
    if (!this.#isWhole(text, half, isLast)) return undefined;
    const event = this.#event(text);
    if (omitted === 0) return event;
    return { ...event, notes: [...event.notes, `${omitted} bytes of it were left out`] };
  }

  #isHeader(text: string, isLast: boolean): boolean {
    this.#isFirst = false;
    const begins = text.startsWith("\uFEFF") ? text.slice(1) : text;
    if (begins.startsWith(HEADER) && this.#input.hasHeader) {
      this.#header = pairsOf(firstLine(begins));
      if (isLast) this.#tell("ends before its first event");
      return true;
    }
    this.#tell(`does not begin with ${HEADER}: its first lines are taken for an event`);
    return begins.trim() === "";
  }

  /** `half`: how much of the breaker behind it is there. */
  #isWhole(text: string, half: number, isLast: boolean): boolean {
    const isHalfEvent = half === 0 && isLast && isHalf(text, this.#input);
    const number = this.#number + 1;
    if (half > 0 && text !== "") this.#tell(`is cut behind its event ${number}`);
    else if (half > 0 || isHalfEvent) this.#tell(`is cut in its event ${number}`);
    else if (text === "" && isLast) this.#tell(`ends where its event ${number} should be`);
    return text !== "" && !isHalfEvent;
  }

  #event(text: string): WrittenEvent {
    const header = this.#header;
    const isOfCam = this.#input.kind === "cam";
    const isMarked = text.startsWith(ID_LINE);
    const line = isMarked && isOfCam ? firstLine(text) : "";
    return {
      raw: line === "" ? text : text.slice(bodyStart(text, line.length)),
      index: given(header, "index"),
      host: given(header, "host"),
      source: given(header, "source"),
      sourcetype: sourcetypeOf(line, this.#sourcetypes) ?? given(header, "sourcetype"),
      time: undefined,
      indexed: line === "" ? {} : originOf(line),
      origin: { kind: "spool", file: this.#file, number: this.#number++ },
      notes: notesOn(isMarked, isOfCam),
      // TIME_PREFIX asks for the origin line.
      isTimeless: isOfCam && !isMarked,
    };
  }

  #tell(what: string): void {
    this.#problems.push(badSpool(this.#file, what));
  }
}

function originOf(line: string): Record<string, string> {
  const indexed: Record<string, string> = {};
  for (const key of ORIGIN_FIELDS) {
    const value = valueIn(line, key);
    if (value !== undefined) indexed[key] = value;
  }
  return indexed;
}

/** One list for all events that have the same. */
function notesOn(isMarked: boolean, isOfCam: boolean): readonly string[] {
  if (isMarked === isOfCam) return NOTHING;
  return isMarked ? ID_LINE_STAYS : NO_ID_LINE;
}

/** The writer puts no line end behind the last event, so only a half origin line, or none behind it, tells a cut. */
function isHalf(text: string, input: SpoolInput): boolean {
  if (input.kind !== "cam" || text === "" || text.includes("\n")) return false;
  return text.startsWith(ID_LINE) || (text.length > 2 && ID_LINE.startsWith(text));
}

function firstLine(text: string): string {
  const end = text.indexOf("\n");
  return end < 0 ? text : text.slice(0, text[end - 1] === "\r" ? end - 1 : end);
}

function bodyStart(text: string, from: number): number {
  return text[from] === "\r" ? from + 2 : Math.min(from + 1, text.length);
}

function given(pairs: Pairs, key: string): string | undefined {
  const value = pairs.get(key);
  return value === "" ? undefined : value;
}

function pairsOf(line: string): Pairs {
  return new Map([...line.matchAll(PAIR)].map(([, key = "", value = ""]) => [key, value]));
}

function sourcetypeOf(line: string, known: Map<string, string>): string | undefined {
  const sourcetype = valueIn(line, "sourcetype");
  if (sourcetype === undefined) return undefined;
  const same = known.get(sourcetype);
  if (same === undefined) known.set(sourcetype, sourcetype);
  return same ?? sourcetype;
}

/** Of an origin line, the first value that is not empty; a file may hold 50,000 of these lines. */
function valueIn(line: string, key: string): string | undefined {
  const sign = `${key}="`;
  for (let at = line.indexOf(sign); at >= 0; at = line.indexOf(sign, at + 1)) {
    const from = at + sign.length;
    const end = line.indexOf('"', from);
    if (end > from && !/\w/.test(line.charAt(at - 1))) return line.slice(from, end);
  }
  return undefined;
}
