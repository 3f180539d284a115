/**
 * A whole search as the search bar runs it: rows through the pipeline, each `sendalert` on its way started for real,
 * its rows passed on to what follows.
 */
import type { Addon } from "./addon/addon.ts";
import { findAction } from "./addon/find-action.ts";
import { HarnessError, type Problem } from "./errors.ts";
import { describeSearch } from "./invocation/search/describe-search.ts";
import type { Row, SearchContext } from "./invocation/invocation.ts";
import { buildNotableEvent } from "./invocation/notable/notable-event.ts";
import { openPipeline } from "./invocation/rows/open-pipeline.ts";
import { openRows, type RowSpec } from "./invocation/rows/open-rows.ts";
import { readSendalert, type SendalertClause } from "./invocation/search/read-sendalert.ts";
import { MOST_SHOWN, openRowSpool, type RowSpool } from "./invocation/rows/row-spool.ts";
import { type GivenEvents, splWorld } from "./invocation/search/spl-world.ts";
import { pointAt } from "./search/text/point-at.ts";
import { compilePipeline } from "./search/spl/compile-pipeline.ts";
import { withoutSubsearches } from "./search/spl/subsearch.ts";
import { parseSpl } from "./search/spl/parse-spl.ts";
import type { CommandCall } from "./search/spl/spl-tree.ts";
import type { Batches, Columns, SentRows, SplWorld } from "./search/spl/stage/stage.ts";
import type { SendAlertRequest } from "./run/send-alert-request.ts";
import { sendAlert } from "./sendalert.ts";
import { RestOnDemand } from "./splunkd/search/rest-on-demand.ts";
import type { SplunkdOptions } from "./splunkd/instance/settings.ts";
import type { Splunkd } from "./splunkd/start-stand-in.ts";
import type { Transcript } from "./transcript.ts";

export interface SearchRequest extends Omit<
  SendAlertRequest,
  "action" | "params" | "mode" | "rows" | "savedSearch" | "searchName" | "searchText" | "splunkd"
> {
  /** As for `sendAlert`; `| rest` asks it too. */
  readonly splunkd?: Splunkd | undefined;
  /** What a leading `search` looks in; without it, such a search is refused. */
  readonly events?: RowSpec | undefined;
  /** Told of each sendalert once it has ended. */
  readonly onSendalert?: ((transcript: Transcript) => void | Promise<void>) | undefined;
}

export interface SearchRun {
  readonly schema: "ar-sim/search/1";
  /** As it was given. */
  readonly search: string;
  readonly sid: string;
  /** What ended the search early, in Splunk's words. */
  readonly error: string | null;
  readonly fields: readonly string[];
  /** The final rows; at most 50,000, as a search shows. */
  readonly rows: readonly Row[];
  /** How many there are in all. */
  readonly rowCount: number;
  readonly sendalerts: readonly Transcript[];
  /** What `sendalert notable` made. */
  readonly notables: readonly Row[];
  readonly problems: readonly Problem[];
}

/** Thrown through the pipeline when an action fails: Splunk ends the search there. */
class SearchEnded extends Error {}

/**
 * Runs a search.
 *
 * @example
 * const { rows, sendalerts } = await runSearch(loadAddon('my-addon'), '| makeresults | sendalert my_action')
 *
 * @throws HarnessError when the search cannot be read, or names what is not there.
 */
export async function runSearch(
  addon: Addon,
  text: string,
  request: SearchRequest = {},
): Promise<SearchRun> {
  const now = request.now ?? Date.now() / 1000;
  const { events: given, onSendalert: _, ...wish } = request;
  const search = describeSearch({ ...wish, now, searchText: text }, "https://127.0.0.1:8089");
  const events = given === undefined ? undefined : await loadEvents(given, now);
  const sending = new Sending(addon, text, { ...request, now }, search);
  await using _spools = sending;
  await using rest = new RestOnDemand(standIn(addon, request), request.splunkd);
  const world: SplWorld = {
    ...splWorld(addon, search, events, request.seed),
    rest: rest.ask,
    sendalert: (call, sent, isLast) => sending.send(call, sent, isLast),
  };
  const calls = parseSpl(await withoutSubsearches(text, world), world);
  const pipeline = await compilePipeline(calls, world);
  for (const call of calls) if (call.name === "sendalert") sending.check(call);
  const rows: Row[] = [];
  const seen = new Set<string>();
  let rowCount = 0;
  let error: string | null = null;
  try {
    for await (const batch of pipeline.run()) {
      rowCount += batch.length;
      for (const row of batch) {
        for (const field in row) if (!seen.has(field)) seen.add(field);
        if (rows.length < MOST_SHOWN) rows.push(row);
      }
    }
  } catch (ended) {
    if (!(ended instanceof SearchEnded)) throw ended;
    error = ended.message;
  }
  const endsInSendalert = calls.at(-1)?.name === "sendalert" && error === null;
  return {
    schema: "ar-sim/search/1",
    search: text,
    sid: search.sid,
    error,
    fields: error === null ? fieldsOf(pipeline.columns, seen) : [],
    rows,
    rowCount: endsInSendalert ? sending.passed : rowCount,
    sendalerts: sending.transcripts,
    notables: sending.notables,
    problems: addon.problems,
  };
}

