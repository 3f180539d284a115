/**
 * Runs a whole search as the search bar does. Rows go through the pipeline. Each `sendalert` on their way starts its
 * action for real, and passes the rows on to the command that follows.
 */
import type { Addon } from "./addon/addon.ts";
import type { Problem } from "./errors.ts";
import { ASSUMED } from "./invocation/assumptions.ts";
import type { Effect } from "./invocation/built-in/effects.ts";
import type { Row } from "./invocation/invocation.ts";
import { type RowSpec, readAllRows } from "./invocation/rows/open-rows.ts";
import { lostArguments } from "./invocation/search/argument-remarks.ts";
import { describeSearch } from "./invocation/search/describe-search.ts";
import { splWorld } from "./invocation/search/spl-world.ts";
import { DEFAULT_URI } from "./run/plan-run.ts";
import { collectRows } from "./run/search/collect-rows.ts";
import { CommandsOnDemand } from "./run/search/commands-on-demand.ts";
import { SendalertCommand } from "./run/search/sendalert-command.ts";
import type { SendAlertRequest } from "./run/send-alert-request.ts";
import { compilePipeline } from "./search/spl/compile-pipeline.ts";
import { parseSpl } from "./search/spl/parse-spl.ts";
import { ToldMessages } from "./search/spl/stage/told-messages.ts";
import { withoutSubsearches } from "./search/spl/subsearch.ts";
import { givenSecrets } from "./run/known-secrets.ts";
import { hideInError, truthOf } from "./run/truth.ts";
import { sendAlert } from "./sendalert.ts";
import { RestOnDemand } from "./splunkd/search/rest-on-demand.ts";
import type { Splunkd } from "./splunkd/start-stand-in.ts";
import { createMask, type KnownSecret } from "./text/masking/mask.ts";
import type { Transcript } from "./transcript.ts";

export interface SearchRequest extends Omit<
  SendAlertRequest,
  | "action"
  | "params"
  | "lost"
  | "mode"
  | "rows"
  | "savedSearch"
  | "searchName"
  | "searchText"
  | "splunkd"
> {
  /** As for `sendAlert`. `| rest` asks this stand-in too. */
  readonly splunkd?: Splunkd | undefined;
  /** The events that a leading `search` looks in. Without them, such a search is refused. */
  readonly events?: RowSpec | undefined;
  /** Called after each sendalert has ended. */
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
  /** The final rows: at most 50,000, which is as many as Splunk shows. */
  readonly rows: readonly Row[];
  /** The number of all final rows. */
  readonly rowCount: number;
  readonly sendalerts: readonly Transcript[];
  /** Notable events that `sendalert notable` made. */
  readonly notables: readonly Row[];
  /** What `sendalert risk`, `webhook`, `email`, and `logevent` would have done. Nothing leaves the machine. */
  readonly effects: readonly Effect[];
  readonly problems: readonly Problem[];
}

/**
 * Runs a search.
 *
 * @example
 * const { rows, sendalerts } = await runSearch(loadAddon('my-addon'), '| makeresults | sendalert my_action')
 *
 * @throws HarnessError when the search cannot be parsed, or names an action, macro or lookup that does not exist.
 */
export async function runSearch(
  addon: Addon,
  text: string,
  request: SearchRequest = {},
): Promise<SearchRun> {
  if (request.showSecrets === true) return search(addon, text, request);
  const { env = {}, secretEnv = {}, fixtures } = request;
  const given = givenSecrets({ params: {}, env, secretEnv, fixtures, searchText: text });
  try {
    return hideInSearch(await search(addon, text, request), given);
  } catch (error) {
    throw hideInError(error, given);
  }
}

async function search(addon: Addon, text: string, request: SearchRequest): Promise<SearchRun> {
  const { events, onSendalert, splunkd, fixtures, owner, serverHost, ...others } = request;
  const now = request.now ?? Date.now() / 1000;
  const wish = { ...others, splunkd, fixtures, owner, serverHost, now, searchText: text };
  const search = describeSearch(wish, DEFAULT_URI);
  const given = events === undefined ? undefined : await readAllRows(events, now);

  await using command = new SendalertCommand(
    addon,
    search,
    async ({ action, params, options, strays }, source) => {
      const transcript = await sendAlert(addon, {
        ...wish,
        action,
        params: Object.fromEntries(params),
        lost: lostArguments({ options, strays }),
        resultsLink: options.get("results_link") ?? wish.resultsLink,
        rows: { kind: "source", source },
      });
      await onSendalert?.(transcript);
      return transcript;
    },
    request.assume?.killedCode ?? ASSUMED.killedCode,
  );
  await using rest = new RestOnDemand(
    { addon, fixtures, user: owner, serverName: serverHost },
    splunkd,
  );
  await using commands = new CommandsOnDemand(() => rest.standIn(), others);
  const messages = new ToldMessages();
  const world = {
    ...splWorld(addon, search, given, request.seed),
    rest: rest.ask,
    sendalert: command.send,
    warn: messages.add,
    commands: commands.of(addon, { ...search, search: text }, request.signal),
  };

  const calls = parseSpl(await withoutSubsearches(text, world), world);
  const pipeline = await compilePipeline(calls, world);
  command.check(calls);
  const { error, fields, rows, rowCount } = await collectRows(pipeline);
  const endsInSendalert = calls.at(-1)?.name === "sendalert" && error === null;
  return {
    schema: "ar-sim/search/1",
    search: text,
    sid: search.sid,
    error,
    fields,
    rows,
    rowCount: endsInSendalert ? command.passed : rowCount,
    sendalerts: command.transcripts,
    notables: command.notables,
    effects: command.effects,
    problems: [...addon.problems, ...messages.problems],
  };
}

/** Each transcript is masked already, with what its own run knew. */
function hideInSearch(run: SearchRun, given: readonly KnownSecret[]): SearchRun {
  const { sendalerts, ...others } = run;
  const masks = [createMask(given), ...sendalerts.map((transcript) => truthOf(transcript).mask)];
  return { ...masks.reduce((masked, mask) => mask.deep(masked), others), sendalerts };
}
