/** `ar-sim check` on a small add-on and on one with a large vendored library, beside splunk-appinspect where there is one. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { homedir, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { type BenchRow, median } from "./bench-row.ts";

const MAIN = fileURLToPath(new URL("../../dist/bin/main.cjs", import.meta.url));
const TIMES = 7;
/** A virtual environment with splunk-appinspect in it: `APPINSPECT_VENV=… BENCH=check npm run bench`. */
const VENV =
  process.env["APPINSPECT_VENV"] ?? join(homedir(), ".cache", "ar-sim", "appinspect-venv");
const VENDORED = 1500;

export async function benchCheck(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), "ar-sim-bench-"));
  try {
    const small = layOut(join(folder, "TA_small"), 20, 0);
    const large = layOut(join(folder, "TA_large"), 20, VENDORED);
    const node = median(times(() => timed(process.execPath, ["-e", "0"])));
    return [
      measure("check, 20 files", small, node),
      measure(`check, 20 files and ${VENDORED} vendored`, large, node),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function measure(name: string, root: string, node: number): BenchRow {
  const ours = median(times(() => timed(process.execPath, [MAIN, "check", root])));
  const beside = inspect(root);
  const above = `${(ours - node).toFixed(0)} ms above node's own ${node.toFixed(0)}`;
  const word = beside === undefined ? "no splunk-appinspect here" : "splunk-appinspect";
  return { name, unit: "ms", ours, beside, note: `${word}; ${above}` };
}

function times(measured: () => number): number[] {
  return Array.from({ length: TIMES }, measured);
}

/** Once only, as it takes seconds; its own verdict does not matter here. */
function inspect(root: string): number | undefined {
  const program = join(VENV, process.platform === "win32" ? "Scripts" : "bin", "splunk-appinspect");
  if (!existsSync(program)) return undefined;
  const start = performance.now();
  const { status, error, signal } = spawnSync(program, ["inspect", root, "--mode", "precert"], {
    encoding: "utf8",
    timeout: 300_000,
  });
  if (error !== undefined || signal !== null || (status ?? 1) > 1) {
    process.stderr.write(
      `splunk-appinspect does not run: ${error?.message ?? `ended with ${status}`}\n`,
    );
    return undefined;
  }
  return performance.now() - start;
}

/** 1 is a verdict: the add-on has faults. */
function timed(program: string, args: readonly string[]): number {
  const start = performance.now();
  const { status, stderr } = spawnSync(program, args, { encoding: "utf8" });
  const took = performance.now() - start;
  if (status !== 0 && status !== 1) throw new Error(`${program} ended with ${status}: ${stderr}`);
  return took;
}

/** An adaptive response of `own` files, most of them modules that its script imports, and a library in lib/. */
function layOut(root: string, own: number, vendored: number): string {
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  const settled: Readonly<Record<string, string>> = {
    "default/app.conf": "[launcher]\nversion = 1.0.0\n[package]\nid = TA_bench\n",
    "default/alert_actions.conf": ALERT_ACTIONS,
    "default/eventtypes.conf": "[bench_results]\nsearch = index=main sourcetype=bench:result\n",
    "default/tags.conf": "[eventtype=bench_results]\nmodaction_result = enabled\n",
    "default/data/ui/alerts/bench.html": '<form><input name="action.bench.param.url"></form>\n',
    "metadata/default.meta": "[]\naccess = read : [ * ], write : [ admin ]\nexport = system\n",
    "README/alert_actions.conf.spec": "[bench]\nparam.url = <string>\n",
  };
  for (const [path, text] of Object.entries(settled)) write(path, text);
  const modules = Array.from(
    { length: own - Object.keys(settled).length - 1 },
    (_, n) => `bench_part_${n}`,
  );
  write("bin/bench.py", `${modules.map((name) => `import ${name}\n`).join("")}${SCRIPT}`);
  for (const name of modules) write(`bin/${name}.py`, MODULE);
  for (let n = 0; n < vendored; n++)
    write(`lib/large/part_${Math.floor(n / 50)}/module_${n}.py`, MODULE);
  return root;
}

const ALERT_ACTIONS = `[bench]
label = Bench
is_custom = 1
payload_format = json
python.version = python3
param.url =
param._cam = {"task": ["scan"], "subject": ["endpoint"], "category": ["Information Gathering"], "technology": [{"vendor": "x", "product": "y", "version": ["1"]}], "supports_adhoc": true}
`;
const SCRIPT = `import sys
from cim_actions import ModularAction

def main():
    action = ModularAction(sys.stdin.read(), None, "bench")
    action.invoke()
    action.addevent(action.configuration.get("url"), sourcetype="bench:result")
    action.writeevents(index="main")
    action.message("done", status="success")

if len(sys.argv) > 1 and sys.argv[1] == "--execute":
    main()
`;
/** About 150 lines, as a module of a client library has. */
const MODULE = Array.from(
  { length: 15 },
  (_, n) => `
class Part${n}(object):
    """One part."""

    def __init__(self, url, timeout=${n}):
        self.url = url
        self.timeout = timeout

    def send(self, rows):
        return [dict(row, url=self.url, number=number) for number, row in enumerate(rows) if row]
`,
).join("");
