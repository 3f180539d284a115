/** A program that was started, as those see it who feed it, listen to it, and end it. */
import type { Readable, Writable } from "node:stream";

/** What a program sees and may write to, below a fence. */
export interface FencedRoom {
  /** The folder that the program may write to, below a fence. */
  readonly root?: string | undefined;
  /** Whether it may write there only. */
  readonly isolate?: boolean | undefined;
  /** More folders that it may write to. */
  readonly writable?: readonly string[] | undefined;
  /** Folders that it sees, though they lie in a folder that is hidden from it. */
  readonly shown?: readonly string[] | undefined;
  /** The ports of TCP that it may connect to, where only ports can be told apart. */
  readonly ports?: readonly number[] | undefined;
}

export interface ProgramStart extends FencedRoom {
  readonly argv: readonly [string, ...string[]];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

export type EndSignal = "SIGKILL" | "SIGTERM" | "SIGINT";

export interface Ending {
  readonly exitCode: number | null;
  readonly signal: string | null;
}

/** A process that was still running when the script had ended, and was ended. */
export interface LeftProcess {
  readonly pid: number;
  readonly command: string;
}

export interface Running {
  /** When the program has ended. What it started may still run. */
  readonly ended: Promise<Ending>;
  /** Sends a signal to the program and its process group. SIGKILL reaches all that it started. */
  kill(signal: EndSignal): void;
  /** Ends what is left of it. */
  close(): Promise<readonly LeftProcess[]>;
}

export interface Launched extends Running {
  readonly stdin: Writable;
  readonly stdout: Readable;
  readonly stderr: Readable;
}

/** The system's message, where the program could not be started. */
export type Launch = Launched | { readonly startError: string };
