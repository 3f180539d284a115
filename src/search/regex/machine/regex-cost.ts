/**
 * How long a backtracking matcher may take in the worst case: a power of the text's length, or no bound at all. This is
 * an upper estimate: a pattern that it calls expensive may still be cheap.
 */
import { asciiBits } from "../pattern/char-set.ts";
import { caseOf, type RegexCases } from "../pattern/regex-cases.ts";
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
  return caseOf(COSTS, node)(node, rest, follow);
}

const restAlone = (_node: RegexNode, rest: RegexCost): RegexCost => rest;

const COSTS: RegexCases<RegexCost, [rest: RegexCost, follow: bigint]> = {
  sequence: ({ items }, rest, follow) => {
    let cost = rest;
    let next = follow;
    for (const item of items.toReversed()) {
      cost = costOf(item, cost, next);
      next = firstOf(item, next);
    }
    return cost;
  },
  alternation: ({ options }, rest, follow) => {
    const costs = options.map((option) => costOf(option, rest, follow));
    const factor = areApart(options, follow)
      ? Math.max(...costs.map((cost) => cost.factor))
      : costs.reduce((sum, cost) => sum + cost.factor, 0);
    return { degree: Math.max(...costs.map((cost) => cost.degree)), factor };
  },
  capture: ({ body }, rest, follow) => costOf(body, rest, follow),
  atomic: costApart,
  look: costApart,
  repeat: costOfRepeat,
  condition: ({ test, then, otherwise }, rest, follow) => {
    const tested = test !== undefined && "kind" in test ? costOf(test, FREE, follow) : FREE;
    const branches = [then, otherwise].map((branch) => costOf(branch, rest, follow));
    return branches.reduce(higher, tested);
  },
  backreference: (_node, rest) => ({ ...rest, degree: rest.degree + 1 }),
  call: () => ENDLESS,
  empty: restAlone,
  set: restAlone,
  anchor: restAlone,
  keep: restAlone,
  fail: restAlone,
};

/** A body that is left for good when it has matched, and so does not know what follows. */
function costApart({ body }: { readonly body: RegexNode }, rest: RegexCost): RegexCost {
  return higher(costOf(body, FREE, EVERYTHING | END), rest);
}

function costOfRepeat(node: RepeatNode, rest: RegexCost, follow: bigint): RegexCost {
  const { body, min, max, mode } = node;
  if (mode === "possessive") return costApart({ body: { ...node, mode: "greedy" } }, rest);
  const entry = firstOf(body, 0n);
  const isOpen = min !== max && meet(entry, follow);
  if (max <= UNROLLED) return costOfRounds(node, rest, entry | follow, isOpen);
  // Two ways to cut the same text into rounds multiply with every round.
  if (canBeEmpty(body) || !isDetermined(body, entry | follow)) return ENDLESS;
  const inner = costOf(body, FREE, entry | follow);
  return {
    degree: Math.max(1 + inner.degree, rest.degree + (isOpen ? 1 : 0)),
    factor: Math.max(inner.factor, rest.factor),
  };
}

/** Few rounds, one after the other. */
function costOfRounds(
  { body, min, max }: RepeatNode,
  rest: RegexCost,
  around: bigint,
  isOpen: boolean,
): RegexCost {
  let cost = rest;
  for (let round = 0; round < max; round++) cost = costOf(body, cost, around);
  return isOpen ? { degree: cost.degree, factor: cost.factor * (max - min + 1) } : cost;
}

/** Whether the next character alone decides each choice in `node`. */
function isDetermined(node: RegexNode, follow: bigint): boolean {
  return caseOf(DETERMINED, node)(node, follow);
}

const always = (): boolean => true;

const DETERMINED: RegexCases<boolean, [follow: bigint]> = {
  sequence: ({ items }, follow) => {
    let next = follow;
    for (const item of items.toReversed()) {
      if (!isDetermined(item, next)) return false;
      next = firstOf(item, next);
    }
    return true;
  },
  alternation: ({ options }, follow) =>
    areApart(options, follow) && options.every((option) => isDetermined(option, follow)),
  capture: ({ body }, follow) => isDetermined(body, follow),
  repeat: ({ body, min, max, mode }, follow) => {
    if (mode === "possessive") return true;
    const entry = firstOf(body, 0n);
    const isOpen = min !== max && meet(entry, follow);
    return !isOpen && !canBeEmpty(body) && isDetermined(body, entry | follow);
  },
  call: () => false,
  condition: () => false,
  empty: always,
  set: always,
  atomic: always,
  look: always,
  anchor: always,
  backreference: always,
  keep: always,
  fail: always,
};

/** What `node`, followed by something that begins with `follow`, can begin with. */
function firstOf(node: RegexNode, follow: bigint): bigint {
  return caseOf(FIRSTS, node)(node, follow);
}

const whatFollows = (_node: RegexNode, follow: bigint): bigint => follow;
const anything = (): bigint => EVERYTHING | END;

const FIRSTS: RegexCases<bigint, [follow: bigint]> = {
  set: ({ set }) => asciiBits(set),
  sequence: ({ items }, follow) => items.reduceRight((next, item) => firstOf(item, next), follow),
  alternation: ({ options }, follow) =>
    options.reduce((sum, option) => sum | firstOf(option, follow), 0n),
  capture: ({ body }, follow) => firstOf(body, follow),
  atomic: ({ body }, follow) => firstOf(body, follow),
  repeat: ({ body, min }, follow) => firstOf(body, follow) | (min === 0 ? follow : 0n),
  anchor: ({ anchor }, follow) => {
    if (anchor === "end") return END;
    const isBeforeBreak = anchor === "end-or-newline" || anchor === "line-end";
    return isBeforeBreak ? NEWLINE | END : follow;
  },
  condition: ({ then, otherwise }, follow) => firstOf(then, follow) | firstOf(otherwise, follow),
  backreference: anything,
  call: anything,
  fail: () => 0n,
  empty: whatFollows,
  look: whatFollows,
  keep: whatFollows,
};

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
