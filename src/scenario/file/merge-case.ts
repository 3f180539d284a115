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

export function mergeCase(shared: ScenarioText, own: CaseText): MergedCase {
  const given = mergeGiven(shared.given, own.given);
  return {
    name: own.name ?? shared.name ?? given.action ?? "runs",
    given,
    expect: laidOver(shared.expect, own.expect),
    matrix: laidOver(shared.matrix, own.matrix),
    timeLimit: own.timeLimit ?? shared.timeLimit ?? TIME_LIMIT,
    skip: own.skip ?? shared.skip ?? false,
    only: own.only,
  };
}

function mergeGiven(shared: Given = {}, own: Given = {}): Given {
  return {
    ...shared,
    ...own,
    params: mergeTexts(shared.params, own.params),
    env: mergeTexts(shared.env, own.env),
    files: mergeTexts(shared.files, own.files),
    conf: mergeFiles(shared.conf, own.conf),
    settings: mergeFiles(shared.settings, own.settings),
    // The rows of a collection belong together.
    kv: byName(later)(shared.kv, own.kv),
  };
}

function laidOver<T extends object>(shared: T | undefined, own: T | undefined): T | undefined {
  return shared === undefined || own === undefined ? (own ?? shared) : { ...shared, ...own };
}
