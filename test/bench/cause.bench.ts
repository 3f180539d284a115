/** A run whose script fails, with its cause, beside one whose script writes the same and is not explained. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type BenchRow, median } from "./bench-row.ts";

const MAIN = fileURLToPath(new URL("../../dist/bin/main.cjs", import.meta.url));
const TIMES = 21;

/** Both print the same traceback, so that they differ in the exit code and in what ar-sim makes of it. */
const SCRIPT = `import json, sys, traceback
config = json.load(sys.stdin)["configuration"]
try:
    int(config.get("zone"))
except TypeError:
    traceback.print_exc()
    sys.exit(CODE)
`;

export function benchCause(): BenchRow[] {
  const root = mkdtempSync(join(tmpdir(), "ar-sim-bench-"));
  try {
    const fails = addon(join(root, "TA_fails"), 1);
    const ends = addon(join(root, "TA_ends"), 0);
    const [failing, ending]: [number[], number[]] = [[], []];
    // In turns, so that a busy moment of the machine meets both alike.
    for (let turn = 0; turn < TIMES; turn++) {
      failing.push(timed(fails));
      ending.push(timed(ends));
    }
    const [ours, beside] = [median(failing), median(ending)];
    const note = `the same run without a failure; ${(ours - beside).toFixed(0)} ms above, its longer report included`;
    return [{ name: "a run with the cause of its failure", unit: "ms", ours, beside, note }];
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

function addon(root: string, code: number): string {
  for (const folder of ["default", "bin"]) mkdirSync(join(root, folder), { recursive: true });
  writeFileSync(join(root, "default/app.conf"), "[package]\nid = TA_bench\n");
  writeFileSync(
    join(root, "default/alert_actions.conf"),
    "[work]\nis_custom = 1\npayload_format = json\nparam.zone =\n",
  );
  writeFileSync(join(root, "bin/work.py"), SCRIPT.replace("CODE", String(code)));
  return root;
}

function timed(root: string): number {
  const start = performance.now();
  spawnSync(process.execPath, [MAIN, "run", "--app", root], { encoding: "utf8" });
  return performance.now() - start;
}
