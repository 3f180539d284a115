/** Runs scenario files with started and with forked processes, to compare what comes out. */
import { leaseKeeper } from "../../../src/sandbox/fence/lease-keeper.ts";
import { listPythons } from "../../../src/sandbox/interpreters/list-pythons.ts";
import type { TestReport } from "../../../src/scenario/report/report.ts";
import { runScenarios } from "../../../src/scenario/run/run-scenarios.ts";

export interface BothWays {
  readonly started: TestReport;
  readonly forked: TestReport;
}

export async function bothWays(root: string, workers = 2): Promise<BothWays> {
  const run = (processes: "start" | "fork"): Promise<TestReport> =>
    runScenarios({ root, workers, isOnlyChecked: true, fence: { processes } });
  return { started: await run("start"), forked: await run("fork") };
}

/** Forks need a fence of namespaces. */
export async function canFork(): Promise<boolean> {
  const lease = leaseKeeper("namespace");
  const fence = await lease?.keeper.fence();
  await lease?.[Symbol.asyncDispose]();
  return fence?.kind === "namespace";
}

/** One of each minor version that can be forked. */
export function forkablePythons(): { readonly version: string; readonly path: string }[] {
  const byMinor = new Map<string, { version: string; path: string }>();
  for (const { path, version } of listPythons()) {
    const [major = 0, minor = 0] = version.split(".").map(Number);
    if (major === 3 && minor >= 6) byMinor.set(`3.${minor}`, { version, path });
  }
  return [...byMinor.values()];
}

/** Times, and numbers of bytes: no TLS handshake is as long as another. */
const VARYING = new Set([
  "at",
  "durationMs",
  "offsetMs",
  "startedAt",
  "bytes",
  "stderrAt",
  "processes",
  "time",
]);

/** Takes out what differs from run to run: times, process ids, ports, and the folder of the sandbox. */
export function plain(value: unknown): unknown {
  if (typeof value === "string") return plainText(value);
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).filter(([key]) => !VARYING.has(key));
  return Object.fromEntries(
    entries.map(([key, inner]) => [key, key === "timeline" ? sorted(inner) : plainOf(key, inner)]),
  );
}

function plainOf(key: string, value: unknown): unknown {
  return key === "pid" ? "PID" : plain(value);
}

/** By its texts: what is written at the same moment may come in either order. */
function sorted(value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  return value.map((entry) => JSON.stringify(plain(entry))).sort();
}

function plainText(text: string): string {
  return text
    .replace(/splunk-\d+-\w{6}/g, "SANDBOX")
    .replace(/\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d[.,]?\d*/g, "TIME")
    .replace(/\d\d-\d\d-\d{4} \d\d:\d\d:\d\d\.\d{3}/g, "TIME")
    .replace(/\b1\d{9}(\.\d+)?(_\d+)?/g, "TIME")
    .replace(/\bduration=\d+/g, "duration=N")
    .replace(/\b(pid=)?\d+(: \/| ms\b|(?<=pid=\d+))/g, "N$2")
    .replace(/:\d{4,5}\b/g, ":PORT")
    .replace(/0x[0-9a-f]{6,}/g, "ADDRESS");
}
