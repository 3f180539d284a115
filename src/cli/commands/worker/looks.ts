/** The requests that look at an add-on: `check` and `doctor`. */
import { checkAddon, type CheckReport } from "../../../checks/check-addon.ts";
import type { Diagnosis } from "../../../checks/doctor/diagnosis.ts";
import { diagnose } from "../../../doctor.ts";
import { findPython } from "../../../sandbox/interpreters/find-python.ts";
import { succeeds } from "../../../scenario/matchers/matchers.ts";
import { namedRule } from "../../options/named-rule.ts";
import { waivedReport } from "../check/waived-report.ts";
import type { Arguments } from "./arguments.ts";
import type { Surroundings } from "./methods.ts";
import { readAddon, readFence, readGiven, readRun } from "./read-given.ts";

interface ShownAddon {
  readonly root: string;
  readonly appId: string;
  readonly actions: readonly string[];
}

/** Tells too what is wrong with the options of a whole session, before its first test. */
export async function addon(given: Arguments): Promise<ShownAddon> {
  const python = given.text("python");
  readFence(given);
  if (python !== undefined) findPython({ asked: python });
  const { root, appId, actions } = readAddon(given);
  return {
    root,
    appId,
    actions: actions.filter(({ app }) => app === appId).map(({ name }) => name),
  };
}

export async function why(given: Arguments): Promise<string> {
  return succeeds(readRun(given)).message;
}

export async function check(given: Arguments): Promise<CheckReport> {
  const only = idsOf("only", given.texts("only"));
  const ignore = idsOf("ignore", given.texts("ignore"));
  const python = given.text("python");
  const addon = readAddon(given);
  const report = checkAddon(addon, { only, ignore, python });
  const ran = (id: string): boolean =>
    (only.length === 0 || only.includes(id)) && !ignore.includes(id);
  return waivedReport(report, addon.root, { isPackage: false, ran, followLinks: false });
}

export async function doctor(given: Arguments, { signal }: Surroundings): Promise<Diagnosis> {
  const { addon, request } = await readGiven(given);
  const { action, params, python, fixtures, env, port, seed } = request;
  return diagnose(addon, { action, params, python, fixtures, env, port, seed, signal });
}

function idsOf(name: string, words: readonly string[] = []): string[] {
  return words.map((word) => namedRule(`\`${name}\``, word).id);
}
