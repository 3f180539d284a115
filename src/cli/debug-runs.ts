/** Around the runs of a command: lets the debugger of an editor into their scripts, and says how it gets there. */
import type { Addon } from "../addon/addon.ts";
import type { FenceRequest } from "../run/send-alert-request.ts";
import type { CommandLine } from "./command-line/command-page.ts";
import { usage } from "./command-line/option.ts";
import { coverageOf } from "./options/coverage-options.ts";
import { DEBUG_OPTIONS } from "./options/debug-options.ts";

const PATIENCE_MS = 5 * 60_000;

/** What the runs get of it. */
export interface DebugHold {
  /** For the request of each run; nothing without `--debug`. */
  readonly tooling: Pick<FenceRequest, "tooling">;
  /** Ends the runs when the user does, or when no debugger can come any more. */
  readonly signal: AbortSignal;
  readonly isOn: boolean;
  /** @throws HarnessError when no debugger could come. */
  throwIfFailed(): void;
}

/** `signal` is that of Ctrl-C. */
export async function debugRuns(
  line: CommandLine,
  apps: () => readonly Pick<Addon, "root" | "appId">[],
  signal: AbortSignal,
  run: (hold: DebugHold) => Promise<number>,
): Promise<number> {
  const { debug: port, "debug-wait": waitMs = PATIENCE_MS } = line.of(DEBUG_OPTIONS);
  if (port === undefined)
    return run({ tooling: {}, signal, isOn: false, throwIfFailed: () => undefined });
  if (coverageOf(line) !== undefined) {
    throw usage("--debug cannot be used with --coverage", {
      hint: "Both watch each line. Use one of them.",
    });
  }
  const { startDebugging } = await import("../sandbox/debugger/debugging.ts");
  await using debugging = await startDebugging({
    port,
    waitMs,
    apps: apps(),
    onWaiting: (open) => process.stderr.write(howToAttach(open, waitMs)),
  });
  const code = await run({
    tooling: { tooling: debugging.tooling },
    signal: AbortSignal.any([signal, debugging.signal]),
    isOn: true,
    throwIfFailed: () => debugging.throwIfFailed(),
  });
  if (!signal.aborted) debugging.throwIfFailed();
  return code;
}

function howToAttach(port: number, waitMs: number): string {
  const attach = `{ "name": "ar-sim", "type": "debugpy", "request": "attach", "connect": { "host": "127.0.0.1", "port": ${port} } }`;
  return [
    `the script waits for a debugger at 127.0.0.1:${port}, for ${waitMs / 1000} s at most`,
    "  VS Code, in `configurations` of .vscode/launch.json:",
    `    ${attach}`,
    "  PyCharm, from 2025.3 on: a run configuration «Attach to DAP»",
    `    with the remote address 127.0.0.1:${port}`,
    "  Set breakpoints in your own files. No path mapping is needed.",
    "",
  ].join("\n");
}
