// A stash file as the events in it. Ground: what cim_actions writes, and props.conf/transforms.conf of the Common
// Information Model add-on: header line, breaker lines, and before each event a line that names its origin.
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
  let header: Pairs = new Map();
  const sourcetypes = new Map<string, string>();
  let number = 0;
  let isFirst = true;
  for (const piece of pieces) {
    const { bytes } = piece;
    const half = piece.isLast ? halfBreaker(bytes) : 0;
    const text = decodeText(half === 0 ? bytes : bytes.subarray(0, bytes.length - half));
    if (isFirst) {
      isFirst = false;
      const begins = text.startsWith("\uFEFF") ? text.slice(1) : text;
      if (begins.startsWith(HEADER) && input.hasHeader) {
        header = pairsOf(firstLine(begins));
        if (piece.isLast) problems.push(badSpool(file, "ends before its first event"));
        continue;
      }
      problems.push(
        badSpool(file, `does not begin with ${HEADER}: its first lines are taken for an event`),
      );
      if (begins.trim() === "") continue;
    }
    const isCut = half > 0 || (piece.isLast && isHalf(text, input));
    if (isCut) {
      const place = half > 0 && text !== "" ? "behind" : "in";
      problems.push(badSpool(file, `is cut ${place} its event ${number + 1}`));
    }
    if (text === "" || (isCut && half === 0)) {
      if (!isCut && piece.isLast)
        problems.push(badSpool(file, `ends where its event ${number + 1} should be`));
      continue;
    }
    const event = eventOf(text, { file, number: number++, header, input, sourcetypes });
    yield piece.omitted === 0
      ? event
      : { ...event, notes: [...event.notes, `${piece.omitted} bytes of it were left out`] };
  }
}

interface Place {
  readonly file: string;
  readonly number: number;
  readonly header: Pairs;
  readonly input: SpoolInput;
  /** One string for all events of a sourcetype: comparing it with itself, as each eventtype does, costs nothing. */
  readonly sourcetypes: Map<string, string>;
}

function eventOf(text: string, place: Place): WrittenEvent {
  const { file, number, header, input } = place;
  const isMarked = text.startsWith(ID_LINE);
  const hasId = isMarked && input.kind === "cam";
  const line = hasId ? firstLine(text) : "";
  const indexed: Record<string, string> = {};
  if (hasId) {
    for (const key of ORIGIN_FIELDS) {
      const value = valueIn(line, key);
      if (value !== undefined) indexed[key] = value;
    }
  }
  return {
    raw: hasId ? text.slice(bodyStart(text, line.length)) : text,
    index: given(header, "index"),
    host: given(header, "host"),
    source: given(header, "source"),
    sourcetype: sourcetypeOf(line, place.sourcetypes) ?? given(header, "sourcetype"),
    time: undefined,
    indexed,
    origin: { kind: "spool", file, number },
    notes: hasId ? NOTHING : isMarked ? ID_LINE_STAYS : input.kind === "cam" ? NO_ID_LINE : NOTHING,
    // TIME_PREFIX asks for the origin line.
    ...(input.kind === "cam" && !hasId ? { isTimeless: true } : {}),
  };
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
  const found = valueIn(line, "sourcetype");
  if (found === undefined) return undefined;
  const same = known.get(found);
  if (same === undefined) known.set(found, found);
  return same ?? found;
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
