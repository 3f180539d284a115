/**
 * The one way for text from outside to get into what a person reads. Nothing in it can move a cursor, change its direction,
 * begin a line of its own, or be taken for a command by what reads the output of a build.
 *
 * A name, a key, a value, a title is one line. A block, such as a traceback, keeps its lines, and whoever shows it indents
 * them.
 */

/** C0, C1, marks and changes of direction, and what some programs break lines at. */
const HARMFUL =
  /[\u0000-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/g;
const SHORT: Readonly<Record<string, string>> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

/**
 * What a build service runs as a command. Ground: actions/runner, ActionCommand.cs: `::name::` behind spaces at the start
 * of a line, and `##[name]` anywhere in one; Azure Pipelines, «Logging commands»: `##vso[`; TeamCity, «Service messages».
 */
const AT_START = /^(\s*):(?=:[^:\n]+::)/;
const ANYWHERE = /#(?=#(?:vso|teamcity)?\[)/g;

/** In one line. */
export function printable(text: string): string {
  return visible(withoutCommands(text), HARMFUL);
}

/** One line of a block, which may have tabs. */
export function printableLine(line: string): string {
  return visible(withoutCommands(line), HARMFUL_IN_LINE);
}

export function printableLines(text: string): string[] {
  return text.split(/\r?\n/).map(printableLine);
}

const HARMFUL_IN_LINE =
  /[\u0000-\u0008\u000a-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/g;

/** A block as it stands between lines of our own; `indent` stands before each line but the first. */
export function printableBlock(text: string, indent = ""): string {
  return printableLines(text).join(`\n${indent}`);
}

function visible(text: string, harmful: RegExp): string {
  // A lone surrogate cannot be written as UTF-8.
  return text.toWellFormed().replace(harmful, (char) => SHORT[char] ?? escape(char));
}

function escape(char: string): string {
  const code = char.charCodeAt(0).toString(16);
  return code.length > 2 ? `\\u${code.padStart(4, "0")}` : `\\x${code.padStart(2, "0")}`;
}

function withoutCommands(line: string): string {
  return line.replace(AT_START, String.raw`$1\x3a`).replace(ANYWHERE, String.raw`\x23`);
}
