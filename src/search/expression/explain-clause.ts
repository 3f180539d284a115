// The sentence for one clause: what the event has, and what the clause wants instead.
import type { EventProbe } from "./match-event.ts";
import { compileTerm } from "./match-term.ts";
import {
  type CompareNode,
  type Pattern,
  patternText,
  type SearchNode,
  type SearchTree,
} from "./search-tree.ts";

/** Why a clause does not hold. `clause` is its text, `title` the eventtype it stands in. */
export function clauseReasons(
  node: SearchNode,
  probe: EventProbe,
  clause: string,
  title: string,
): string[] {
  const of = `clause ${clause} of ${title}`;
  switch (node.kind) {
    case "term":
      return [`${rawLacks(node.pattern, probe)}; ${of} wants it`];
    case "not":
      return [`${of} forbids what the event has${positive(node.operand, probe)}`];
    case "time":
      return [`event lies outside the time range; ${of} bounds it`];
    case "in":
      return [`${has(node.field, probe)}; ${of} wants ${oneOf(node.patterns)}`];
    case "compare":
      return [`${has(node.field, probe)}; ${of} wants ${wantedBy(node)}`];
    case "all":
    case "and":
    case "or":
      return [`${of} does not hold`];
    default:
      return node satisfies never;
  }
}

function wantedBy({ comparator, pattern }: CompareNode): string {
  if (comparator === "!=") return "another value";
  const value = show(patternText(pattern));
  return comparator === "=" ? value : `a value ${comparator} ${value}`;
}

/** What the event has for each clause of a search that matches. */
export function heldReasons(tree: SearchTree, root: SearchNode, probe: EventProbe): string[] {
  const nodes = root.kind === "and" ? root.operands : [root];
  return nodes.map((node) => {
    const clause = tree.text.slice(node.span.start, node.span.end);
    const isField = node.kind === "compare" || node.kind === "in";
    return isField ? `clause ${clause} holds: ${has(node.field, probe)}` : `clause ${clause} holds`;
  });
}

function has(field: string, probe: EventProbe): string {
  const value = probe.values(field);
  if (value === undefined || (typeof value === "object" && value.length === 0)) {
    const other = Object.keys(probe.event.fields).find(
      (name) => name.toLowerCase() === field.toLowerCase(),
    );
    const aside = other === undefined || other === field ? "" : ` (but \`${other}\`: case matters)`;
    return `event has no field \`${field}\`${aside}`;
  }
  const shown = typeof value === "string" ? show(value) : value.slice(0, 5).map(show).join(", ");
  return `event has ${field} ${shown}`;
}

function rawLacks(pattern: Pattern, probe: EventProbe): string {
  const text = patternText(pattern);
  const wanted = show(text);
  const isPlain = pattern.pieces.length === 1;
  if (
    pattern.directive === "CASE" &&
    compileTerm({ ...pattern, directive: undefined })(probe.raw, probe.lower)
  ) {
    return `the event's text holds ${wanted} in another case only`;
  }
  if (isPlain && probe.lower.includes(text.toLowerCase())) {
    return `the event's text holds ${wanted} only within a longer word`;
  }
  return `the event's text does not hold ${wanted}`;
}

function positive(node: SearchNode, probe: EventProbe): string {
  if (node.kind === "compare" || node.kind === "in") return `: ${has(node.field, probe)}`;
  if (node.kind === "term") return `: its text holds ${show(patternText(node.pattern))}`;
  return "";
}

function oneOf(patterns: readonly Pattern[]): string {
  const shown = patterns.slice(0, 8).map((pattern) => show(patternText(pattern)));
  const rest = patterns.length - shown.length;
  return `one of ${shown.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}`;
}

function show(value: string): string {
  const plain = value.replace(/[\u0000-\u001f\u007f-\u009f]/g, "�");
  return `\`${plain.length > 80 ? `${plain.slice(0, 79)}…` : plain}\``;
}
