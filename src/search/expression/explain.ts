// Why an event has an eventtype or lacks it: the clauses that decided, in sentences that name the
// event's value, the clause, its eventtype and its place.
import type { Problem, Where } from "../../errors.ts";
import { clauseReasons, heldReasons } from "./explain-clause.ts";
import type { EventProbe } from "./match-event.ts";
import {
  asCompare,
  type BooleanNode,
  type CompareNode,
  type SearchNode,
  type SearchTree,
} from "./search-tree.ts";

/** A search with all that is needed to tell why it fails. */
export interface Explained {
  readonly name: string;
  readonly where: Where;
  readonly isDisabled: boolean;
  readonly problem: Problem | undefined;
  readonly tree: SearchTree | undefined;
  /** How many others lead to it. */
  readonly level: number;
  readonly holds: (node: SearchNode, probe: EventProbe) => boolean;
  /** The eventtypes that a clause `eventtype=…` or `tag=…` asks for. */
  readonly referred: (node: CompareNode) => readonly Explained[];
}

/** How deep it goes into eventtypes that ask for others: each that asks twice doubles what is told. */
const TOLD_LEVELS = 5;

/** Alternatives of an OR that are told one by one. */
const TOLD = 3;

export function explainSearch(search: Explained, probe: EventProbe): string[] {
  const title = titleOf(search);
  if (search.isDisabled) return [`${title} is disabled`];
  if (search.problem !== undefined) {
    return [`${title} cannot be read: ${search.problem.message.split("\n")[0] ?? ""}`];
  }
  if (search.tree === undefined) return [`${title} has no search`];
  const { root } = search.tree;
  return search.holds(root, probe)
    ? [`${title} matches`, ...heldReasons(search.tree, root, probe)]
    : why(search, root, probe);
}

/** How many clauses would have to change for the event to match. */
export function failingClauses(search: Explained, probe: EventProbe): number {
  return search.tree === undefined ? Infinity : countFailing(search, search.tree.root, probe);
}

function countFailing(search: Explained, node: SearchNode, probe: EventProbe): number {
  if (search.holds(node, probe)) return 0;
  if (node.kind === "and") {
    return node.operands.reduce((sum, operand) => sum + countFailing(search, operand, probe), 0);
  }
  if (node.kind === "or") {
    return node.operands.reduce(
      (least, operand) => Math.min(least, countFailing(search, operand, probe)),
      Infinity,
    );
  }
  return 1;
}

/** The fields whose clauses would have to change; of alternatives, those of the nearest. */
export function failingFields(search: Explained, probe: EventProbe): string[] {
  return search.tree === undefined ? [] : [...new Set(fieldsOf(search, search.tree.root, probe))];
}

function fieldsOf(search: Explained, node: SearchNode, probe: EventProbe): string[] {
  if (search.holds(node, probe)) return [];
  if (node.kind === "and")
    return node.operands.flatMap((operand) => fieldsOf(search, operand, probe));
  if (node.kind === "or") {
    const [nearest] = node.operands
      .map((operand) => ({ operand, count: countFailing(search, operand, probe) }))
      .toSorted((a, b) => a.count - b.count);
    return nearest === undefined ? [] : fieldsOf(search, nearest.operand, probe);
  }
  if (node.kind !== "compare" && node.kind !== "in") return [];
  if (!isOfEventtypes(node.field)) return [node.field];
  const [nested] = node.kind === "compare" ? search.referred(node) : [];
  return nested === undefined ? [] : failingFields(nested, probe);
}

function isOfEventtypes(field: string): boolean {
  return field === "eventtype" || field === "tag" || field === "tag::eventtype";
}

/** Reasons why a node does not hold. */
function why(search: Explained, node: SearchNode, probe: EventProbe): string[] {
  switch (node.kind) {
    case "and":
      return node.operands
        .filter((operand) => !search.holds(operand, probe))
        .flatMap((operand) => why(search, operand, probe));
    case "or":
      return whyNone(search, node, probe);
    default:
      return (
        whyNested(search, node, probe) ??
        clauseReasons(node, probe, textOf(search, node), titleOf(search))
      );
  }
}

function whyNone(search: Explained, node: BooleanNode, probe: EventProbe): string[] {
  const byCount = node.operands
    .map((operand) => ({ operand, count: countFailing(search, operand, probe) }))
    .toSorted((a, b) => a.count - b.count);
  const rest = byCount.length - TOLD;
  return [
    `none of the ${byCount.length} alternatives in ${textOf(search, node)} of ${titleOf(search)} holds:`,
    ...byCount.slice(0, TOLD).flatMap(({ operand }) => indent(why(search, operand, probe))),
    ...(rest > 0 ? [`  and ${rest} more`] : []),
  ];
}

/** Of a clause that asks for other eventtypes; undefined for any other. */
function whyNested(search: Explained, node: SearchNode, probe: EventProbe): string[] | undefined {
  if (node.kind === "compare")
    return node.comparator === "=" ? whyReferred(search, node, probe) : undefined;
  if (node.kind !== "in" || node.field === "tag::eventtype") return undefined;
  const [first] = node.patterns;
  return first && whyReferred(search, asCompare(node, first), probe);
}

/** Follows a clause into the eventtypes it asks for. */
function whyReferred(
  search: Explained,
  node: CompareNode,
  probe: EventProbe,
): string[] | undefined {
  const { field } = node;
  if (!isOfEventtypes(field)) return undefined;
  const what = field === "eventtype" ? "is not of the eventtype" : "does not carry the tag";
  const head = `event ${what} that clause ${textOf(search, node)} of ${titleOf(search)} wants`;
  const [nearest] = search
    .referred(node)
    .map((candidate) => ({ candidate, count: failingClauses(candidate, probe) }))
    .toSorted((a, b) => a.count - b.count);
  if (nearest === undefined) {
    return [
      `${head}; no eventtype ${field === "eventtype" ? "of that name" : "with that tag"} is known here`,
    ];
  }
  if (nearest.candidate.level > TOLD_LEVELS) return [`${head}: ${titleOf(nearest.candidate)}`];
  return [`${head}:`, ...indent(explainSearch(nearest.candidate, probe))];
}

function titleOf({ name, where }: Explained): string {
  return `[${name}] (${where.file}${where.line === undefined ? "" : `:${where.line}`})`;
}

function textOf(search: Explained, node: SearchNode): string {
  const text = search.tree?.text.slice(node.span.start, node.span.end) ?? "";
  return clip(text.replace(/\s+/g, " "));
}

function clip(text: string): string {
  return text.length > 160 ? `${text.slice(0, 157)}…` : text;
}

function indent(lines: readonly string[]): string[] {
  return lines.map((line) => `  ${line}`);
}
