// How long a backtracking matcher may take in the worst case: a power of the text's length, or no
// bound at all. An upper estimate: what it calls cheap is cheap, what it calls dear may be cheap.
import { asciiBits } from "../pattern/char-set.ts";
import type { RegexNode, RepeatNode } from "../pattern/regex-tree.ts";
import { canBeEmpty } from "../pattern/regex-width.ts";

/** At most `factor * length ** degree` steps. */
export interface RegexCost {
  readonly degree: number;
  readonly factor: number;
}

/** Bits of `asciiBits`, and one more for the end of the text. */
const END = 1n << 129n;
const EVERYTHING = END - 1n;
const NEWLINE = 1n << 10n;

const FREE: RegexCost = { degree: 0, factor: 1 };
const ENDLESS: RegexCost = { degree: Infinity, factor: 1 };

/** Repetitions counted up to here are looked at one by one; more are taken as unlimited. */
const UNROLLED = 12;

export function estimateCost(root: RegexNode): RegexCost {
  const cost = costOf(root, FREE, END);
  return isAnchored(root) ? cost : { ...cost, degree: cost.degree + 1 };
}

/** The characters a match can begin with; undefined when it can be empty. */
export function firstCharacters(root: RegexNode): bigint | undefined {
  const first = firstOf(root, END);
  return (first & END) === 0n ? first : undefined;
}

/** Work from entering `node` to the end, when what follows costs `rest` and begins with `follow`. */
function costOf(node: RegexNode, rest: RegexCost, follow: bigint): RegexCost {
  switch (node.kind) {
    case "sequence": {
      let cost = rest;
      let next = follow;
      for (const item of node.items.toReversed()) {
        cost = costOf(item, cost, next);
        next = firstOf(item, next);
      }
      return cost;
    }
    case "alternation": {
      const costs = node.options.map((option) => costOf(option, rest, follow));
      const factor = areApart(node.options, follow)
        ? Math.max(...costs.map((cost) => cost.factor))
        : costs.reduce((sum, cost) => sum + cost.factor, 0);
      return { degree: Math.max(...costs.map((cost) => cost.degree)), factor };
    }
    case "capture":
      return costOf(node.body, rest, follow);
    case "atomic":
    case "look":
      return higher(costOf(node.body, FREE, EVERYTHING | END), rest);
    case "repeat":
      return costOfRepeat(node, rest, follow);
    case "condition": {
      const test =
        node.test !== undefined && "kind" in node.test ? costOf(node.test, FREE, follow) : FREE;
      const branches = [node.then, node.otherwise].map((branch) => costOf(branch, rest, follow));
      return branches.reduce(higher, test);
    }
    case "backreference":
      return { ...rest, degree: rest.degree + 1 };
    case "call":
      return ENDLESS;
    case "empty":
    case "set":
    case "anchor":
    case "keep":
    case "fail":
      return rest;
    default:
      return node satisfies never;
  }
}

function costOfRepeat(node: RepeatNode, rest: RegexCost, follow: bigint): RegexCost {
  const { body, min, max, mode } = node;
  const entry = firstOf(body, 0n);
  const around = entry | follow;
  if (mode === "possessive") {
    return higher(costOfRepeat({ ...node, mode: "greedy" }, FREE, EVERYTHING | END), rest);
  }
  if (max <= UNROLLED) {
    let cost = rest;
    const isOpen = max > min && meet(entry, follow);
    for (let round = 0; round < max; round++) cost = costOf(body, cost, around);
    return isOpen ? { degree: cost.degree, factor: cost.factor * (max - min + 1) } : cost;
  }
  // Two ways to cut the same text into rounds multiply with every round.
  if (canBeEmpty(body) || !isDetermined(body, around)) return ENDLESS;
  const inner = costOf(body, FREE, around);
  const isOpen = min !== max && meet(entry, follow);
  return {
    degree: Math.max(1 + inner.degree, rest.degree + (isOpen ? 1 : 0)),
    factor: Math.max(inner.factor, rest.factor),
  };
}

/** Whether the next character alone decides each choice in `node`. */
function isDetermined(node: RegexNode, follow: bigint): boolean {
  switch (node.kind) {
    case "sequence": {
      let next = follow;
      for (const item of node.items.toReversed()) {
        if (!isDetermined(item, next)) return false;
        next = firstOf(item, next);
      }
      return true;
    }
    case "alternation":
      return (
        areApart(node.options, follow) &&
        node.options.every((option) => isDetermined(option, follow))
      );
    case "capture":
      return isDetermined(node.body, follow);
    case "repeat": {
      if (node.mode === "possessive") return true;
      const entry = firstOf(node.body, 0n);
      const isOpen = node.min !== node.max && meet(entry, follow);
      return !isOpen && !canBeEmpty(node.body) && isDetermined(node.body, entry | follow);
    }
    case "call":
    case "condition":
      return false;
    case "empty":
    case "set":
    case "atomic":
    case "look":
    case "anchor":
    case "backreference":
    case "keep":
    case "fail":
      return true;
    default:
      return node satisfies never;
  }
}

/** What `node`, followed by something that begins with `follow`, can begin with. */
function firstOf(node: RegexNode, follow: bigint): bigint {
  switch (node.kind) {
    case "set":
      return asciiBits(node.set);
    case "sequence":
      return node.items.reduceRight((next, item) => firstOf(item, next), follow);
    case "alternation":
      return node.options.reduce((sum, option) => sum | firstOf(option, follow), 0n);
    case "capture":
    case "atomic":
      return firstOf(node.body, follow);
    case "repeat":
      return firstOf(node.body, follow) | (node.min === 0 ? follow : 0n);
    case "anchor":
      if (node.anchor === "end") return END;
      return node.anchor === "end-or-newline" || node.anchor === "line-end"
        ? NEWLINE | END
        : follow;
    case "condition":
      return firstOf(node.then, follow) | firstOf(node.otherwise, follow);
    case "backreference":
    case "call":
      return EVERYTHING | END;
    case "fail":
      return 0n;
    case "empty":
    case "look":
    case "keep":
      return follow;
    default:
      return node satisfies never;
  }
}

function isAnchored(node: RegexNode): boolean {
  if (node.kind === "anchor") return node.anchor === "start" || node.anchor === "search-start";
  if (node.kind === "sequence") return node.items[0] !== undefined && isAnchored(node.items[0]);
  if (node.kind === "alternation") return node.options.every(isAnchored);
  return (node.kind === "capture" || node.kind === "atomic") && isAnchored(node.body);
}

function areApart(options: readonly RegexNode[], follow: bigint): boolean {
  let seen = 0n;
  for (const option of options) {
    const first = firstOf(option, follow);
    if (meet(seen, first)) return false;
    seen |= first;
  }
  return true;
}

function meet(a: bigint, b: bigint): boolean {
  return (a & b & EVERYTHING) !== 0n;
}

function higher(a: RegexCost, b: RegexCost): RegexCost {
  return { degree: Math.max(a.degree, b.degree), factor: Math.max(a.factor, b.factor) };
}
