/** Runs a search text over the events of the stand-in, or over the rows of a job. */
import { setImmediate as breath } from "node:timers/promises";
import { HarnessError } from "../../errors.ts";
import type { Row } from "../../invocation/invocation.ts";
import { compilePipeline } from "../../search/spl/compile-pipeline.ts";
import { parseTime } from "../../search/time/time-modifier.ts";
import { parseSpl } from "../../search/spl/parse-spl.ts";
import { COMMANDS } from "../../search/spl/commands.ts";
import { withoutSubsearches } from "../../search/spl/subsearch.ts";
import type { SplWorld } from "../../search/spl/stage/stage.ts";
import { RestError } from "../model/rest-error.ts";
import { isOfSearch, saidBySplunk } from "./said-by-splunk.ts";
import { type SearchShape, shapeOf } from "./search-shape.ts";

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
export function checkSearch(text: string): void {
  const trimmed = text.trim();
  if (trimmed === "") throw fatal("Empty search.");
  const first = /^[\w-]+/.exec(trimmed)?.[0];
  if (trimmed.startsWith("|") || trimmed.startsWith("`") || trimmed.startsWith("[")) return;
  if (
    first !== undefined &&
    (first === "search" || COMMANDS.has(first)) &&
    !/^[\w-]+\s*=/.test(trimmed)
  )
    return;
  throw fatal(`Unknown search command '${(first ?? trimmed.slice(0, 20)).toLowerCase()}'.`);
}

/** Ground: what splunkd says of a time that is none, as users quote it. */
function checkTime(term: string, value: string, now: number): void {
  if (value === "" || value.startsWith("rt") || parseTime(value, { now }) !== undefined) return;
  throw fatal(`Invalid value "${value}" for time term '${term}'`);
}

/** Others wait for about ten of these: a new connection takes as many turns until it has its answer. */
const BUSY_MS = 10;

/** Longer ones are no search. Guess: splunkd's own limit is that of a request. */
const MOST_TEXT = 1_000_000;

export async function runJobSearch(text: string, world: SplWorld): Promise<Found> {
  checkSearch(text);
  if (text.length > MOST_TEXT) throw fatal(`The search is longer than ${MOST_TEXT} characters.`);
  const plain = await withoutSubsearches(withPipe(text), world).catch((error: unknown) => {
    throw error instanceof HarnessError ? fatal(saidBySplunk(error)) : error;
  });
  const calls = asFatal(() => parseSpl(plain, world));
  const shape = shapeOf(calls);
  for (const [term, value] of shape.times) checkTime(term, value, world.now);
  const failed = (error: unknown): Found => {
    return { fields: [], rows: [], failure: saidBySplunk(error), shape, eventCount: 0 };
  };
  let eventCount = 0;
  let breathed = performance.now();
  let pipeline;
  try {
    pipeline = await compilePipeline(calls, {
      ...world,
      async *watch(batches, place) {
        for await (const batch of batches) {
          if (place === shape.eventsEnd - 1) eventCount += batch.length;
          // Others are to be answered while a search takes its time.
          if (performance.now() - breathed > BUSY_MS) {
            await breath();
            breathed = performance.now();
          }
          yield batch;
        }
      },
    });
  } catch (error) {
    if (error instanceof HarnessError && error.code === "SEARCH_UNKNOWN_COMMAND") {
      throw fatal(`${saidBySplunk(error).replace(/\.$/, "")}.`);
    }
    if (error instanceof HarnessError && isOfSearch(error.message))
      throw fatal(saidBySplunk(error));
    return failed(error);
  }
  const rows: Row[] = [];
  try {
    for await (const batch of pipeline.run()) {
      for (const row of batch) rows.push(row);
      if (rows.length >= MOST_ROWS) break;
    }
  } catch (error) {
    return failed(error);
  }
  const sure = [...pipeline.columns.names].filter(([, isSure]) => isSure).map(([name]) => name);
  const fields = fieldsOf(rows, [...pipeline.columns.names.keys()], sure);
  return {
    fields: shape.isPlain ? fields.sort() : fields,
    rows,
    failure: undefined,
    shape,
    eventCount,
  };
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
    if (error instanceof HarnessError) throw fatal(saidBySplunk(error));
    throw error;
  }
}

export function fatal(text: string): RestError {
  return new RestError(400, text, { type: "FATAL" });
}
