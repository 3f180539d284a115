/** What is given by a case → what `sendAlert` is asked. Whatever would differ from run to run is fixed here. */
import { readSendalert } from "../invocation/read-sendalert.ts";
import type { RowSpec } from "../invocation/open-rows.ts";
import { HarnessError, type Where } from "../errors.ts";
import type { SendAlertRequest } from "../send-alert-request.ts";
import type { Fixtures } from "../splunkd/settings.ts";
import { generateRows } from "./generate-rows.ts";
import type { Given, Texts } from "./scenario.ts";

/** The clock of a run that names none: 2024-01-01T00:00:00Z. */
export const FIXED_NOW = 1_704_067_200;
const FIXED_HOST = "splunk.example";

export function buildRequest(given: Given, where: (path: string) => Where): SendAlertRequest {
  const now = readNow(given.now, where);
  const seed = given.seed ?? 1;
  const line = readLine(given.line, where);
  return defined({
    action: given.action ?? line?.action,
    mode: given.mode,
    params: { ...line?.params, ...given.params },
    rows: rowSpec(given, now, seed),
    savedSearch: given.savedSearch,
    searchName: given.searchName,
    searchText: given.search ?? given.line,
    searchApp: given.app,
    owner: given.owner,
    python: given.python,
    maxResults: given.maxResults,
    preview: given.preview,
    cwd: given.cwd,
    emptyParams: given.emptyParams,
    unresolved: given.unresolved,
    numericSid: given.numericSid,
    serverHost: given.serverHost ?? FIXED_HOST,
    now,
    seed,
    // One case must not depend on whether another holds the usual port.
    port: 0,
    fixtures: fixturesOf(given),
    onUnknownEndpoint: given.unknownEndpoints,
    // Sets and hashes of strings turn in the same order each time.
    env: { PYTHONHASHSEED: String(seed), ...given.env },
  });
}

export function readLine(
  line: string | undefined,
  where: (path: string) => Where,
): { readonly action: string; readonly params: Texts } | undefined {
  if (line === undefined) return undefined;
  const clause = readSendalert(line);
  if (clause !== undefined && clause.action !== "")
    return { action: clause.action, params: Object.fromEntries(clause.params) };
  throw new HarnessError("SCENARIO_BAD_VALUE", `there is no \`sendalert ACTION\` in \`${line}\``, {
    hint: "Write `| makeresults | sendalert my_action param.x=1`, for example.",
    where: where("given.line"),
  });
}

export function readNow(now: string | number | undefined, where: (path: string) => Where): number {
  if (now === undefined) return FIXED_NOW;
  const seconds =
    typeof now === "number" || /^\d+(\.\d+)?$/.test(now) ? Number(now) : Date.parse(now) / 1000;
  if (Number.isFinite(seconds) && seconds >= 0) return seconds;
  throw new HarnessError("SCENARIO_BAD_VALUE", `\`${now}\` is no time`, {
    hint: "Write epoch seconds, or an ISO date such as 2024-01-01T00:00:00Z.",
    where: where("given.now"),
  });
}

function fixturesOf(given: Given): Fixtures {
  const { credentials, settings, kv, users, roles, indexes, hecTokens } = given;
  return defined({
    credentials,
    tabs: settings,
    collections: kv,
    users,
    roles,
    indexes,
    hecTokens,
  });
}

function rowSpec({ rows }: Given, now: number, seed: number): RowSpec | undefined {
  if (rows === undefined) return undefined;
  if (isList(rows)) return { kind: "rows", rows };
  if ("file" in rows)
    return {
      kind: "file",
      path: rows.file,
      ...(rows.set === undefined ? {} : { set: Object.entries(rows.set) }),
    };
  if ("generate" in rows) return { kind: "rows", rows: generateRows(rows.generate, now, seed) };
  const spec = typeof rows.notable === "boolean" ? {} : rows.notable;
  if (rows.notable === false) return undefined;
  const { set, ...rest } = spec;
  return { kind: "notable", ...rest, ...(set === undefined ? {} : { set: Object.entries(set) }) };
}

function isList<T>(rows: readonly T[] | object): rows is readonly T[] {
  return Array.isArray(rows);
}

/** Without the keys that are undefined, as exactOptionalPropertyTypes wants it. */
function defined<T extends Record<string, unknown>>(
  values: T,
): { [K in keyof T]: Exclude<T[K], undefined> } {
  const kept = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(kept) as { [K in keyof T]: Exclude<T[K], undefined> };
}
