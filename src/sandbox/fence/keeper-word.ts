/** A word of the keeper. It is read with care, since the keeper passes on what a script may have influenced. */
import type { LeftProcess } from "../process/launched.ts";

export interface KeeperWord {
  readonly up?: boolean | undefined;
  /** The script that it is about. */
  readonly id?: number | undefined;
  /** The stream whose other end comes with this word. */
  readonly stream?: "stdin" | "stdout" | "stderr" | undefined;
  /** The script runs, with this process id. */
  readonly started?: number | undefined;
  /** Why the script could not be started: `ENOENT`. */
  readonly failed?: string | undefined;
  readonly exit?: number | null | undefined;
  readonly signal?: string | undefined;
  readonly ended?: readonly LeftProcess[] | undefined;
  /** Nothing more comes. */
  readonly gone?: boolean | undefined;
}

export function readKeeperWord(message: unknown): KeeperWord | undefined {
  if (typeof message !== "object" || message === null) return undefined;
  const word: Readonly<Record<string, unknown>> = { ...message };
  const { stream, exit, ended } = word;
  return {
    up: word["up"] === true,
    id: numberOf(word["id"]),
    stream: stream === "stdin" || stream === "stdout" || stream === "stderr" ? stream : undefined,
    started: numberOf(word["started"]),
    failed: textOf(word["failed"]) ?? textOf(word["trouble"]),
    exit: exit === null ? null : numberOf(exit),
    signal: textOf(word["signal"]),
    ended: Array.isArray(ended) ? ended.flatMap(leftProcess) : undefined,
    gone: word["gone"] === true,
  };
}

function leftProcess(entry: unknown): LeftProcess[] {
  if (typeof entry !== "object" || entry === null || !("pid" in entry && "command" in entry))
    return [];
  const pid = numberOf(entry.pid);
  const command = textOf(entry.command);
  return pid === undefined || command === undefined ? [] : [{ pid, command }];
}

function numberOf(value: unknown): number | undefined {
  return typeof value === "number" ? value : undefined;
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}
