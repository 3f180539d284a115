/** Reads the last traceback of a text. Ground: the output of Python's traceback module, 2.7 to 3.14. */
import type { Frame, Raised } from "./cause.ts";

const HEAD = /^\s*(?:\+ (?:Exception Group )?)?Traceback \(most recent call last\):\s*$/;
const FRAME = /^\s*File "(.+)", line (\d+)(?:, in (.+))?\s*$/;
/** `package.module.Error: message`, or the name alone. */
const LAST = /^([A-Za-z_][\w.]*)(?:: ([^]*))?$/;

const MOST_LINES_OF_MESSAGE = 5;

/** undefined where there is none. */
export function readTraceback(text: string): Raised | undefined {
  const lines = text.split(/\r?\n/);
  const start = lines.findLastIndex((line) => HEAD.test(line));
  if (start < 0) return notCompiled(lines);
  const margin = /^\s*/.exec(lines[start] ?? "")?.[0].length ?? 0;
  const frames: Frame[] = [];
  for (let at = start + 1; at < lines.length; at += 1) {
    const line = (lines[at] ?? "").slice(margin);
    const [, file, number, name = "<module>"] = FRAME.exec(line) ?? [];
    if (file !== undefined) frames.push({ file, line: Number(number), name });
    else if (!/^\s/.test(line) && line !== "") return raisedBy(lines, at, margin, frames);
  }
  return undefined;
}

/** A program that does not compile has no traceback: the line, a mark below it, and the error. */
const NOT_COMPILED = /^(?:SyntaxError|IndentationError|TabError): /;

function notCompiled(lines: readonly string[]): Raised | undefined {
  const at = lines.findLastIndex((line) => NOT_COMPILED.test(line));
  const above = lines.slice(0, Math.max(0, at)).findLast((line) => FRAME.test(line));
  const [, file, number] = FRAME.exec(above ?? "") ?? [];
  if (file === undefined) return undefined;
  return raisedBy(lines, at, 0, [{ file, line: Number(number), name: "<module>" }]);
}

function raisedBy(
  lines: readonly string[],
  at: number,
  margin: number,
  frames: readonly Frame[],
): Raised | undefined {
  const [, type, first = ""] = LAST.exec((lines[at] ?? "").slice(margin)) ?? [];
  if (type === undefined) return undefined;
  const message = [first];
  // A message may have several lines, and nothing marks its end. Few of them tell enough.
  for (const line of lines.slice(at + 1, at + MOST_LINES_OF_MESSAGE)) {
    if (line.trim() === "") break;
    message.push(line.slice(margin));
  }
  return { type, message: message.join("\n").trim(), frames };
}

const LEVEL = /^\s*(?:ERROR|CRITICAL|FATAL)\b[:\s-]*/;

/** The last line that says it is an error. */
export function faultWords(text: string): string | undefined {
  const lines = text.split(/\r?\n/);
  const line = lines.findLast((text) => /\b(?:ERROR|CRITICAL|FATAL)\b/.test(text));
  return line?.replace(LEVEL, "");
}

/** The line of the script's output that tells most: the last that says it is an error, or the last one. */
export function lastWords(text: string): string | undefined {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== "");
  const line = lines.findLast((text) => /\b(?:ERROR|CRITICAL|FATAL)\b/.test(text)) ?? lines.at(-1);
  return line?.replace(LEVEL, "");
}
