/**
 * What can be told of a search by its text: where its events end, what it groups by, which fields it asks for.
 * Ground: the «types of commands» of the Search Reference; eventSearch, reportSearch, keywords and highlights of recorded jobs.
 */
import { parseSearch } from "../../search/expression/search-parser.ts";
import { patternText, type SearchNode } from "../../search/expression/search-tree.ts";
import { COMMANDS } from "../../search/spl/commands.ts";
import { readWords } from "../../search/spl/read-words.ts";
import type { CommandCall } from "../../search/spl/spl-tree.ts";

export interface SearchShape {
  /** Up to the first command that makes other rows than events; all of it where there is none. */
  readonly eventSearch: string;
  readonly reportSearch: string;
  /** Place of that command among all; `commands` where there is none. */
  readonly eventsEnd: number;
  /** Its fields are told in the order of their names. */
  readonly isPlain: boolean;
  readonly groupedBy: readonly string[];
  /** `field=value`, marked in the values of fields. */
  readonly pairs: readonly (readonly [field: string, value: string])[];
  /** `earliest=…` and its kin. */
  readonly times: readonly (readonly [term: string, value: string])[];
}

export function shapeOf(calls: readonly CommandCall[]): SearchShape {
  const [first] = calls;
  const search = first?.name === "search" ? first : undefined;
  const eventsEnd = search === undefined ? 0 : countOfStreaming(calls);
  const isPlain =
    search !== undefined && calls.every(({ name }) => COMMANDS.get(name)?.keepsFields === true);
  return {
    ...partsOf(first?.source.text ?? "", calls[eventsEnd]),
    eventsEnd,
    isPlain,
    groupedBy: groupsOf(calls.at(-1)),
    ...(search === undefined ? { pairs: [], times: [] } : askedBy(search)),
  };
}

/** How many commands at the beginning pass events on one by one. */
function countOfStreaming(calls: readonly CommandCall[]): number {
  const end = calls.findIndex(({ name }) => COMMANDS.get(name)?.kind !== "streaming");
  return end === -1 ? calls.length : end;
}

function partsOf(
  text: string,
  report: CommandCall | undefined,
): Pick<SearchShape, "eventSearch" | "reportSearch"> {
  if (report === undefined) return { eventSearch: text.trim(), reportSearch: "" };
  return { eventSearch: before(text, report), reportSearch: text.slice(report.start).trim() };
}

function before(text: string, report: CommandCall): string {
  return text
    .slice(0, report.start)
    .replace(/\s*\|\s*$/, "")
    .trim();
}

function groupsOf(call: CommandCall | undefined): string[] {
  if (call?.name !== "stats") return [];
  const words = readWords(call);
  const by = words.findLastIndex(({ text, isQuoted }) => !isQuoted && /^by$/i.test(text));
  return by === -1 ? [] : words.slice(by + 1).map(({ text }) => text);
}

interface Asked {
  readonly pairs: (readonly [string, string])[];
  readonly times: (readonly [string, string])[];
}

function askedBy(call: CommandCall): Asked {
  const asked: Asked = { pairs: [], times: [] };
  try {
    collect(parseSearch(call.args).root, asked);
  } catch {
    // What cannot be read fails where it is run.
  }
  return asked;
}

function collect(node: SearchNode, asked: Asked): void {
  if (node.kind === "and" || node.kind === "or")
    for (const operand of node.operands) collect(operand, asked);
  else if (node.kind === "compare" && node.comparator === "=") {
    asked.pairs.push([node.field, patternText(node.pattern)]);
  } else if (node.kind === "time" && /^(?:index_)?(?:earliest|latest)$/.test(node.modifier)) {
    asked.times.push([node.modifier, node.value]);
  }
}
