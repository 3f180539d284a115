/** The stand-in as it ships, in a process of its own whose memory can be read. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

/** The built package of this tree. */
export const DIST = fileURLToPath(new URL("../../../dist/", import.meta.url));
export const HEC_TOKEN = "11111111-2222-3333-4444-555555555555";

const serverOf = (dist: string): string => `
  const { startSplunkd } = await import(${JSON.stringify(pathToFileURL(join(dist, "lib", "index.js")))});
  const rows = Array.from({ length: 1000 }, (_, n) => ({ _key: "k" + n, n, host: "h" + (n % 10) }));
  const splunkd = await startSplunkd({
    hecPort: 0,
    fixtures: {
      collections: { "search/rows": rows, "search/own": [] },
      hecTokens: [{ name: "load", token: "${HEC_TOKEN}" }],
    },
  });
  process.on("disconnect", () => process.exit());
  process.send({ uri: splunkd.uri, hecUri: splunkd.hecUri, sessionKey: splunkd.sessionKey });`;

export interface Served {
  readonly uri: string;
  readonly hecUri: string;
  readonly sessionKey: string;
  /** What the process wrote to stderr: traces of its own faults. */
  readonly stderr: () => string;
  readonly isAlive: () => boolean;
  /** MB in memory now. */
  readonly resident: () => number;
  /** MB in memory at most so far. */
  readonly peak: () => number;
  readonly stop: () => void;
}

/** `dist`: a folder that `npm run build` filled, of this tree or another. */
export async function startServed(dist: string = DIST): Promise<Served> {
  const child = spawn(process.execPath, ["--input-type=module", "-e", serverOf(dist)], {
    stdio: ["ignore", "ignore", "pipe", "ipc"],
  });
  let said = "";
  child.stderr?.setEncoding("utf8").on("data", (part: string) => (said += part));
  const first = await Promise.race([once(child, "message"), once(child, "exit")]);
  const [told] = first as [unknown];
  if (typeof told !== "object" || told === null) throw new Error(`It did not start: ${said}`);
  const { uri, hecUri, sessionKey } = told as Pick<Served, "uri" | "hecUri" | "sessionKey">;
  return {
    uri,
    hecUri,
    sessionKey,
    stderr: () => said,
    isAlive: () => child.exitCode === null && child.signalCode === null,
    resident: () => memoryOf(child, "VmRSS"),
    peak: () => memoryOf(child, "VmHWM"),
    stop: () => void child.kill("SIGKILL"),
  };
}

/** 0 where the process is gone or the system does not tell. */
function memoryOf({ pid }: ChildProcess, name: "VmRSS" | "VmHWM"): number {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    return Number(new RegExp(`^${name}:\\s+(\\d+) kB`, "m").exec(status)?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}
