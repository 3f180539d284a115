/** A case with what the file gives to all of its cases. Pure. */
import { byName, later, mergeFiles, mergeTexts } from "../../host/document/merge.ts";
import type { CaseText, Given, ScenarioText } from "./scenario.ts";

export interface MergedCase extends Pick<CaseText, "matrix" | "expect" | "faults" | "only"> {
  readonly name: string;
  readonly given: Given;
  readonly timeLimit: string | number;
  readonly skip: boolean | string;
  /** How many stubs the case itself has. Those that it shares follow. */
  readonly ownStubs: number;
}

const TIME_LIMIT = "60s";

export function mergeCase(shared: ScenarioText, caseText: CaseText): MergedCase {
  const given = mergeGiven(shared.given, caseText.given);
  return {
    name: caseText.name ?? shared.name ?? given.action ?? "runs",
    given,
    expect: laidOver(shared.expect, caseText.expect),
    faults: laidOver(shared.faults, caseText.faults),
    matrix: laidOver(shared.matrix, caseText.matrix),
    timeLimit: caseText.timeLimit ?? shared.timeLimit ?? TIME_LIMIT,
    skip: caseText.skip ?? shared.skip ?? false,
    only: caseText.only,
    ownStubs: caseText.given?.http?.length ?? 0,
  };
}

function mergeGiven(shared: Given = {}, ofCase: Given = {}): Given {
  return {
    ...shared,
    ...ofCase,
    params: mergeTexts(shared.params, ofCase.params),
    env: mergeTexts(shared.env, ofCase.env),
    files: mergeTexts(shared.files, ofCase.files),
    conf: mergeFiles(shared.conf, ofCase.conf),
    settings: mergeFiles(shared.settings, ofCase.settings),
    ...mergeStubs(shared, ofCase),
    // The rows of a collection belong together.
    kv: byName(later)(shared.kv, ofCase.kv),
  };
}

/** A stub of the case comes before those of all cases, since the first that matches answers. */
function mergeStubs(shared: Given, ofCase: Given): Pick<Given, "http"> {
  if (shared.http === undefined && ofCase.http === undefined) return {};
  return { http: [...(ofCase.http ?? []), ...(shared.http ?? [])] };
}

function laidOver<T extends object>(shared: T | undefined, ofCase: T | undefined): T | undefined {
  return shared === undefined || ofCase === undefined
    ? (ofCase ?? shared)
    : { ...shared, ...ofCase };
}
