/**
 * Subsearches among the terms of `search`: they run first, and an expression of what they find takes their place.
 * Ground: Search Manual, «About subsearches», and Search Reference, «format»: rows joined by OR, fields by AND, the
 * values of fields called `search` or `query` as they stand, `NOT ()` where nothing was found.
 */
import { expandMacros } from "../expression/expand-macros.ts";
import type { MutableRow } from "../text/row.ts";
import { compilePipeline } from "./compile-pipeline.ts";
import { formatted } from "./stage/format-rows.ts";
import { splitPipeline } from "./split-pipeline.ts";
import type { CommandCall } from "./spl-tree.ts";
import type { CompiledPipeline, SplWorld } from "./stage/stage.ts";

/** Commands that take what a subsearch gives as if it had been written there. */
const TAKES_VALUES: ReadonlySet<string> = new Set(["search", "where", "eval"]);

/** Other brackets in an expression are an array. */
const BEGINS_SEARCH = /^\s*(?:\||search\s)/;

/** limits.conf, `[subsearch] maxout`. */
const MOST = 10_000;

/** Gives what takes the place of a subsearch of `command`; `text` is what stands in its brackets. */
type TermsOf = (text: string, world: SplWorld, command: string) => Promise<string>;

/** The search with its macros expanded, and without a subsearch among its terms. */
export async function withoutSubsearches(
  text: string,
  world: SplWorld,
  termsFor: TermsOf = termsOf,
): Promise<string> {
  if (!text.includes("[") && !text.includes("`")) return text;
  let expanded = expandMacros(text, world);
  const source = { text: expanded, where: undefined };
  const { sendalert: _, watch: __, ...inner } = world;
  for (const call of splitPipeline(source).toReversed()) {
    if (!TAKES_VALUES.has(call.name)) continue;
    for (const [from, to] of brackets(call).toReversed()) {
      const isSearch = call.name === "search" || BEGINS_SEARCH.test(expanded.slice(from + 1, to));
      if (!isSearch) continue;
      const terms = await termsFor(expanded.slice(from + 1, to), inner, call.name);
      expanded = `${expanded.slice(0, from)}${terms}${expanded.slice(to + 1)}`;
    }
  }
  return expanded;
}

/** Offsets of the outermost brackets, those in quotes aside. */
function brackets({ args, argsStart }: CommandCall): [number, number][] {
  const pairs: [number, number][] = [];
  let depth = 0;
  let open = 0;
  let isQuoted = false;
  for (let at = 0; at < args.length; at += 1) {
    const char = args.charAt(at);
    if (char === "\\") at += 1;
    else if (char === '"') isQuoted = !isQuoted;
    else if (isQuoted) continue;
    else if (char === "[" && (depth += 1) === 1) open = at;
    else if (char === "]" && (depth -= 1) === 0) pairs.push([argsStart + open, argsStart + at]);
  }
  return pairs;
}

/** The same of a search that is only read: its subsearches are compiled, and find nothing. */
export function withoutFindings(text: string, world: SplWorld): Promise<string> {
  return withoutSubsearches(text, world, async (inner, around, command) => {
    await compiled(inner, around, withoutFindings);
    return command === "search" ? formatted([]) : "null()";
  });
}

async function termsOf(text: string, world: SplWorld): Promise<string> {
  const pipeline = await compiled(text, world, withoutSubsearches);
  const rows: MutableRow[] = [];
  for await (const batch of pipeline.run()) {
    for (const row of batch) rows.push(row);
    if (rows.length >= MOST) break;
  }
  return formatted(rows.slice(0, MOST));
}

async function compiled(
  text: string,
  world: SplWorld,
  plainOf: (text: string, world: SplWorld) => Promise<string>,
): Promise<CompiledPipeline> {
  // Other than a search bar, a subsearch wants its command named.
  const named = /^\s*(?:[|`[]|search\b)/.test(text) ? text : `| ${text.trim()}`;
  const plain = await plainOf(named.trim(), world);
  return compilePipeline(splitPipeline({ text: plain, where: undefined }), world);
}
