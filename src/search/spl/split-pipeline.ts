/**
 * Cuts a pipeline at its pipes: those outside double quotes and outside the brackets of a subsearch.
 * Ground: Search Manual, «About the search pipeline» and «About subsearches».
 */
import { searchError } from "../text/search-error.ts";
import { COMMANDS } from "./commands.ts";
import type { CommandCall, PipelineKind, SplText } from "./spl-tree.ts";

/** Guess: deeper ones exhaust the stack, and nobody writes so many. */
const MOST_NESTED = 100;

/** Reads `source.text` from `from` to `to`. */
export function splitPipeline(
  source: SplText,
  from: number = 0,
  to: number = source.text.length,
  kind: PipelineKind = "whole",
): CommandCall[] {
  const calls: CommandCall[] = [];
  let start = skipBlanks(source.text, from, to);
  const isPiped = source.text[start] === "|" && start < to;
  if (isPiped) start += 1;
  for (let isFirst = kind !== "template"; ; isFirst = false) {
    const begin = skipBlanks(source.text, start, to);
    const end = endOfCommand(source, begin, to);
    if (begin === end) throw missing(source, Math.min(end, source.text.length), end < to);
    const mayBeTerms = kind === "whole" && isFirst && !isPiped;
    calls.push(readCall(source, begin, end, isFirst, mayBeTerms));
    if (end >= to) return calls;
    start = end + 1;
  }
}

function readCall(
  source: SplText,
  start: number,
  limit: number,
  isFirst: boolean,
  mayBeTerms: boolean,
): CommandCall {
  const { text } = source;
  let end = limit;
  while (end > start && /\s/.test(text.charAt(end - 1))) end -= 1;
  const word = /^\w+(?=$|[\s["])/.exec(text.slice(start, end))?.[0];
  // Without a pipe in front, anything but the word `search` is a search for these terms.
  if (mayBeTerms && word?.toLowerCase() !== "search") {
    const args = text.slice(start, end);
    return { source, name: "search", start, args, argsStart: start, end, isFirst };
  }
  const name = word ?? /^[^\s|["]+/.exec(text.slice(start, end))?.[0] ?? text.charAt(start);
  const argsStart = skipBlanks(text, start + name.length, end);
  const args = text.slice(argsStart, end);
  return { source, name: name.toLowerCase(), start, args, argsStart, end, isFirst };
}

/** Offset of the pipe that ends the command at `start`, or `to`. */
function endOfCommand(source: SplText, start: number, to: number): number {
  const { text } = source;
  const opened: number[] = [];
  const hasSingle = takesExpressions(text.slice(start, start + 40));
  for (let at = start; at < to; at = endOfPart(source, at, to, hasSingle) + 1) {
    const char = text.charAt(at);
    if (char === "[") {
      opened.push(at);
      if (opened.length > MOST_NESTED) throw tooDeep(source, at);
    } else if (char === "]" && opened.pop() === undefined) throw mismatched(source, "]", at);
    else if (char === "|" && opened.length === 0) return at;
  }
  const left = opened.pop();
  if (left !== undefined) throw mismatched(source, "[", left);
  return to;
}

function takesExpressions(call: string): boolean {
  const [name = ""] = /^\w+/.exec(call) ?? [];
  return COMMANDS.get(name.toLowerCase())?.takesExpressions === true;
}

/** Of what is taken whole: an escape, or a text in quotes; else of the character itself. */
function endOfPart(source: SplText, at: number, to: number, hasSingle: boolean): number {
  const { text } = source;
  switch (text[at]) {
    case "\\":
      return at + 1;
    case '"':
      return endOfQuote(source, at, to);
    case "'": {
      const close = hasSingle ? text.indexOf("'", at + 1) : -1;
      return close > 0 && close < to ? close : at;
    }
    default:
      return at;
  }
}

/** Offset of the quote that closes the one at `open`. */
function endOfQuote(source: SplText, open: number, to: number): number {
  const { text } = source;
  for (let at = open + 1; at < to; at += 1) {
    if (text[at] === "\\") at += 1;
    else if (text[at] === '"') return at;
  }
  throw searchError("SEARCH_SYNTAX", 'Unbalanced quotes: no closing "', text, open, {
    where: source.where,
    hint: 'Close the quote, or write \\" for a quote inside a value.',
  });
}

function skipBlanks(text: string, from: number, to: number): number {
  let at = from;
  while (at < to && /\s/.test(text.charAt(at))) at += 1;
  return at;
}

function missing(source: SplText, at: number, hasPipe: boolean): Error {
  return searchError(
    "SEARCH_SYNTAX",
    `Missing a search command before ${hasPipe ? "'|'" : "the end of the search"}`,
    source.text,
    at,
    { where: source.where, hint: "Write a command there, or take the pipe away." },
  );
}

function tooDeep(source: SplText, at: number): Error {
  return searchError(
    "SEARCH_SYNTAX",
    `Subsearches are nested deeper than ${MOST_NESTED} levels`,
    source.text,
    at,
    { where: source.where, hint: "Put a literal bracket in double quotes." },
  );
}

function mismatched(source: SplText, bracket: "[" | "]", at: number): Error {
  return searchError("SEARCH_SYNTAX", `Mismatched '${bracket}'`, source.text, at, {
    where: source.where,
    hint: "Close every subsearch, or put a literal bracket in double quotes.",
  });
}
