/**
 * Picks one of several parts of a run. The parts take equally long, by the last run's durations. Pure: each machine
 * gets the same parts.
 */
import type { LastRun } from "./last-run.ts";
import type { Shard } from "../report/report.ts";

/** Puts the longest cases first, each into the part that is shortest so far. */
export function shardCases<T extends { readonly id: string }>(
  cases: readonly T[],
  shard: Shard,
  lastRun: LastRun | undefined,
): T[] {
  const known = cases
    .map((planned) => lastRun?.cases[planned.id]?.durationMs)
    .filter((duration) => duration !== undefined)
    .sort((one, other) => one - other);
  // A new case counts with the median duration.
  const usual = known[Math.floor(known.length / 2)] ?? 1;
  const weighed = cases
    .map((testCase) => ({
      testCase,
      weight: Math.max(1, lastRun?.cases[testCase.id]?.durationMs ?? usual),
    }))
    .sort((a, b) => b.weight - a.weight || (a.testCase.id < b.testCase.id ? -1 : 1));
  const loads = Array.from({ length: shard.count }, () => 0);
  const mine = new Set<T>();
  for (const { testCase, weight } of weighed) {
    const lightest = loads.indexOf(Math.min(...loads));
    loads[lightest] = (loads[lightest] ?? 0) + weight;
    if (lightest === shard.index - 1) mine.add(testCase);
  }
  return cases.filter((planned) => mine.has(planned));
}
