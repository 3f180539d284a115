// Spool files without breaker lines: JSON of the HTTP Event Collector, or ordinary data, lines merged up to the next
// date. Ground: props.conf.spec, SHOULD_LINEMERGE, BREAK_ONLY_BEFORE_DATE, MAX_EVENTS and their defaults.
import type { Problem } from "../../errors.ts";
import { badSpool } from "./bad-spool.ts";
import { decodeText } from "./decode-text.ts";
import type { EventOrigin, WrittenEvent } from "../event.ts";
import { findTime } from "../index/find-time.ts";
import { parseHec } from "./parse-hec.ts";
import type { Piece } from "./read-pieces.ts";
import type { SpoolInput } from "./spool-input.ts";
import { utc } from "../../search/time/time-zone.ts";

const MOST_LINES = 256;
const LOOKAHEAD = 128;
const NO_INPUT = [
  "no input knows this file: indexed as ordinary data, its ***SPLUNK*** line as text",
];

export function* readHecLines(
  pieces: Iterable<Piece>,
  file: string,
  problems: Problem[],
): Generator<WrittenEvent> {
  let line = 0;
  let number = 0;
  for (const piece of pieces) {
    line++;
    const text = decodeText(piece.bytes).trim();
    if (text === "") continue;
    const event = piece.omitted > 0 ? undefined : parseHec(text, { kind: "spool", file, number });
    if (event === undefined) {
      const what = piece.isLast ? `is cut in line ${line}` : `has no HEC event in line ${line}`;
      const hint = 'Write one JSON object a line: {"event": …, "sourcetype": …}.';
      problems.push({ ...badSpool(file, what, hint), where: { file, line } });
      continue;
    }
    number++;
    yield event;
  }
}

export function* readPlainLines(
  pieces: Iterable<Piece>,
  file: string,
  input: SpoolInput,
): Generator<WrittenEvent> {
  const notes = input.kind === "none" ? NO_INPUT : [];
  let number = 0;
  let lines: string[] = [];
  const event = (): WrittenEvent => {
    const raw = lines.join("\n");
    lines = [];
    return plainEvent(raw, { kind: "spool", file, number: number++ }, notes);
  };
  for (const piece of pieces) {
    const text = decodeText(piece.bytes);
    if (lines.length > 0 && beginsEvent(text, lines.length, input)) yield event();
    if (text !== "" || lines.length > 0) lines.push(text);
  }
  while (lines.at(-1) === "") lines.pop();
  if (lines.length > 0) yield event();
}

/** Ordinary data says nothing beside its text. */
function plainEvent(raw: string, origin: EventOrigin, notes: readonly string[]): WrittenEvent {
  return {
    raw,
    host: undefined,
    source: undefined,
    sourcetype: undefined,
    time: undefined,
    index: undefined,
    indexed: {},
    notes,
    origin,
  };
}

/** `count`: how many lines the event before has. */
function beginsEvent(line: string, count: number, { cut }: SpoolInput): boolean {
  if (cut === "lines" || count >= MOST_LINES) return true;
  return findTime(line.slice(0, LOOKAHEAD), utc, 0) !== undefined;
}
