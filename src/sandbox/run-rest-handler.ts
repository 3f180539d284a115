/** Runs a REST handler that an app brings, in a process of its own: splunkd keeps a persistent one, which nobody sees. */
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { standIns } from "./python-path.ts";
import { runScript } from "./run-script.ts";

export interface RestHandlerStart {
  readonly kind: "persist" | "python";
  /** `module.Class`. */
  readonly handler: string;
  /** JSON, as splunkd hands it over. */
  readonly request: string;
  /** The app's bin/ in the sandbox. */
  readonly bin: string;
  readonly python: string;
  readonly env: Readonly<Record<string, string>>;
  /** Where the answer may be written meanwhile. */
  readonly scratch: string;
  readonly timeoutMs: number;
}

/** `error` has the traceback, or why there is no answer. */
export type RestHandlerEnd = { readonly returned: unknown } | { readonly error: string };

const CAPTURE_BYTES = 1024 * 1024;

export async function runRestHandler(start: RestHandlerStart): Promise<RestHandlerEnd> {
  const folder = await mkdtemp(join(start.scratch, "rest-"));
  const target = join(folder, "answer.json");
  try {
    const { env } = start;
    const path = [start.bin, env["PYTHONPATH"]]
      .filter((part) => part !== undefined)
      .join(delimiter);
    const run = await runScript({
      argv: [start.python, standIns.restHandler, start.kind, start.handler, target],
      cwd: start.bin,
      env: { ...env, PYTHONPATH: path },
      payload: start.request,
      maxtimeMs: start.timeoutMs,
      captureBytes: CAPTURE_BYTES,
    });
    const text = await readFile(target, "utf8").catch(() => undefined);
    if (text !== undefined) return JSON.parse(text) as RestHandlerEnd;
    const how = run.timedOut ? "ran out of time" : `ended with exit code ${run.exitCode}`;
    return { error: `${start.handler} ${how}\n${run.stderr.text}` };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
