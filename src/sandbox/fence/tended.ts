/** What a keeper knows of a script that it was asked to start. */
import type { Socket } from "node:net";
import type { Ending, LeftProcess, ProgramStart, Running } from "../process/launched.ts";

export type Streams = Partial<Record<"stdin" | "stdout" | "stderr", Socket>>;

/** A script on its way: what has come from it by now. */
export interface Tended {
  readonly start: ProgramStart;
  readonly streams: Streams;
  readonly begun: (running: Running | { readonly startError: string }) => void;
  readonly ended: Promise<Ending>;
  readonly end: (ending: Ending) => void;
  readonly left: Promise<readonly LeftProcess[]>;
  readonly leave: (left: readonly LeftProcess[]) => void;
}
