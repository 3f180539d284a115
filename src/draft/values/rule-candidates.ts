/** Values that a validation rule of restmap.conf talks of, and so may accept: of its patterns, bounds, and messages. */
import { samplePattern } from "../../search/regex/pattern/sample-pattern.ts";
import { childrenOf, type EvalNode } from "../../search/eval/eval-tree.ts";

/** Beside the numbers of a rule. */
const STEPS = [0, 1, -1] as const;
const MOST_LENGTH = 2000;
const PATTERNS: ReadonlySet<string> = new Set(["match", "replace"]);
const COMPARED: ReadonlySet<string> = new Set(["=", "!=", "<", "<=", ">", ">="]);

export function ruleCandidates(root: EvalNode): string[] {
  const values = new Set<string>();
  collect(root, values);
  return [...values].filter((value) => value !== "");
}

function collect(node: EvalNode, values: Set<string>): void {
  for (const value of ofNode(node)) values.add(value);
  // The pattern itself is no value.
  const isPattern = node.kind === "call" && PATTERNS.has(node.name);
  for (const child of isPattern ? [] : childrenOf(node)) collect(child, values);
}

function ofNode(node: EvalNode): readonly string[] {
  switch (node.kind) {
    case "call":
      return PATTERNS.has(node.name) ? samplePattern(textOf(node.args[1])) : [];
    case "literal":
      return ofLiteral(node.value);
    case "binary":
      return COMPARED.has(node.operator) ? ofLength(node.left, node.right) : [];
    default:
      return [];
  }
}

/** A pattern in single quotes reads as a field, and Splunk takes it for its own name. */
function textOf(node: EvalNode | undefined): string {
  if (node?.kind === "field") return node.name;
  return node?.kind === "literal" ? String(node.value) : "";
}

function ofLiteral(value: string | number | boolean | null): string[] {
  if (typeof value === "number") return STEPS.map((step) => String(value + step));
  if (typeof value !== "string") return [];
  return [value, ...namedIn(value)];
}

/** `len(x) <= 20`: texts of about that length. */
function ofLength(left: EvalNode, right: EvalNode): string[] {
  const [call, bound] = left.kind === "call" ? [left, right] : [right, left];
  if (call.kind !== "call" || call.name !== "len") return [];
  if (bound.kind !== "literal" || typeof bound.value !== "number") return [];
  const length = bound.value;
  if (length < 0 || length > MOST_LENGTH) return [];
  return STEPS.map((step) => "a".repeat(Math.max(0, length + step)));
}

/** What the message of a rule names: in quotes, in brackets, after «such as», in a list, a URL, a number. */
function namedIn(message: string): string[] {
  const quoted = [...message.matchAll(/["'`«]([^"'`«»]{1,200})["'`»]/g)].map(
    (match) => match[1] ?? "",
  );
  const urls = message.match(/\bhttps?:\/\/[^\s"'<>)]+/g) ?? [];
  const numbers = (message.match(/-?\d+(?:\.\d+)?/g) ?? []).slice(0, 8);
  const between = numbers.length === 2 ? [String(middle(numbers))] : [];
  const listed = /(?:one of|such as|for example|e\.g\.|like|either|:)\s*:?\s*(.{1,200})$/i.exec(
    message,
  )?.[1];
  const words = (listed ?? "")
    .split(/\s*(?:,|;|\bor\b|\band\b|\/)\s*|\s+/)
    .map((word) => word.replace(/[.)(\]["']+/g, ""));
  return [
    ...quoted,
    ...urls.map((url) => url.replace(/[.,;]$/, "")),
    ...between,
    ...numbers,
    ...words.slice(0, 20),
  ];
}

function middle([low = "0", high = "0"]: readonly string[]): number {
  return Math.floor((Number(low) + Number(high)) / 2);
}
