/**
 * Runs an action of Splunk's own, or of Enterprise Security's, as far as ar-sim stands in for it: it shows what the action
 * would do, and nothing leaves the machine.
 */
import type { Addon } from "../../../addon/addon.ts";
import { findSavedSearch, type SavedSearch } from "../../../addon/read/read-saved-search.ts";
import { type Effect, effectsOf } from "../../../invocation/built-in/effects.ts";
import type { Row, SearchContext } from "../../../invocation/invocation.ts";
import { buildNotableEvent } from "../../../invocation/notable/notable-event.ts";
import { readAllRows, type RowsInMemory } from "../../../invocation/rows/open-rows.ts";
import { MOST_SHOWN } from "../../../invocation/rows/row-spool.ts";
import { describeSearch } from "../../../invocation/search/describe-search.ts";
import { givenSecrets } from "../../../run/known-secrets.ts";
import { DEFAULT_URI } from "../../../run/plan-run.ts";
import type { SendAlertRequest } from "../../../run/send-alert-request.ts";
import { runSearch, type SearchRun } from "../../../run-search.ts";
import { createMask } from "../../../text/masking/mask.ts";

/**
 * What the action would do with the rows of the request, those of `--saved-search`, or one row with a `_time`.
 *
 * @throws HarnessError when the search that gives the rows cannot be run.
 */
export async function runBuiltIn(
  addon: Addon,
  action: string,
  request: SendAlertRequest = {},
): Promise<SearchRun> {
  const now = request.now ?? Date.now() / 1000;
  const saved =
    request.savedSearch === undefined ? undefined : findSavedSearch(addon, request.savedSearch);
  const text = request.searchText ?? textOf(request, saved);
  const search = searchOf({ ...request, now }, saved, text);
  const { fields, rows } = await rowsOf(addon, text, { ...request, now });
  const params = paramsOf(addon, action, saved, request.params ?? {});
  const shown = rows.slice(0, MOST_SHOWN);
  const run: SearchRun = {
    schema: "ar-sim/search/1",
    search: text,
    sid: search.sid,
    error: null,
    fields,
    rows: shown,
    rowCount: rows.length,
    sendalerts: [],
    problems: addon.problems,
    ...made(action, shown, params, search),
  };
  if (request.showSecrets === true) return run;
  const { params: given = {}, env = {}, secretEnv = {}, fixtures } = request;
  return createMask(
    givenSecrets({ params: given, env, secretEnv, fixtures, searchText: text }),
  ).deep(run);
}

function searchOf(
  request: SendAlertRequest,
  saved: SavedSearch | undefined,
  text: string,
): SearchContext {
  const wish = {
    ...request,
    mode: request.mode ?? (saved === undefined ? "adhoc" : "saved"),
    searchText: text,
    searchName: request.searchName ?? saved?.name,
    searchApp: request.searchApp ?? saved?.app,
  };
  return describeSearch(wish, DEFAULT_URI);
}

function textOf({ rows }: SendAlertRequest, saved: SavedSearch | undefined): string {
  if (rows?.kind === "spl") return rows.text;
  return saved?.search ?? "| makeresults";
}

async function rowsOf(
  addon: Addon,
  text: string,
  request: SendAlertRequest & { readonly now: number },
): Promise<RowsInMemory> {
  const { rows, now } = request;
  if (rows !== undefined && rows.kind !== "spl") return readAllRows(rows, now);
  const { seed, earliest, latest, owner, serverHost, searchApp, fixtures } = request;
  const wish = { now, seed, earliest, latest, owner, serverHost, searchApp, fixtures };
  return runSearch(addon, text, wish);
}

/** Those of the request over those of the saved search over those of the add-on's alert_actions.conf. */
function paramsOf(
  addon: Addon,
  action: string,
  saved: SavedSearch | undefined,
  given: Readonly<Record<string, string>>,
): ReadonlyMap<string, string> {
  const params = new Map<string, string>();
  const take = (
    settings: Iterable<readonly [string, { readonly value: string }]>,
    prefix: string,
  ) => {
    for (const [key, { value }] of settings)
      if (key.startsWith(prefix)) params.set(key.slice(prefix.length), value);
  };
  take(addon.conf("alert_actions").stanzas.get(action)?.settings ?? [], "param.");
  take(saved?.settings ?? [], `action.${action}.param.`);
  // Ground: savedsearches.conf.spec has the settings of a mail without `param.`: action.email.to.
  if (action === "email") take(mailSettings(saved), "action.email.");
  for (const [name, value] of Object.entries(given)) params.set(name, value);
  return params;
}

function* mailSettings(saved: SavedSearch | undefined) {
  for (const [key, setting] of saved?.settings ?? [])
    if (/^action\.email\.(?!param\.)/.test(key)) yield [key, setting] as const;
}

function made(
  action: string,
  rows: readonly Row[],
  params: ReadonlyMap<string, string>,
  search: SearchContext,
): { readonly notables: readonly Row[]; readonly effects: readonly Effect[] } {
  if (action !== "notable")
    return { notables: [], effects: effectsOf(action, { params, rows, search }) };
  const notables = rows.map((row, number) => buildNotableEvent({ row, number, params, search }));
  return { notables, effects: [] };
}
