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
  const text = first?.source.text ?? "";
  const hasEvents = first?.name === "search";
  const found = hasEvents
    ? calls.findIndex(({ name }) => COMMANDS.get(name)?.kind !== "streaming")
    : 0;
  const eventsEnd = found === -1 ? calls.length : found;
  const report = calls[eventsEnd];
  return {
    eventSearch: report === undefined ? text.trim() : before(text, report),
    reportSearch: report === undefined ? "" : text.slice(report.start).trim(),
    eventsEnd,
    isPlain: hasEvents && calls.every(({ name }) => COMMANDS.get(name)?.keepsFields === true),
    groupedBy: groupsOf(calls.at(-1)),
    ...(first !== undefined && hasEvents ? askedBy(first) : { pairs: [], times: [] }),
  };
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
    for (const one of node.operands) collect(one, asked);
  else if (node.kind === "compare" && node.comparator === "=") {
    asked.pairs.push([node.field, patternText(node.pattern)]);
  } else if (node.kind === "time" && /^(?:index_)?(?:earliest|latest)$/.test(node.modifier)) {
    asked.times.push([node.modifier, node.value]);
  }
}
