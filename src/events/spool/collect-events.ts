// Everything the script left in var/spool/splunk, as Splunk's batch inputs would take it up.
import { isUtf8 } from "node:buffer";
import { readdirSync, statSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { TWICE } from "../event-notes.ts";
import type { Addon } from "../../addon/addon.ts";
import type { Problem } from "../../errors.ts";
import { messageOf } from "../../host/caught.ts";
import { badSpool } from "./bad-spool.ts";
import type { WrittenEvent } from "../event.ts";
import { createPropsLookup } from "../props/props-lookup.ts";
import { readHecLines, readPlainLines } from "./read-lines.ts";
import { lineBreaker, readPieces, stashBreaker, type Piece } from "./read-pieces.ts";
import { readStash } from "./read-stash.ts";
import { spoolInput, type SpoolInput } from "./spool-input.ts";
import { textOrder } from "../../text/text-order.ts";

export interface CollectLimits {
  /** How many bytes of all files together are read. The others are counted. */
  readonly mostBytes: number;
  /** How many events are read. The others are counted. */
  readonly mostEvents: number;
  readonly mostOfEvent: number;
}

/** What a report can still hold. */
const LIMITS: CollectLimits = { mostBytes: 64 << 20, mostEvents: 200_000, mostOfEvent: 8 << 20 };
export interface Collected {
  readonly events: readonly WrittenEvent[];
  readonly problems: readonly Problem[];
}

/** `addon` may bring inputs of its own for the spool folder. */
export async function collectEvents(
  splunkHome: string,
  addon?: Addon,
  limits: CollectLimits = LIMITS,
): Promise<Collected> {
  const folder = join(splunkHome, "var", "spool", "splunk");
  const props = addon === undefined ? undefined : createPropsLookup(addon);
  const events: WrittenEvent[] = [];
  const problems: Problem[] = [];
  const budget = { left: limits.mostBytes };
  for (const file of filesIn(folder)) {
    const path = join(folder, file);
    const input = spoolInput(file, addon, props);
    const breaker = input.cut === "stash" ? stashBreaker : lineBreaker;
    try {
      const pieces = readPieces(path, breaker, limits.mostOfEvent);
      const checked = inspect(pieces, { file, path, budget, problems });
      let left = 0;
      for (const event of read(checked, file, input, problems)) {
        if (events.length >= limits.mostEvents) left++;
        else events.push(event.index === undefined ? { ...event, index: input.index } : event);
      }
      if (left > 0) problems.push(tooMuch(file, `${left} events of it were not taken up`));
    } catch (error) {
      const hint = "See that the script lets its user read what it writes.";
      problems.push(badSpool(file, `cannot be read: ${messageOf(error)}`, hint));
    }
  }
  return { events: noteDuplicates(events), problems };
}

function read(
  pieces: Iterable<Piece>,
  file: string,
  input: SpoolInput,
  problems: Problem[],
): Iterable<WrittenEvent> {
  if (input.kind === "hec") return readHecLines(pieces, file, problems);
  return input.cut === "stash"
    ? readStash(pieces, file, input, problems)
    : readPlainLines(pieces, file, input);
}

interface Inspection {
  readonly file: string;
  readonly path: string;
  readonly budget: { left: number };
  readonly problems: Problem[];
}

/** Passes pieces on while there is room for them, and tells of bytes that are no text. */
function* inspect(pieces: Iterable<Piece>, to: Inspection): Generator<Piece> {
  const { file, path, budget, problems } = to;
  let hasBad = false;
  let hasNul = false;
  let offset = 0;
  for (const piece of pieces) {
    if (budget.left <= 0) {
      const unread = statSync(path).size - offset;
      problems.push(tooMuch(file, `${unread} bytes of it were not read`));
      return;
    }
    offset = piece.offset;
    budget.left -= piece.bytes.length + 1;
    // Ground: props.conf.spec, NO_BINARY_CHECK = false: binary files are ignored.
    if (!hasNul && piece.bytes.includes(0)) {
      hasNul = true;
      problems.push(
        badSpool(
          file,
          "holds NUL bytes: Splunk may take it for a binary file and skip it",
          "Take the NUL bytes out of the text.",
        ),
      );
    }
    if (!hasBad && !isUtf8(piece.bytes)) {
      hasBad = true;
      problems.push(
        badSpool(
          file,
          "holds bytes that are no UTF-8: each is kept as \\xNN",
          "Write the events as UTF-8.",
        ),
      );
    }
    yield piece;
  }
}

function tooMuch(file: string, what: string): Problem {
  return badSpool(file, `is too much: ${what}`, "Write less in one run.");
}

/** The usual cause is writeevents() within the loop over the rows. */
function noteDuplicates(events: readonly WrittenEvent[]): WrittenEvent[] {
  const seen = new Map<string, WrittenEvent>();
  return events.map((event) => {
    const before = seen.get(event.raw);
    if (before === undefined) seen.set(event.raw, event);
    else if (before.origin.file !== event.origin.file && isSame(before, event))
      return { ...event, notes: [...event.notes, TWICE] };
    return event;
  });
}

function isSame(a: WrittenEvent, b: WrittenEvent): boolean {
  return (
    a.sourcetype === b.sourcetype &&
    a.index === b.index &&
    a.indexed["orig_sid"] === b.indexed["orig_sid"] &&
    a.indexed["orig_rid"] === b.indexed["orig_rid"]
  );
}

/** In order of writing. Names only tell the second, and what follows is random; inode numbers part files of one tick. */
function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => {
        const path = join(entry.parentPath, entry.name);
        const { mtimeNs, ino } = statSync(path, { bigint: true });
        return { name: relative(folder, path).split(sep).join("/"), mtimeNs, ino };
      })
      .sort(
        (a, b) => rising(a.mtimeNs, b.mtimeNs) || rising(a.ino, b.ino) || textOrder(a.name, b.name),
      )
      .map(({ name }) => name);
  } catch {
    return [];
  }
}

function rising(a: bigint, b: bigint): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
