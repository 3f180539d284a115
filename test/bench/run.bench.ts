/** A whole `ar-sim run`, and one more in the same process, beside the bare script with the same environment. */
import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { InvocationRecord, Transcript } from "../../src/index.ts";
import { median, type BenchRow } from "./bench-row.ts";

const ADDON = fileURLToPath(new URL("../../harness-fixtures/addons/TA_ping", import.meta.url));
const DIST = fileURLToPath(new URL("../../dist/", import.meta.url));
const MAIN = `${DIST}bin/main.cjs`;
const TIMES = 15;

export async function benchRun(): Promise<BenchRow[]> {
  const kept = keptRun();
  try {
    const [bare] = kept.invocations;
    if (bare === undefined || bare.exitCode !== 0) throw new Error("the bare script does not run");
    return measure(bare);
  } finally {
    rmSync(kept.splunkHome, { recursive: true, force: true });
  }
}

/** Leaves its SPLUNK_HOME, for the bare script to run in. */
function keptRun(): Transcript {
  const args = [MAIN, "run", "--app", ADDON, "--keep", "--json", "--show-secrets"];
  const { stdout } = spawnSync(process.execPath, args, { encoding: "utf8" });
  return JSON.parse(stdout) as Transcript;
}

function measure(bare: InvocationRecord): BenchRow[] {
  const script: number[] = [];
  const whole: number[] = [];
  const node: number[] = [];
  // In turns, so that a busy moment of the machine meets all alike.
  for (let turn = 0; turn < TIMES; turn++) {
    script.push(timed(bare.argv, { cwd: bare.cwd, env: { ...bare.env }, input: bare.payload }));
    whole.push(timed([process.execPath, MAIN, "run", "--app", ADDON], {}));
    node.push(timed([process.execPath, "-e", "0"], {}));
  }
  const beside = median(script);
  const further = median(furtherRuns());
  return [
    row("a whole `ar-sim run`", median(whole), beside, "the bare script"),
    row("one more run in the same process", further, beside, "the bare script"),
    { name: "node -e 0", unit: "ms", ours: median(node), beside: undefined, note: "in the first" },
  ];
}

function row(name: string, ours: number, beside: number, what: string): BenchRow {
  const above = (ours - beside).toFixed(0);
  return { name, unit: "ms", ours, beside, note: `${what}; ${above} ms above` };
}

function timed(argv: readonly string[], options: Parameters<typeof spawnSync>[2]): number {
  const [program = "", ...args] = argv;
  const start = performance.now();
  const { status, stderr } = spawnSync(program, args, { ...options, encoding: "utf8" });
  const took = performance.now() - start;
  if (status !== 0) throw new Error(`${argv.join(" ")} ended with ${status}: ${stderr}`);
  return took;
}

function furtherRuns(): number[] {
  const code = `
    import { loadAddon, sendAlert } from "${DIST}index.js";
    const times = [];
    for (let turn = 0; turn < ${TIMES + 3}; turn++) {
      const start = performance.now();
      await sendAlert(loadAddon(${JSON.stringify(ADDON)}), {});
      times.push(performance.now() - start);
    }
    console.log(JSON.stringify(times.slice(3)));`;
  const { stdout } = spawnSync(process.execPath, ["--input-type=module", "-e", code], {
    encoding: "utf8",
  });
  return JSON.parse(stdout) as number[];
}
