/** A word of the keeper. It is read with care, since the keeper passes on what a script may have influenced. */
import { Socket as Datagrams } from "node:dgram";
import { Server, type Socket } from "node:net";
import type { LeftProcess, ProgramStart } from "../process/launched.ts";

export interface KeeperWord {
  readonly up?: boolean | undefined;
  /** The fence that stands, and why the one that was asked for does not. */
  readonly fence?: RaisedKind["kind"] | undefined;
  readonly refused?: string | undefined;
  readonly attempt?: Attempt | undefined;
  /** A name that was looked up, and the address that it got. */
  readonly name?: string | undefined;
  readonly address?: string | undefined;
  /** The port of the server that comes with this word. */
  readonly listening?: number | undefined;
  /** The address that the datagrams are for, whose socket comes with this word. */
  readonly datagrams?: Attempt | undefined;
  readonly flushed?: number | undefined;
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
  /** The command of the user has sent this signal to its parent, and means ar-sim. */
  readonly asked?: "SIGINT" | "SIGTERM" | undefined;
  /** Nothing more comes. */
  readonly gone?: boolean | undefined;
}

/** Takes connections to a port out of the fence, or to none any more; or has names that are not known, with `*`. */
export type NetworkOrder =
  | { readonly do: "listen"; readonly port: number }
  | { readonly do: "listen_no_more" }
  | { readonly do: "unname"; readonly names: readonly string[] };

/** The fence that a keeper could raise, and why not the one that it was asked for. */
export interface RaisedKind {
  readonly kind: "namespace" | "landlock" | "none";
  readonly why: string | null;
}

export interface Attempt {
  readonly protocol: string;
  readonly host: string;
  readonly port: number;
}

const KINDS = ["namespace", "landlock"] as const;

export function readKeeperWord(message: unknown): KeeperWord | undefined {
  if (typeof message !== "object" || message === null) return undefined;
  const word: Readonly<Record<string, unknown>> = { ...message };
  const { stream, exit, ended, asked } = word;
  return {
    up: word["up"] === true,
    fence: KINDS.find((kind) => kind === word["fence"]) ?? "none",
    refused: textOf(word["refused"]),
    attempt: attemptOf(word["attempt"]),
    name: textOf(word["name"]),
    address: textOf(word["address"]),
    listening: numberOf(word["listening"]),
    datagrams: attemptOf(word["datagrams"]),
    flushed: numberOf(word["flushed"]),
    id: numberOf(word["id"]),
    stream: stream === "stdin" || stream === "stdout" || stream === "stderr" ? stream : undefined,
    started: numberOf(word["started"]),
    failed: textOf(word["failed"]) ?? textOf(word["trouble"]),
    exit: exit === null ? null : numberOf(exit),
    signal: textOf(word["signal"]),
    ended: Array.isArray(ended) ? ended.flatMap(leftProcess) : undefined,
    asked: asked === "SIGINT" || asked === "SIGTERM" ? asked : undefined,
    gone: word["gone"] === true,
  };
}

function attemptOf(value: unknown): Attempt | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  if (!("protocol" in value && "host" in value && "port" in value)) return undefined;
  const protocol = textOf(value.protocol);
  const host = textOf(value.host);
  const port = numberOf(value.port);
  if (protocol === undefined || host === undefined || port === undefined) return undefined;
  return { protocol, host, port };
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

/** What the keeper needs of a start, and not a payload of many megabytes that stands beside it. */
export function startOf(start: ProgramStart): ProgramStart {
  const { argv, cwd, env, root, isolate, writable, shown, ports } = start;
  return { argv, cwd, env, root, isolate, writable, shown, ports };
}

/** The other end of a stream of a script. */
export function asSocket(handle: unknown): Socket | undefined {
  return isSocket(handle) ? handle : undefined;
}

/** What connections, or datagrams, come out of a fence by. */
export type Way = Server | Datagrams;

export function asWay(handle: unknown): Way | undefined {
  return handle instanceof Server || handle instanceof Datagrams ? handle : undefined;
}

function isSocket(handle: unknown): handle is Socket {
  return typeof handle === "object" && handle !== null && "destroy" in handle && "write" in handle;
}
