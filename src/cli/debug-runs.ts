/** Around the runs of a command: lets the debugger of an editor into their scripts, and says how it gets there. */
import { closeSync, constants, openSync } from "node:fs";
import type { Addon } from "../addon/addon.ts";
import type { FenceRequest } from "../run/send-alert-request.ts";
import type { CommandLine } from "./command-line/command-page.ts";
import { usage } from "./command-line/option.ts";
import { howToAttach } from "./how-to-attach.ts";
import { coverageOf } from "./options/coverage-options.ts";
import { DEBUG_OPTIONS } from "./options/debug-options.ts";

const TERMINAL = "/dev/tty";
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

export interface DebugAround {
  readonly apps: () => readonly Pick<Addon, "root" | "appId">[];
  /** That of Ctrl-C. */
  readonly signal: AbortSignal;
  /** Whether scripts run side by side, so that breakpoint() has the terminal only where `--pdb` asks for it. */
  readonly areMany: boolean;
}

export async function debugRuns(
  line: CommandLine,
  around: DebugAround,
  run: (hold: DebugHold) => Promise<number>,
): Promise<number> {
  const { debug: port, "debug-wait": waitMs = PATIENCE_MS, pdb } = line.of(DEBUG_OPTIONS);
  refuseOthers(line);
  if (port === undefined) return promptRuns(pdb, around, run);
  const { apps, signal } = around;
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

async function promptRuns(
  pdb: boolean,
  { apps, signal, areMany }: DebugAround,
  run: (hold: DebugHold) => Promise<number>,
): Promise<number> {
  const plain = { tooling: {}, signal, isOn: pdb, throwIfFailed: () => undefined };
  const terminal = pdb || (isAtTerminal() && !areMany) ? openableTerminal() : undefined;
  if (terminal === undefined) {
    if (!pdb) return run(plain);
    throw usage("--pdb needs a terminal", {
      hint: "Use it where you can type, or --debug for the debugger of an editor.",
    });
  }
  const { startPrompting } = await import("../sandbox/debugger/prompting.ts");
  await using prompting = await startPrompting({ terminal, isPostMortem: pdb, apps: apps() });
  return await run({ ...plain, tooling: { tooling: prompting.tooling } });
}

function isAtTerminal(): boolean {
  return process.stdin.isTTY === true && process.stderr.isTTY === true;
}

/** Windows has none that a path names. */
function openableTerminal(): string | undefined {
  try {
    closeSync(openSync(TERMINAL, constants.O_RDWR | constants.O_NOCTTY));
    return TERMINAL;
  } catch {
    return undefined;
  }
}

function refuseOthers(line: CommandLine): void {
  const { debug, pdb } = line.of(DEBUG_OPTIONS);
  const option = debug === undefined ? (pdb ? "--pdb" : undefined) : "--debug";
  if (option === undefined) return;
  if (debug !== undefined && pdb)
    throw usage("--debug cannot be used with --pdb", { hint: "Use one of them." });
  if (coverageOf(line) !== undefined) {
    throw usage(`${option} cannot be used with --coverage`, {
      hint: "Both watch each line. Use one of them.",
    });
  }
}
