/** A million rows through a search into an action, beside the same transformation written by hand. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { type BenchRow, median } from "./bench-row.ts";

const ROWS = 1_000_000;
const DIST = fileURLToPath(new URL("../../dist/", import.meta.url));
const ADDON = fileURLToPath(new URL("../../harness-fixtures/addons/TA_programs", import.meta.url));

export async function benchSearch(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), "ar-sim-bench-"));
  try {
    const ours: Measured[] = [];
    const byHand: Measured[] = [];
    // In turns, so that a busy moment hits both.
    for (let turn = 0; turn < 3; turn += 1) {
      ours.push(runNode(OURS));
      byHand.push(runNode(BY_HAND, join(folder, "by-hand.csv.gz")));
    }
    return [
      {
        name: "makeresults|eval|where|sendalert, 1,000,000 rows",
        unit: "s",
        ours: median(ours.map(({ seconds }) => seconds)),
        beside: median(byHand.map(({ seconds }) => seconds)),
        note: "a plain Node loop",
      },
      {
        name: "… memory",
        unit: "MB",
        ours: Math.max(...ours.map(({ megabytes }) => megabytes)),
        beside: Math.max(...byHand.map(({ megabytes }) => megabytes)),
        note: "peak RSS",
      },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The whole way: pipeline, results file, the action's start and end, rows passed on. */
const OURS = `
  import { loadAddon } from "${DIST}addon/load-addon.js";
  import { runSearch } from "${DIST}run-search.js";
  const start = performance.now();
  const spl = '| makeresults count=${ROWS} | eval n=random() % 1000, src="192.0.2.".(n % 255), bytes=n*7, user=lower("USER".n) | where bytes > 70 | sendalert shell_action';
  const run = await runSearch(loadAddon("${ADDON}"), spl, { maxResults: ${ROWS}, now: 1700000000 });
  if (run.sendalerts[0].rows < ${ROWS} * 0.9) throw new Error("rows are missing");
  report(start);`;

const BY_HAND = `
  import { createWriteStream } from "node:fs";
  import { Readable } from "node:stream";
  import { pipeline } from "node:stream/promises";
  import { constants, createGzip } from "node:zlib";
  const start = performance.now();
  function* rows() {
    for (let i = 0; i < ${ROWS}; i++) {
      const n = Math.floor(Math.random() * 1000);
      const row = { _time: "1700000000", n, src: "192.0.2." + (n % 255), bytes: n * 7, user: ("USER" + n).toLowerCase() };
      if (row.bytes > 70) yield row;
    }
  }
  const cell = (value) => {
    const text = String(value);
    return /[^A-Za-z0-9]/.test(text) ? '"' + text.replaceAll('"', '""') + '"' : text;
  };
  function* text() {
    yield '"_time",n,src,bytes,user,"__mv__time","__mv_n","__mv_src","__mv_bytes","__mv_user"\\n';
    let lines = "";
    let count = 0;
    for (const row of rows()) {
      lines += Object.values(row).map(cell).join(",") + ",,,,,\\n";
      if (++count % 1000 > 0) continue;
      yield lines;
      lines = "";
    }
    yield lines;
  }
  const gzip = createGzip({ level: constants.Z_BEST_SPEED, chunkSize: 64 * 1024 });
  await pipeline(Readable.from(text(), { highWaterMark: 8 }), gzip, createWriteStream(process.argv[1]));
  report(start);`;

const REPORT = `
  function report(start) {
    const megabytes = process.resourceUsage().maxRSS / 1024;
    console.log(JSON.stringify({ seconds: (performance.now() - start) / 1000, megabytes }));
  }`;

interface Measured {
  readonly seconds: number;
  readonly megabytes: number;
}

function runNode(code: string, ...args: string[]): Measured {
  const run = spawnSync(process.execPath, ["--input-type=module", "-e", code + REPORT, ...args], {
    encoding: "utf8",
  });
  if (run.status !== 0) throw new Error(run.stderr);
  return JSON.parse(run.stdout) as Measured;
}
