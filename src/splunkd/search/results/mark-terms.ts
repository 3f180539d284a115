/**
 * The words that a search looks for, marked in the text of its events: `<sg h="1">GET</sg>`, in XML alone.
 * Ground: REST API Reference, `segmentation` (default raw); recorded by splunk-sdk-csharp-pcl, asserted by the Java and Ruby SDKs.
 */
import { isBreaker } from "../../../search/text/breakers.ts";
import { parseSearch } from "../../../search/expression/search-parser.ts";
import { type SearchNode, patternText } from "../../../search/expression/search-tree.ts";
import { splitPipeline } from "../../../search/spl/split-pipeline.ts";
import { escapeMarkup } from "../../../text/escape-markup.ts";

/** In small letters, each once; those behind a NOT are not looked for. */
export function termsOf(search: string): readonly string[] {
  try {
    const [first] = splitPipeline({ text: search, where: undefined });
    return first?.name === "search" ? [...new Set(words(parseSearch(first.args).root))] : [];
  } catch {
    return [];
  }
}

function* words(node: SearchNode): Generator<string> {
  if (node.kind === "term") {
    const text = patternText(node.pattern).toLowerCase();
    if (/[^*\s]/.test(text)) yield text;
  }
  if (node.kind === "and" || node.kind === "or")
    for (const operand of node.operands) yield* words(operand);
}

export function markTerms(raw: string, terms: readonly string[]): string {
  if (terms.length === 0) return escapeMarkup(raw);
  const looked = terms.map((term, number) => `(?<t${number}>${patternOf(term, number)})`);
  const made: string[] = [];
  let done = 0;
  for (const hit of raw.matchAll(new RegExp(looked.join("|"), "gi"))) {
    const end = hit.index + hit[0].length;
    if (hit[0] === "" || !isEdge(raw, hit.index, hit.index - 1) || !isEdge(raw, end - 1, end))
      continue;
    const number = terms.findIndex((_, at) => hit.groups?.[`t${at}`] !== undefined) + 1;
    made.push(escapeMarkup(raw.slice(done, hit.index)));
    made.push(`<sg h='${number}'>${escapeMarkup(hit[0])}</sg>`);
    done = end;
  }
  made.push(escapeMarkup(raw.slice(done)));
  return made.join("");
}

/** A breaker on either side of the border, or the end of the text. */
function isEdge(raw: string, inside: number, outside: number): boolean {
  return (
    outside < 0 ||
    outside >= raw.length ||
    isBreaker(raw.charCodeAt(outside)) ||
    isBreaker(raw.charCodeAt(inside))
  );
}

/**
 * `a*b*c`: what stands between stars is taken where it first comes, for good: to try all places would take for ever in
 * a text that has it often.
 */
function patternOf(term: string, number: number): string {
  const [first = "", ...others] = term.split("*").map(escapeRegex);
  const last = others.pop();
  const between = others.map((piece, at) => {
    const name = `p${number}_${at}`;
    return `(?=(?<${name}>[^\\s]*?${piece}))\\k<${name}>`;
  });
  const start = first === "" ? "(?<![^\\s])" : first;
  return last === undefined ? first : `${start}${between.join("")}[^\\s]*${last}`;
}

function escapeRegex(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
