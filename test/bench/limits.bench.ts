/** What is too large, or goes on without end: how long until it is refused, listed or ended, and the memory for it. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { createWriteStream, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { createGzip } from "node:zlib";
import { pack as tar } from "tar-stream";
import type { BenchRow } from "./bench-row.ts";

const DIST = fileURLToPath(new URL("../../dist/", import.meta.url));
const MAIN = join(DIST, "bin/main.cjs");
const PING = fileURLToPath(new URL("../../harness-fixtures/addons/TA_ping", import.meta.url));
const FILES = 60_000;
const SAVED = 50_000;
const STDERR_MB = 8;
const PEAK =
  'data:text/javascript,process.on("exit",()=>console.error("peak",process.resourceUsage().maxRSS/1024))';

export async function benchLimits(): Promise<BenchRow[]> {
  const folder = mkdtempSync(join(tmpdir(), "ar-sim-bench-"));
  try {
    const saved = laySavedSearches(join(folder, "TA_saved"));
    const noisy = layNoisy(join(folder, "TA_noisy"));
    const large = await packMany(join(folder, "large.tgz"));
    const window =
      "| makeresults count=100000 | streamstats count AS n | streamstats window=10000 median(n) AS m";
    return [
      ...rows(`a package with ${FILES.toLocaleString("en")} files`, 2, await cli("check", large)),
      ...rows("streamstats window=10000 median", 5, await cli("search", window, "--app", PING)),
      ...rows(`100 of ${SAVED.toLocaleString("en")} saved searches`, 2, await list(saved, 100)),
      ...rows(`${SAVED.toLocaleString("en")} saved searches, all listed`, 2, await list(saved, 0)),
      ...rows(`SIGINT, ${STDERR_MB} MB on stderr`, 2, await interrupted(noisy, "SIGINT")),
      ...rows(`SIGTERM, ${STDERR_MB} MB on stderr`, 2, await interrupted(noisy, "SIGTERM")),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Outcome {
  readonly seconds: number;
  readonly megabytes: number;
  readonly code: number | null;
  readonly output: string;
}

/** `aim`: seconds. */
function rows(
  name: string,
  aim: number,
  { seconds, megabytes, code, output }: Outcome,
): BenchRow[] {
  const [, told = ""] = /\[([A-Z_]+)\]/.exec(output) ?? [];
  const note = `aim; exit code ${code} ${told}`;
  return [
    { name, unit: "s", ours: seconds, beside: aim, note },
    { name: "… memory", unit: "MB", ours: megabytes, beside: 500, note: "aim; peak RSS" },
  ];
}

function cli(...args: readonly string[]): Promise<Outcome> {
  return outcomeOf([MAIN, ...args]);
}

/** `begun` is called with the process, and tells by what it gives when the clock starts. Default: at once. */
async function outcomeOf(
  args: readonly string[],
  begun: (child: ChildProcess) => Promise<void> = () => Promise.resolve(),
): Promise<Outcome> {
  let start = performance.now();
  const child = spawn(process.execPath, ["--import", PEAK, ...args]);
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => (output += text.slice(-10_000)));
  const ended = new Promise<number | null>((done) => child.once("close", done));
  void begun(child).then(() => (start = performance.now()));
  const code = await ended;
  const megabytes = Number(/peak ([\d.]+)/.exec(output)?.[1] ?? Number.NaN);
  return { seconds: (performance.now() - start) / 1000, megabytes, code, output };
}

/** From the request to the last byte of the answer, which nobody keeps. `count`: 0 for all. */
function list(addon: string, count: number): Promise<Outcome> {
  const code = `
    import { get } from "node:https";
    import { loadAddon, startSplunkd } from "${DIST}index.js";
    const splunkd = await startSplunkd({ addon: loadAddon(${JSON.stringify(addon)}) });
    const path = splunkd.uri + "/servicesNS/-/-/saved/searches?output_mode=json&count=";
    const ask = (count) => new Promise((done) => get(path + count, {
      rejectUnauthorized: false,
      headers: { Authorization: "Splunk " + splunkd.sessionKey },
    }, (answer) => {
      let first = "";
      answer.on("data", (data) => { if (first.length < 1e5) first += data; }).on("end", () => done(first));
    }));
    const { total } = JSON.parse(await ask(1)).paging;
    if (total < ${SAVED}) throw new Error("only " + total);
    console.log("ready");
    await ask(${count});
    process.exit();`;
  return outcomeOf(["--input-type=module", "-e", code], async ({ stdout }) => {
    if (stdout !== null) await once(stdout, "data");
  });
}

/** The script says that it has written all by connecting to here, and sleeps. */
async function interrupted(addon: string, signal: "SIGINT" | "SIGTERM"): Promise<Outcome> {
  const server = createServer((socket) => socket.on("error", () => undefined));
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const args = ["run", "--app", addon, "--fence", "off", "--env", `DONE=${port}`];
  const outcome = await outcomeOf([MAIN, ...args], async (child) => {
    await once(server, "connection");
    child.kill(signal);
  });
  server.close();
  return outcome;
}

function lay(root: string, files: Readonly<Record<string, string>>): string {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

function laySavedSearches(root: string): string {
  const stanza = (_: unknown, n: number): string =>
    `[search ${n}]\nsearch = index=main user=user${n} | stats count by host\ncron_schedule = */5 * * * *\n`;
  return lay(root, {
    "default/app.conf": "[package]\nid = TA_saved\n",
    "default/savedsearches.conf": Array.from({ length: SAVED }, stanza).join(""),
    "metadata/default.meta": "[]\nexport = system\n",
  });
}

function layNoisy(root: string): string {
  return lay(root, {
    "default/app.conf": "[package]\nid = TA_noisy\n",
    "default/alert_actions.conf": "[noisy]\nis_custom = 1\n",
    "bin/noisy.py": `import os, socket, sys, time
for _ in range(${STDERR_MB} * 16):
    sys.stderr.write(("ERROR something is wrong at line %06d of many\\n" % _) * 1450)
sys.stderr.flush()
socket.create_connection(("127.0.0.1", int(os.environ["DONE"])))
time.sleep(600)
`,
  });
}

async function packMany(path: string): Promise<string> {
  const pack = tar();
  const written = pipeline(pack, createGzip(), createWriteStream(path));
  pack.entry({ name: "TA_large/default/app.conf" }, "[package]\nid = TA_large\n");
  for (let n = 0; n < FILES; n++) pack.entry({ name: `TA_large/lookups/f${n}.csv` }, "a\n1\n");
  pack.finalize();
  await written;
  return path;
}
