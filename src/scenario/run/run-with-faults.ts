/** Runs the cases of a plan, and then those that called a vendor under each fault. */
import type { Fault } from "../../vendor/faults/fault.ts";
import { faultCases } from "../faults/fault-cases.ts";
import type { ScenarioCase } from "../file/scenario.ts";
import { type CasesOptions, type RanCases, runCases } from "./run-cases.ts";

export async function runWithFaults(
  cases: readonly ScenarioCase[],
  options: CasesOptions,
  faults: readonly Fault[],
): Promise<RanCases> {
  const ran = await runCases(cases, options);
  if (faults.length === 0 || ran.stopped !== null) return ran;
  const failed = ran.cases.filter(({ status }) => status === "failed").length;
  const more = faultCases(cases, ran.cases, faults);
  const broken = options.broken + failed;
  const spoiled = await runCases(more, { ...options, broken });
  return {
    cases: [...ran.cases, ...spoiled.cases],
    snapshots: [...ran.snapshots, ...spoiled.snapshots],
    error: spoiled.error,
    stopped: spoiled.stopped,
  };
}
