/** Many cases of an action that does nothing, beside the bare script so many times by `xargs`, both two at a time. */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { TestReport } from "../../src/index.ts";
import type { BenchRow } from "./bench-row.ts";

const MAIN = fileURLToPath(new URL("../../dist/bin/main.cjs", import.meta.url));
/** `CASES=100 BENCH=scenarios npm run bench` for a busy machine. */
const CASES = Number(process.env["CASES"] ?? 1000);
const WORKERS = 2;

export async function benchScenarios(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), "ar-sim-bench-"));
  try {
    const python = layOut(folder);
    const beside = timed("xargs", [`-P${WORKERS}`, "-n1", python, "bin/noop.py"], folder);
    const ours = timed(process.execPath, [MAIN, "test", "--workers", String(WORKERS)], folder);
    const above = ((ours - beside) / CASES).toFixed(1);
    return [
      {
        name: `${CASES} scenarios of an action that does nothing`,
        unit: "ms",
        ours,
        beside,
        note: `the bare script by xargs -P${WORKERS}; ${above} ms a case above`,
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Gives the interpreter that the cases run with. */
function layOut(folder: string): string {
  for (const name of ["default", "bin"]) mkdirSync(join(folder, name));
  writeFileSync(join(folder, "default/alert_actions.conf"), "[noop]\npayload_format = json\n");
  writeFileSync(join(folder, "bin/noop.py"), "import sys\n\nsys.stdin.read()\n");
  const scenario = (count: number): string =>
    `expect: { exit: 0 }\nmatrix: { params.n: [${Array.from({ length: count }, (_, n) => n).join(", ")}] }\n`;
  const file = join(folder, "ar-sim.test.yaml");
  writeFileSync(file, scenario(1));
  const args = [MAIN, "test", "--reporter", "json"];
  const { stdout } = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8" });
  const report = JSON.parse(stdout) as TestReport;
  writeFileSync(file, scenario(CASES));
  return report.cases[0]?.transcript?.python?.path ?? "python3";
}

function timed(program: string, args: readonly string[], cwd: string): number {
  const start = performance.now();
  // Each line makes xargs start the script once more; its number is an argument that is not looked at.
  const input = Array.from({ length: CASES }, (_, n) => n).join("\n");
  const { status, stderr } = spawnSync(program, args, { cwd, input, encoding: "utf8" });
  if (status !== 0) throw new Error(`${program} ended with ${status}: ${stderr}`);
  return performance.now() - start;
}
