/**
 * Reads what the Python of a script told of its attempts. The script could write to this file too, so each line is read
 * with care, and a line that is odd is left out.
 */
import { join } from "node:path";
import { readRegularText } from "../../host/files/read-regular.ts";

export interface Told {
  /**
   * `connect`: a connection, or a packet. `ready`: a socket for packets got an address, and sent nothing yet. `lookup`: a
   * name. `answer`: the answer to a request that was let through. `listen`: the script itself listens at the port.
   */
  readonly kind: "connect" | "ready" | "lookup" | "answer" | "listen";
  /** Milliseconds. */
  readonly at: number;
  readonly protocol: "tcp" | "udp" | "raw" | "dns";
  /** The name that was looked up, or the address. Empty where it is not known. */
  readonly host: string;
  readonly port: number;
  readonly isRefused: boolean;
  /** Lines of apps in the SPLUNK_HOME, innermost first. */
  readonly places: readonly Place[];
  readonly method: string | null;
  readonly path: string | null;
  readonly status: number | null;
}

export interface Place {
  readonly file: string;
  readonly line: number;
}

/** As many bytes as the script's Python writes at most, and some more. */
const MOST_BYTES = 8 * 2 ** 20;
const MOST_LINES = 10_000;

export function readTold(folder: string): Told[] {
  let text: string;
  try {
    text = readRegularText(join(folder, "told"), { most: MOST_BYTES });
  } catch {
    // The script has removed it, or put something else in its place.
    return [];
  }
  return text
    .split("\n", MOST_LINES)
    .map(parseTold)
    .filter((word) => word !== undefined);
}

const METHOD = /^[A-Za-z]{1,20}$/;
const LONGEST_HOST = 500;

const KINDS = ["connect", "ready", "lookup", "answer", "listen"] as const;
const PROTOCOLS = ["tcp", "udp", "raw", "dns"] as const;

function parseTold(line: string): Told | undefined {
  const [
    time,
    word,
    spoken,
    host = "",
    number,
    refused,
    places = "",
    method = "",
    path = "",
    last,
  ] = line.split("\t");
  const kind = KINDS.find((known) => known === word);
  const protocol = PROTOCOLS.find((known) => known === spoken);
  const at = Number(time) * 1000;
  const port = Number(number);
  if (kind === undefined || protocol === undefined || last === undefined) return undefined;
  if (!isPort(port) || !isTime(at) || host.length > LONGEST_HOST) return undefined;
  return {
    kind,
    at,
    protocol,
    host,
    port,
    isRefused: refused === "1",
    places: places.split("|").flatMap(parsePlace),
    method: METHOD.test(method) ? method.toUpperCase() : null,
    path: path.startsWith("/") ? path : null,
    status: kind === "answer" ? parseStatus(last) : null,
  };
}

function parseStatus(text: string): number | null {
  return /^[1-9]\d\d$/.test(text) ? Number(text) : null;
}

function parsePlace(text: string): Place[] {
  const [, file, line] = /^(.+):(\d{1,9})$/.exec(text) ?? [];
  return file === undefined ? [] : [{ file, line: Number(line) }];
}

function isTime(at: number): boolean {
  return at >= 0 && at < 8.64e15;
}

function isPort(port: number): boolean {
  return Number.isInteger(port) && port >= 0 && port < 65_536;
}
