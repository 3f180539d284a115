/** Runs a search text over the events of the stand-in, or over the rows of a job. */
import { HarnessError } from "../../errors.ts";
import type { Row } from "../../invocation/invocation.ts";
import { compilePipeline } from "../../search/spl/compile-pipeline.ts";
import { parseTime } from "../../search/time/time-modifier.ts";
import { parseSpl } from "../../search/spl/parse-spl.ts";
import { COMMANDS } from "../../search/spl/commands.ts";
import { withoutSubsearches } from "../../search/spl/subsearch.ts";
import { breathe, Pace } from "../../search/spl/stage/breath.ts";
import { HeldRows } from "../../search/text/limits.ts";
import type { CommandCall } from "../../search/spl/spl-tree.ts";
import type { AppCommands, SplWorld } from "../../search/spl/stage/stage.ts";
import { RestError } from "../model/rest-error.ts";
import { type SearchShape, shapeOf } from "./search-shape.ts";
import { asSentence, namesCommand, wordSearchError } from "./word-search-error.ts";

export interface Found {
  readonly fields: readonly string[];
  readonly rows: readonly Row[];
  /** Why it failed while it ran. */
  readonly failure: string | undefined;
  readonly shape: SearchShape;
  /** Events that were found, whatever was made of them. */
  readonly eventCount: number;
}

/** As many as splunkd keeps of a job: limits.conf [search] max_count. */
const MOST_ROWS = 500_000;

/** Throws splunkd's 400 for a text that is no search at all. */
export function checkSearch(text: string, commands?: AppCommands): void {
  const trimmed = text.trim();
  if (trimmed === "") throw fatal("Empty search.");
  if (/^[|`[]/.test(trimmed) || beginsWithCommand(trimmed, commands)) return;
  const first = /^[\w-]+/.exec(trimmed)?.[0] ?? trimmed.slice(0, 20);
  throw fatal(`Unknown search command '${first.toLowerCase()}'.`);
}

/** A word before `=` is the field of a search term, whatever command it is called like. */
function beginsWithCommand(text: string, commands: AppCommands | undefined): boolean {
  const word = /^[\w-]+(?!\s*=)(?![\w-])/.exec(text)?.[0];
  if (word === undefined) return false;
  return word === "search" || COMMANDS.has(word) || commands?.find(word) !== undefined;
}

/** Ground: what splunkd says of a time that is none, as users quote it. */
function checkTime(term: string, value: string, now: number): void {
  if (value === "" || value.startsWith("rt") || parseTime(value, { now }) !== undefined) return;
  throw fatal(`Invalid value "${value}" for time term '${term}'`);
}

/** Longer ones are no search. Guess: splunkd's own limit is that of a request. */
const MOST_TEXT = 1_000_000;

export async function runJobSearch(text: string, world: SplWorld): Promise<Found> {
  try {
    return await runIn(world, text);
  } finally {
    await world.commands?.close();
  }
}

async function runIn(world: SplWorld, text: string): Promise<Found> {
  const calls = await readCalls(text, world);
  const shape = shapeOf(calls);
  for (const [term, value] of shape.times) checkTime(term, value, world.now);
  const events = { count: 0 };
  const compiling = compilePipeline(calls, watched(world, shape, events)).catch(refuse);
  try {
    const pipeline = await compiling;
    const rows = await firstRows(pipeline.run());
    const sure = [...pipeline.columns.names].filter(([, isSure]) => isSure).map(([name]) => name);
    const fields = fieldsOf(rows, [...pipeline.columns.names.keys()], sure);
    return {
      fields: shape.isPlain ? fields.sort() : fields,
      rows,
      failure: undefined,
      shape,
      eventCount: events.count,
    };
  } catch (error) {
    if (error instanceof Refusal) throw error.answer;
    return { fields: [], rows: [], failure: wordSearchError(error), shape, eventCount: 0 };
  }
}

/** A text that splunkd makes no job of, as against a job that fails. */
class Refusal extends Error {
  readonly answer: RestError;

  constructor(answer: RestError) {
    super(answer.message);
    this.answer = answer;
  }
}

async function readCalls(text: string, world: SplWorld): Promise<readonly CommandCall[]> {
  checkSearch(text, world.commands);
  if (text.length > MOST_TEXT) throw fatal(`The search is longer than ${MOST_TEXT} characters.`);
  const plain = await withoutSubsearches(withPipe(text), world).catch((error: unknown) => {
    throw error instanceof HarnessError ? fatal(wordSearchError(error)) : error;
  });
  return asFatal(() => parseSpl(plain, world));
}

function refuse(error: unknown): never {
  if (!(error instanceof HarnessError)) throw error;
  const text = wordSearchError(error);
  if (error.code === "SEARCH_UNKNOWN_COMMAND") throw new Refusal(fatal(asSentence(text)));
  throw namesCommand(error) ? error : new Refusal(fatal(text));
}

/** Counts the events of a search, and lets other requests be answered while it takes its time. */
function watched(world: SplWorld, { eventsEnd }: SearchShape, events: { count: number }): SplWorld {
  const pace = new Pace();
  return {
    ...world,
    async *watch(batches, place) {
      for await (const batch of batches) {
        if (place === eventsEnd - 1) events.count += batch.length;
        if (pace.isDue()) await breathe();
        yield batch;
      }
    },
  };
}

async function firstRows(batches: AsyncIterable<readonly Row[]>): Promise<Row[]> {
  const rows: Row[] = [];
  const held = new HeldRows();
  for await (const batch of batches) {
    for (const row of batch) {
      held.add(row);
      rows.push(row);
    }
    if (rows.length >= MOST_ROWS) break;
  }
  return rows;
}

/** A command that brings rows may come without the pipe in front. */
export function withPipe(text: string): string {
  return /^\s*(?:[|`[]|search\b)/.test(text) ? text : `| ${text.trim()}`;
}

/** A search over rows that are there: `| head 1`, `stats count`, with or without the pipe. */
export function overRows(text: string): string {
  return `search * | ${text.trim().replace(/^\|/, "")}`;
}

/** Columns in their order, then whatever else the rows have. */
function fieldsOf(
  rows: readonly Row[],
  order: readonly string[],
  sure: readonly string[],
): string[] {
  const there = new Set<string>(sure);
  for (const row of rows) for (const name of Object.keys(row)) there.add(name);
  const first = order.filter((name) => there.has(name));
  const known = new Set(first);
  return [...first, ...[...there].filter((name) => !known.has(name))];
}

function asFatal<T>(make: () => T): T {
  try {
    return make();
  } catch (error) {
    if (error instanceof HarnessError) throw fatal(wordSearchError(error));
    throw error;
  }
}

export function fatal(text: string): RestError {
  return new RestError(400, text, { type: "FATAL" });
}
