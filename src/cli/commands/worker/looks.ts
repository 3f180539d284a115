/** The requests that look at an add-on: `check` and `doctor`. */
import { checkAddon, type CheckReport } from "../../../checks/check-addon.ts";
import type { Diagnosis } from "../../../checks/doctor/diagnosis.ts";
import { diagnose } from "../../../doctor.ts";
import { namedRule } from "../../options/named-rule.ts";
import { waivedReport } from "../check/waived-report.ts";
import type { Arguments } from "./arguments.ts";
import type { Surroundings } from "./methods.ts";
import { readAddon, readGiven } from "./read-given.ts";

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
