/** What is given by a case → what `sendAlert` is asked. Whatever would differ from run to run is fixed here. */
import type { Addon } from "../../addon/addon.ts";
import { readSendalert } from "../../invocation/search/read-sendalert.ts";
import { HarnessError, type Where } from "../../errors.ts";
import type { TriggerRows } from "../../invocation/rows/open-rows.ts";
import type { SendAlertRequest } from "../../run/send-alert-request.ts";
import { generateRows } from "./generate-rows.ts";
import { fixturesOf } from "./fixtures-of.ts";
import type { Given, ScenarioCase } from "../file/scenario.ts";

/** The clock of a run that names none: 2024-01-01T00:00:00Z. */
export const FIXED_NOW = 1_704_067_200;
const FIXED_HOST = "splunk.example";

export function buildRequest(one: ScenarioCase, addon: Addon): SendAlertRequest {
  const { given, where } = one;
  const now = readNow(given.now, where);
  const seed = given.seed ?? 1;
  return defined({
    action: given.action,
    mode: given.mode,
    params: given.params,
    rows: rowSpec(given, now, seed),
    savedSearch: given.savedSearch,
    searchName: given.searchName,
    searchText: given.search,
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
    fixtures: fixturesOf(one, addon),
    onUnknownEndpoint: given.unknownEndpoints,
    // Sets and hashes of strings turn in the same order each time.
    env: { PYTHONHASHSEED: String(seed), ...given.env },
  });
}

/** What a search line says by itself. */
const SAID_BY_LINE = ["action", "mode", "params", "savedSearch", "searchName", "search"] as const;

export function checkLine(given: Given, where: (path: string) => Where): void {
  const { line } = given;
  if (line === undefined) return;
  const twice = SAID_BY_LINE.find((key) => given[key] !== undefined);
  if (twice !== undefined) {
    throw new HarnessError("SCENARIO_BAD_VALUE", `\`line\` and \`${twice}\` exclude each other`, {
      hint: "Write it into the search line.",
      where: where(`given.${twice}`),
    });
  }
  const clause = readSendalert(line);
  if (clause !== undefined && clause.action !== "") return;
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

function rowSpec({ rows }: Given, now: number, seed: number): TriggerRows | undefined {
  if (rows === undefined) return undefined;
  if (isList(rows)) return { kind: "rows", rows };
  if ("file" in rows)
    return {
      kind: "file",
      path: rows.file,
      ...(rows.set === undefined ? {} : { set: Object.entries(rows.set) }),
    };
  if ("spl" in rows) return { kind: "spl", text: rows.spl };
  if ("generate" in rows) return { kind: "source", source: generateRows(rows.generate, now, seed) };
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