/** The stand-in that `| rest` asks has what the request gives it. */
function standIn(addon: Addon, { fixtures, owner, serverHost }: SearchRequest): SplunkdOptions {
  return {
    addon,
    ...(fixtures === undefined ? {} : { fixtures }),
    ...(owner === undefined ? {} : { user: owner }),
    ...(serverHost === undefined ? {} : { serverName: serverHost }),
  };
}

class Sending implements AsyncDisposable {
  readonly transcripts: Transcript[] = [];
  readonly notables: Row[] = [];
  /** Rows that went through the last sendalert. */
  passed = 0;
  readonly #addon: Addon;
  readonly #text: string;
  readonly #request: SearchRequest;
  readonly #search: SearchContext;
  readonly #spools: RowSpool[] = [];

  constructor(addon: Addon, text: string, request: SearchRequest, search: SearchContext) {
    this.#addon = addon;
    this.#text = text;
    this.#request = request;
    this.#search = search;
  }

  /** Before anything runs: an action that is not there is no result of the search. */
  check(call: CommandCall): void {
    const { action } = clauseOf(call);
    if (this.#isOwnNotable(action)) return;
    try {
      findAction(this.#addon, action);
    } catch (error) {
      throw error instanceof HarnessError && error.code === "ADDON_UNKNOWN_ACTION"
        ? notFound(call, action, error)
        : error;
    }
  }

  async send(call: CommandCall, sent: SentRows, isLast: boolean): Promise<() => Batches> {
    const clause = clauseOf(call);
    const spool = openRowSpool(sent.rows, !isLast);
    this.#spools.push(spool);
    if (this.#isOwnNotable(clause.action)) await this.#makeNotables(clause, spool);
    else await this.#start(clause, spool, sent.columns);
    this.passed = await spool.finish();
    return () => spool.read();
  }

  /** Enterprise Security's own action, unless an add-on brings one of that name. */
  #isOwnNotable(action: string): boolean {
    return action === "notable" && this.#addon.actions.every(({ name }) => name !== "notable");
  }

  async #makeNotables(clause: SendalertClause, spool: RowSpool): Promise<void> {
    let number = 0;
    for await (const batch of spool.passing) {
      for (const row of batch) {
        if (this.notables.length >= MOST_SHOWN) break;
        const { params } = clause;
        this.notables.push(buildNotableEvent({ row, number, params, search: this.#search }));
        number += 1;
      }
    }
  }

  async #start(clause: SendalertClause, spool: RowSpool, columns: Columns): Promise<void> {
    const { events: _, onSendalert, ...request } = this.#request;
    const source = await openPipeline({ columns, run: () => spool.passing });
    const link = clause.options.get("results_link");
    const transcript = await sendAlert(this.#addon, {
      ...request,
      action: clause.action,
      params: Object.fromEntries(clause.params),
      ...(link === undefined ? {} : { resultsLink: link }),
      searchText: this.#text,
      rows: { kind: "source", source },
    });
    this.transcripts.push(transcript);
    await onSendalert?.(transcript);
    const failed = errorOf(transcript);
    if (failed !== undefined) throw new SearchEnded(failed);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const spool of this.#spools) await spool[Symbol.asyncDispose]();
  }
}

/** In the words that messages.conf has for it, and with the place in the search. */
function notFound(call: CommandCall, action: string, error: HarnessError): HarnessError {
  const picture = pointAt(call.source.text, call.argsStart);
  const message = `Error in 'sendalert' command: Alert action "${action}" not found.\n${picture}\n${error.message}`;
  return new HarnessError(error.code, message, {
    ...(error.hint === undefined ? {} : { hint: error.hint }),
    ...(error.where === undefined ? {} : { where: error.where }),
  });
}

function clauseOf(call: CommandCall): SendalertClause {
  return readSendalert(`| sendalert ${call.args}`) as SendalertClause;
}

/** What Splunk shows above the results; it is the last line of the action in splunkd.log. */
function errorOf(transcript: Transcript): string | undefined {
  if (!transcript.started) return undefined;
  for (const { exitCode, startError, splunkd } of transcript.invocations) {
    if (exitCode === 0 && startError === null) continue;
    const told = splunkd.map((line) => /Error in 'sendalert' command: .*/.exec(line)?.[0]);
    return (
      told.findLast((line) => line !== undefined) ??
      "Error in 'sendalert' command: Alert script execution failed."
    );
  }
  return undefined;
}

async function loadEvents(spec: RowSpec, now: number): Promise<GivenEvents> {
  await using source = await openRows(spec, now);
  const rows: Row[] = [];
  for await (const batch of source.batches) rows.push(...batch);
  return { fields: source.fields, rows };
}

function fieldsOf(columns: Columns, seen: ReadonlySet<string>): string[] {
  const known = [...columns.names].filter(([name, isSure]) => isSure || seen.has(name));
  return [...new Set([...known.map(([name]) => name), ...seen])];
}
