/** The results file of a million rows, beside Python's csv and gzip over the same rows. */
import { spawnSync } from "node:child_process";
import { createWriteStream, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import type { BenchRow } from "./bench-row.ts";

const ROWS = 1_000_000;
const DIST = fileURLToPath(new URL("../../dist/", import.meta.url));

export async function benchResults(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), "ar-sim-bench-"));
  try {
    const input = join(folder, "rows.csv");
    await pipeline(Readable.from(csv()), createWriteStream(input));
    const ours = runNode(input, folder);
    const python = runPython(input, join(folder, "python.csv.gz"));
    return [
      {
        name: "results file, 1,000,000 rows × 7",
        unit: "s",
        ours: ours.seconds,
        beside: python,
        note: "Python csv + gzip",
      },
      { name: "… memory", unit: "MB", ours: ours.megabytes, beside: undefined, note: "peak RSS" },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function* csv(): Generator<string> {
  yield "_time,src,dest,user,action,bytes,message\n";
  for (let row = 0; row < ROWS; row += 1000) {
    let text = "";
    for (let n = row; n < row + 1000; n++) {
      text += `${1_764_000_000 + n},192.0.2.${n % 255},host-${n % 97}.example.com,user${n % 1009},allowed,${n * 7},"message ${n}, with a comma"\n`;
    }
    yield text;
  }
}

function runNode(input: string, folder: string): { seconds: number; megabytes: number } {
  const code = `
    import { openRows } from "${DIST}invocation/rows/open-rows.js";
    import { writeResults } from "${DIST}invocation/results/write-results.js";
    import { describeSearch } from "${DIST}invocation/search/describe-search.js";
    const start = performance.now();
    const search = describeSearch({ mode: "adhoc" }, "https://127.0.0.1:8089");
    const rows = await openRows({ kind: "file", path: ${JSON.stringify(input)} }, search.now);
    await writeResults(rows, { dispatchFolder: ${JSON.stringify(join(folder, "d"))}, search, maxResults: 2e6 });
    console.log(JSON.stringify({ seconds: (performance.now() - start) / 1000, megabytes: process.resourceUsage().maxRSS / 1024 }));`;
  const run = spawnSync(process.execPath, ["--input-type=module", "-e", code], {
    encoding: "utf8",
  });
  if (run.status !== 0) throw new Error(run.stderr);
  return JSON.parse(run.stdout) as { seconds: number; megabytes: number };
}

function runPython(input: string, output: string): number {
  const code = `
import csv, gzip, sys, time
start = time.perf_counter()
with open(sys.argv[1], newline="") as rows, gzip.open(sys.argv[2], "wt", newline="") as out:
    csv.writer(out, lineterminator="\\n").writerows(csv.reader(rows))
print(time.perf_counter() - start)`;
  const run = spawnSync("python3", ["-c", code, input, output], { encoding: "utf8" });
  if (run.status !== 0) throw new Error(run.stderr);
  return Number(run.stdout);
}
