/** What the fence costs: a whole `ar-sim run`, and each further case of a worker of `ar-sim test`, beside `--fence off`. */
import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { median, type BenchRow } from "./bench-row.ts";

const ADDON = fileURLToPath(new URL("../../harness-fixtures/addons/TA_ping", import.meta.url));
const DIST = fileURLToPath(new URL("../../dist/", import.meta.url));
const TIMES = 21;
const FENCES = ["auto", "off", "process"] as const;
type Times = Readonly<Record<(typeof FENCES)[number], readonly number[]>>;

export async function benchFence(): Promise<BenchRow[]> {
  return [
    ...rows("a whole `ar-sim run`", wholeRuns()),
    ...rows("each further case", furtherCases()),
  ];
}

function rows(what: string, times: Times): BenchRow[] {
  const off = median(times.off);
  return (["auto", "process"] as const).map((fence) => {
    const ours = median(times[fence]);
    const note = `--fence off; ${(ours - off).toFixed(1)} ms above`;
    return { name: `${what}, --fence ${fence}`, unit: "ms", ours, beside: off, note };
  });
}

/** In turns, so that a busy moment of the machine meets all alike. */
function wholeRuns(): Times {
  const times: Record<(typeof FENCES)[number], number[]> = { auto: [], off: [], process: [] };
  for (let turn = 0; turn < TIMES; turn++)
    for (const fence of FENCES) {
      const args = [`${DIST}bin/main.cjs`, "run", "--app", ADDON, "--fence", fence];
      const start = performance.now();
      const { status, stderr } = spawnSync(process.execPath, args, { encoding: "utf8" });
      if (status !== 0) throw new Error(`ar-sim run ended with ${status}: ${stderr}`);
      times[fence].push(performance.now() - start);
    }
  return times;
}

/** A worker runs one case after the other, as here. */
function furtherCases(): Times {
  const code = `
    import { loadAddon, sendAlert } from "${DIST}index.js";
    const addon = loadAddon(${JSON.stringify(ADDON)});
    const times = { auto: [], off: [], process: [] };
    for (let turn = 0; turn < ${TIMES + 3}; turn++)
      for (const fence of Object.keys(times)) {
        const start = performance.now();
        await sendAlert(addon, { fence });
        if (turn >= 3) times[fence].push(performance.now() - start);
      }
    console.log(JSON.stringify(times));`;
  const run = spawnSync(process.execPath, ["--input-type=module", "-e", code], {
    encoding: "utf8",
  });
  if (run.status !== 0) throw new Error(run.stderr);
  return JSON.parse(run.stdout) as Times;
}
