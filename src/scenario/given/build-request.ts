/** Makes the request to `sendAlert` of what a case gives. Whatever would differ from run to run is fixed here. */
import type { Addon } from "../../addon/addon.ts";
import type { TriggerRows } from "../../invocation/rows/open-rows.ts";
import type { SendAlertRequest } from "../../run/send-alert-request.ts";
import { networkOf } from "../../sandbox/fence/read-network.ts";
import type { PlacedStub } from "../../vendor/stubs/stub.ts";
import type { Given, GivenRows, ScenarioCase, Texts } from "../file/scenario.ts";
import { fixturesOf } from "./fixtures-of.ts";
import { generateRows } from "./generate-rows.ts";
import { readNow } from "./read-now.ts";

const FIXED_HOST = "splunk.example";
const FIXED_SEED = 1;

export function buildRequest(testCase: ScenarioCase, addon: Addon): SendAlertRequest {
  const { given, where } = testCase;
  const now = readNow(given.now, where);
  const { seed = FIXED_SEED } = given;
  return {
    action: given.action,
    mode: given.mode,
    params: given.params,
    rows: given.rows === undefined ? undefined : rowSpec(given.rows, now, seed),
    savedSearch: given.savedSearch,
    searchName: given.searchName,
    searchText: given.search,
    searchApp: given.app,
    owner: given.user ?? given.owner,
    python: given.python,
    splunkVersion: given.splunkVersion ?? testCase.splunkVersion,
    maxResults: given.maxResults,
    preview: given.preview,
    force: given.force,
    cwd: given.cwd,
    emptyParams: given.emptyParams,
    unresolved: given.unresolved,
    numericSid: given.numericSid,
    serverHost: given.serverHost ?? FIXED_HOST,
    now,
    movesClock: given.now !== undefined,
    seed,
    // One case must not depend on whether another has the usual port.
    port: 0,
    fixtures: fixturesOf(testCase, addon),
    onUnknownEndpoint: given.unknownEndpoints,
    env: envOf(given, seed),
    network: networkOf(given.network ?? testCase.network),
    http: stubsOf(testCase),
  };
}

/** Their files are absolute by now. */
function stubsOf({ given, http, where }: ScenarioCase): PlacedStub[] {
  const ofCase = (given.http ?? []).map((stub, number) => ({
    stub,
    folder: "",
    where: where(`given.http[${number}]`),
  }));
  return [...ofCase, ...http];
}

/** With a seed for the hashes of texts, so that sets have the same order each time. */
function envOf({ env }: Given, seed: number): Texts {
  return { PYTHONHASHSEED: String(seed), ...env };
}

function rowSpec(rows: GivenRows, now: number, seed: number): TriggerRows | undefined {
  if (isList(rows)) return { kind: "rows", rows };
  if ("file" in rows) return { kind: "file", path: rows.file, set: pairsOf(rows.set) };
  if ("spl" in rows) return { kind: "spl", text: rows.spl };
  if ("generate" in rows) return { kind: "source", source: generateRows(rows.generate, now, seed) };
  const { notable } = rows;
  if (typeof notable === "boolean") return notable ? { kind: "notable" } : undefined;
  return { kind: "notable", ...notable, set: pairsOf(notable.set) };
}

function pairsOf(set: Texts | undefined): [string, string][] | undefined {
  return set === undefined ? undefined : Object.entries(set);
}

function isList<T>(rows: readonly T[] | object): rows is readonly T[] {
  return Array.isArray(rows);
}
