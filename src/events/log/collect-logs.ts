/**
 * What the script logged below var/log/splunk: the text, and the messages that Enterprise Security reads in it. Ground:
 * props of the Common Information Model add-on, which look at the file's name alone.
 */
import { readdirSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { decodeText } from "../spool/decode-text.ts";
import type { ActionMessage, LogFile } from "../event.ts";
import { MESSAGE_MARK, parseMessage } from "./parse-message.ts";
import { lineBreaker, readPieces, type Piece } from "../spool/read-pieces.ts";
import { textOrder } from "../../text/text-order.ts";

export interface LogLimits {
  /** Bytes of one file kept as text. */
  readonly mostOfFile: number;
  readonly mostOfLine: number;
  readonly mostMessages: number;
}

const LIMITS: LogLimits = { mostOfFile: 16 << 20, mostOfLine: 1 << 20, mostMessages: 200_000 };
/** Lines that belong together: MAX_EVENTS in props.conf.spec. */
const MOST_LINES = 256;
const OF_ACTIONS = /_mod(?:alert|workflow)\.log(?:\.\d+)?$/;
const BEGINS = /^\d{4}-\d\d-\d\d[T ]\d\d:/;

export interface CollectedLogs {
  readonly logs: readonly LogFile[];
  readonly messages: readonly ActionMessage[];
}

export async function collectLogs(
  splunkHome: string,
  limits: LogLimits = LIMITS,
): Promise<CollectedLogs> {
  const folder = join(splunkHome, "var", "log", "splunk");
  const logs: LogFile[] = [];
  const messages: ActionMessage[] = [];
  for (const file of names(folder)) {
    const log = readLog(join(folder, file), file, limits);
    if (log === undefined) continue;
    logs.push(log.file);
    for (const message of log.messages) {
      if (messages.length < limits.mostMessages) messages.push(message);
    }
  }
  return { logs, messages };
}

interface ReadLog {
  readonly file: LogFile;
  readonly messages: readonly ActionMessage[];
}

/** Undefined when the file cannot be read: it may be gone again, or belong to another user. */
function readLog(path: string, file: string, limits: LogLimits): ReadLog | undefined {
  const isRead = OF_ACTIONS.test(file);
  const messages: ActionMessage[] = [];
  const lines: string[] = [];
  let kept = 0;
  let omittedBytes = 0;
  let marked = 0;
  const take = (text: string, line: number): void => {
    const message = text.includes(MESSAGE_MARK) ? parseMessage(text, file, line) : undefined;
    if (message === undefined) return;
    marked++;
    if (isRead && messages.length < limits.mostMessages) messages.push(message);
  };
  try {
    const pieces = readPieces(path, lineBreaker, limits.mostOfLine);
    for (const { text, first } of logEvents(pieces, (line, bytes, omitted) => {
      if (kept + bytes <= limits.mostOfFile) {
        lines.push(line);
        kept += bytes;
        omittedBytes += omitted;
      } else omittedBytes += bytes + omitted;
    })) {
      take(text, first);
    }
  } catch {
    return undefined;
  }
  const notes = notesOn(file, marked);
  const log = { file, text: lines.join("\n"), omittedBytes };
  return { file: notes.length === 0 ? log : { ...log, notes }, messages };
}

/** Lines up to the next one that begins with a date: a signature or a traceback may be of several. */
function* logEvents(
  pieces: Iterable<Piece>,
  seen: (line: string, bytes: number, omitted: number) => void,
): Generator<{ readonly text: string; readonly first: number }> {
  let lines: string[] = [];
  let number = 0;
  let first = 1;
  for (const { bytes, omitted } of pieces) {
    const line = decodeText(bytes);
    number++;
    seen(line, bytes.length + 1, omitted);
    if (lines.length > 0 && (BEGINS.test(line) || lines.length >= MOST_LINES)) {
      yield { text: lines.join("\n"), first };
      lines = [];
    }
    if (lines.length === 0) first = number;
    lines.push(line);
  }
  yield { text: lines.join("\n"), first };
}

function notesOn(file: string, messages: number): string[] {
  if (messages === 0) return [];
  const lines = messages === 1 ? "1 sendmodaction line" : `${messages} sendmodaction lines`;
  if (/_mod(?:alert|workflow)\.log$/.test(file)) return [];
  if (OF_ACTIONS.test(file)) {
    return [
      `${lines} in a rotated file: its props go by names that end in .log, so read before it was renamed or not at all`,
    ];
  }
  return [
    `${lines} in a file of another name: Enterprise Security reads only *_modalert.log and *_modworkflow.log`,
  ];
}

/** Rotated files first, oldest before newest, so that messages come in order. */
function names(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join("/"))
      .sort((a, b) => textOrder(base(a), base(b)) || rotation(b) - rotation(a));
  } catch {
    return [];
  }
}

function base(name: string): string {
  return name.replace(/\.\d+$/, "");
}

function rotation(name: string): number {
  return Number(/\.(\d+)$/.exec(name)?.[1] ?? 0);
}
