/** Runs one command of the built command line on an odd add-on, and tells what went wrong with it. */
import { type ChildProcess, spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { MAIN, withoutColor } from "../support/run-cli.ts";

export const COMMANDS = ["check", "run", "test", "serve"] as const;
export type TriedCommand = (typeof COMMANDS)[number];

export interface Trial {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly seconds: number;
  /** The most that the process itself had in memory. undefined where the system does not tell. */
  readonly peakBytes: number | undefined;
  readonly output: string;
  /** Empty when all went well. */
  readonly faults: readonly string[];
}

const ALIVE_MS = 15_000;
const DEAF_MS = 2_000;
const MOST_BYTES = 2 ** 30;
const SAMPLE_MS = 50;

export interface TriedCase {
  readonly folder: string;
  /** A scenario file about the add-on, which lies elsewhere. */
  readonly scenario: string;
  /** An add-on beside it. `test` takes none. */
  readonly also?: string | undefined;
  /** What ends it. Default: SIGINT. */
  readonly signal?: "SIGINT" | "SIGTERM" | undefined;
  /** When the signal comes, in ms. Default: once `serve` has answered, or where another command takes too long. */
  readonly signalAfterMs?: number | undefined;
}

export async function tryCommand(command: TriedCommand, tried: TriedCase): Promise<Trial> {
  const begun = performance.now();
  const child = spawn(process.execPath, [MAIN, ...argumentsOf(command, tried)], {
    cwd: tried.folder,
    env: { ...withoutColor(), AR_SIM_DEBUG: "1" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => (output += text.slice(0, 20_000)));
  const ended = new Promise<void>((done) => child.on("close", () => done()));
  let peakBytes = 0;
  const sampling = setInterval(() => {
    peakBytes = Math.max(peakBytes, peakOf(child.pid));
  }, SAMPLE_MS);
  const faults: string[] = [];
  const { signal = "SIGINT", signalAfterMs } = tried;
  const isServed = command === "serve" && signalAfterMs === undefined;
  try {
    if (isServed) await serveAndAsk(() => output, ended);
    const isOver = !isServed && (await within(ended, signalAfterMs ?? ALIVE_MS));
    if (!isOver) {
      if (!isServed && signalAfterMs === undefined) faults.push(`alive after ${ALIVE_MS / 1000} s`);
      if (!(await endsBy(child, signal, ended))) faults.push(`deaf to ${signal}`);
    }
  } finally {
    clearInterval(sampling);
    child.kill("SIGKILL");
  }
  await ended;
  if (child.exitCode === 4 || /ar-sim itself failed/.test(output))
    faults.push("ar-sim itself failed");
  if (peakBytes > MOST_BYTES) faults.push(`${Math.round(peakBytes / 2 ** 20)} MiB`);
  return {
    code: child.exitCode,
    signal: child.signalCode,
    seconds: (performance.now() - begun) / 1000,
    peakBytes: peakBytes === 0 ? undefined : peakBytes,
    output,
    faults,
  };
}

function argumentsOf(command: TriedCommand, { folder, scenario, also }: TriedCase): string[] {
  const beside = also === undefined || command === "test" ? [] : ["--also", also];
  return [...ownArguments(command, { folder, scenario }), ...beside];
}

function ownArguments(command: TriedCommand, { folder, scenario }: TriedCase): string[] {
  switch (command) {
    case "check":
      return ["check", folder];
    case "run":
      return ["run", "m", "--app", folder, "--result", "a=1"];
    case "test":
      return ["test", folder, scenario];
    case "serve":
      return ["serve", "--app", folder, "--port", "0", "--hec-port", "0"];
  }
}

/** Asks for what the stand-in reads of the add-on, each with some seconds. */
async function serveAndAsk(output: () => string, ended: Promise<void>): Promise<void> {
  const begun = performance.now();
  let address: string | undefined;
  while (address === undefined && performance.now() - begun < ALIVE_MS) {
    address = /https:\/\/127\.0\.0\.1:(\d+)/.exec(output())?.[0];
    if (await within(ended, SAMPLE_MS)) return;
  }
  if (address === undefined) return;
  for (const path of ASKED) {
    const curl = spawn("curl", ["-sk", "-m", "10", "-u", "admin:Chang3d!", `${address}${path}`], {
      stdio: "ignore",
    });
    await new Promise<void>((done) => curl.on("close", () => done()).on("error", () => done()));
  }
}

const ASKED = [
  "/services/alerts/alert_actions",
  "/services/configs/conf-props",
  "/services/configs/conf-tags",
  "/services/data/lookup-table-files",
  "/services/apps/local/odd",
];

async function endsBy(
  child: ChildProcess,
  signal: NodeJS.Signals,
  ended: Promise<void>,
): Promise<boolean> {
  child.kill(signal);
  return within(ended, DEAF_MS);
}

async function within(ended: Promise<void>, ms: number): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((done) => (timer = setTimeout(() => done(false), ms)));
  const isOver = await Promise.race([ended.then(() => true), late]);
  clearTimeout(timer);
  return isOver;
}

/** The high-water mark of Linux. */
function peakOf(pid: number | undefined): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    return Number(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024;
  } catch {
    return 0;
  }
}
