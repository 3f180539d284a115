/** Lets a person into what a request runs: the debugger of an editor, or pdb on a terminal. */
import type { Addon } from "../../../addon/addon.ts";
import type { FenceRequest } from "../../../run/send-alert-request.ts";
import { howToAttach } from "../../how-to-attach.ts";
import type { Arguments } from "./arguments.ts";

export interface Watch {
  readonly debugPort: number | undefined;
  readonly waitMs: number;
  /** Path of the terminal that pdb asks on. */
  readonly terminal: string | undefined;
  /** The folder that coverage.py measures into. */
  readonly measured: string | undefined;
}

/** What the run gets of it. */
export interface Watched {
  readonly tooling: Pick<FenceRequest, "tooling">;
  readonly signal: AbortSignal;
}

const PATIENCE_MS = 5 * 60_000;

export function readWatch(given: Arguments): Watch {
  const debugPort = given.number("debugPort");
  const waitMs = given.number("debugWaitMs") ?? PATIENCE_MS;
  const [terminal, measured] = [given.text("terminal"), given.text("measured")];
  return { debugPort, waitMs, terminal, measured };
}

export function isWatched({ debugPort, terminal }: Watch): boolean {
  return debugPort !== undefined || terminal !== undefined;
}

/** The text for those who are to attach: a client shows it before it runs anything. */
export async function attachment(given: Arguments): Promise<string> {
  const { debugPort = 0, waitMs } = readWatch(given);
  given.refuseOthers();
  return howToAttach(debugPort, waitMs);
}

/** @throws HarnessError SANDBOX_NO_DEBUGGER when no debugger could come. */
export async function watched<T>(
  { debugPort, waitMs, terminal, measured }: Watch,
  apps: () => readonly Addon[],
  signal: AbortSignal,
  act: (hold: Watched) => Promise<T>,
): Promise<T> {
  if (debugPort !== undefined) {
    const { startDebugging } = await import("../../../sandbox/debugger/debugging.ts");
    const wish = { port: debugPort, waitMs, apps: apps(), onWaiting: () => undefined };
    await using debugging = await startDebugging(wish);
    const { tooling } = debugging;
    const both = AbortSignal.any([signal, debugging.signal]);
    const result = await act({ tooling: { tooling }, signal: both });
    if (!signal.aborted) debugging.throwIfFailed();
    return result;
  }
  if (measured !== undefined) {
    const { measuringInto } = await import("../../../sandbox/measure/measurement.ts");
    return await act({ tooling: { tooling: measuringInto(measured) }, signal });
  }
  if (terminal === undefined) return act({ tooling: {}, signal });
  const { startPrompting } = await import("../../../sandbox/debugger/prompting.ts");
  await using prompting = await startPrompting({ terminal, isPostMortem: true, apps: apps() });
  return await act({ tooling: { tooling: prompting.tooling }, signal });
}
