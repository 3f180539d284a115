/** `npm run bench`, or `BENCH=name npm run bench` for one: measures, prints a table, judges nothing. */
import Table from "cli-table3";
import type { Bench, BenchRow } from "./bench-row.ts";

const BENCHES: Readonly<Record<string, () => Promise<Bench>>> = {
  run: async () => (await import("./run.bench.ts")).benchRun,
  cause: async () => {
    const { benchCause } = await import("./cause.bench.ts");
    return () => Promise.resolve(benchCause());
  },
  fence: async () => (await import("./fence.bench.ts")).benchFence,
  limits: async () => (await import("./limits.bench.ts")).benchLimits,
  scenarios: async () => (await import("./scenarios.bench.ts")).benchScenarios,
  events: async () => (await import("./events.bench.ts")).benchEvents,
  search: async () => (await import("./search.bench.ts")).benchSearch,
  splunkd: async () => (await import("./splunkd.bench.ts")).benchSplunkd,
  results: async () => (await import("./results.bench.ts")).benchResults,
  check: async () => (await import("./check.bench.ts")).benchCheck,
};

const wanted = process.env["BENCH"];
const table = new Table({
  head: ["what", "ours", "beside", "ratio", "unit", "note"],
  style: { head: [], border: [] },
});
for (const [name, load] of Object.entries(BENCHES)) {
  if (wanted !== undefined && wanted !== name) continue;
  process.stderr.write(`measuring ${name} …\n`);
  for (const row of await (await load())()) table.push(cells(row));
}
process.stdout.write(`${table.toString()}\n`);

function cells(row: BenchRow): string[] {
  const beside = row.beside === undefined ? "–" : round(row.beside);
  const ratio = row.beside === undefined ? "–" : `${(row.ours / row.beside).toFixed(2)}×`;
  return [row.name, round(row.ours), beside, ratio, row.unit, row.note ?? ""];
}

function round(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3);
}
