/** A case with what the file gives to all of its cases. Pure. */
import { byName, later, mergeFiles, mergeTexts } from "../../host/document/merge.ts";
import type { CaseText, Given, ScenarioText } from "./scenario.ts";

export interface MergedCase extends Pick<CaseText, "matrix" | "expect" | "only"> {
  readonly name: string;
  readonly given: Given;
  readonly timeLimit: string | number;
  readonly skip: boolean | string;
}

const TIME_LIMIT = "60s";

export function mergeCase(shared: ScenarioText, caseText: CaseText): MergedCase {
  const given = mergeGiven(shared.given, caseText.given);
  return {
    name: caseText.name ?? shared.name ?? given.action ?? "runs",
    given,
    expect: laidOver(shared.expect, caseText.expect),
    matrix: laidOver(shared.matrix, caseText.matrix),
    timeLimit: caseText.timeLimit ?? shared.timeLimit ?? TIME_LIMIT,
    skip: caseText.skip ?? shared.skip ?? false,
    only: caseText.only,
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
    // The rows of a collection belong together.
    kv: byName(later)(shared.kv, ofCase.kv),
  };
}

function laidOver<T extends object>(shared: T | undefined, ofCase: T | undefined): T | undefined {
  return shared === undefined || ofCase === undefined
    ? (ofCase ?? shared)
    : { ...shared, ...ofCase };
}
