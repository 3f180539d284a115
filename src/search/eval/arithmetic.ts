/**
 * + - * / % and the sign, with the precision rules of Splunk. Ground: Search Reference, «eval»: a text that is no
 * number and a division by zero have no result. A result is no more precise than its least precise operand. Whole
 * numbers are exact.
 */
import { checkLength } from "../text/limits.ts";
import type { Compiled } from "./eval-scope.ts";
import type { EvalOperator } from "./eval-tree.ts";
import {
  digitsBeforePoint,
  limitPrecision,
  Rounded,
  toPrecise,
  toText,
  type Inner,
} from "./values/eval-value.ts";

type Numeric = number | Rounded;

/** `+`, which also joins two texts. `isText` tells which sides are text even if they look like numbers. */
export function compileSum(
  left: Compiled,
  right: Compiled,
  isText: readonly [boolean, boolean],
): Compiled {
  return (scope) => {
    const a = left(scope);
    const b = right(scope);
    if (typeof a === "number" && typeof b === "number") return a + b;
    return sumOrJoin(a, b, isText[0] || isText[1]);
  };
}

function sumOrJoin(a: Inner, b: Inner, isText: boolean): Inner {
  const areTexts = typeof a === "string" && typeof b === "string";
  if (areTexts && isText) return joined(a, b);
  const x = toPrecise(a);
  const y = toPrecise(b);
  if (x !== undefined && y !== undefined) return sum(x, y, 1);
  return areTexts ? joined(a, b) : null;
}

export function compileArithmetic(
  operator: EvalOperator,
  left: Compiled,
  right: Compiled,
): Compiled {
  const apply = OPERATIONS[operator];
  return (scope) => {
    const x = toPrecise(left(scope));
    if (x === undefined || apply === undefined) return null;
    const y = toPrecise(right(scope));
    return y === undefined ? null : apply(x, y);
  };
}

export function compileNegation(operand: Compiled): Compiled {
  return (scope) => {
    const value = toPrecise(operand(scope));
    if (value === undefined) return null;
    return typeof value === "number" ? -value : new Rounded(-value.value, value.decimals);
  };
}

export function compileJoin(left: Compiled, right: Compiled): Compiled {
  return (scope) => {
    const a = left(scope);
    const b = right(scope);
    if (typeof a === "string" && typeof b === "string") return joined(a, b);
    // Guess: several values do not join with a text; mvjoin() and mvmap() are there for that.
    const x = toText(a);
    const y = toText(b);
    return x === undefined || y === undefined ? null : joined(x, y);
  };
}

function joined(a: string, b: string): string {
  checkLength(a.length + b.length);
  return a + b;
}

const OPERATIONS: Partial<Record<EvalOperator, (x: Numeric, y: Numeric) => Inner>> = {
  "-": (x, y) => sum(x, y, -1),
  "*": (x, y) =>
    typeof x === "number" && typeof y === "number"
      ? x * y
      : bySignificance(valueOf(x) * valueOf(y), x, y),
  "/": (x, y) => {
    if (valueOf(y) === 0) return null;
    return typeof x === "number" && typeof y === "number"
      ? x / y
      : bySignificance(valueOf(x) / valueOf(y), x, y);
  },
  "%": (x, y) => {
    if (valueOf(y) === 0) return null;
    const rest = valueOf(x) % valueOf(y);
    return limitPrecision(rest, Math.min(decimalsOf(x), decimalsOf(y)));
  },
};

function sum(x: Numeric, y: Numeric, sign: 1 | -1): Inner {
  if (typeof x === "number" && typeof y === "number") return x + sign * y;
  return limitPrecision(valueOf(x) + sign * valueOf(y), Math.min(decimalsOf(x), decimalsOf(y)));
}

function bySignificance(result: number, x: Numeric, y: Numeric): Inner {
  const digits = Math.min(digitsOf(x), digitsOf(y));
  return limitPrecision(result, digits - digitsBeforePoint(result), digits);
}

function valueOf(value: Numeric): number {
  return typeof value === "number" ? value : value.value;
}

/** A computed fraction (10/3) has all the digits there are, and so has a whole number. */
function decimalsOf(value: Numeric): number {
  return typeof value === "number" ? Infinity : value.decimals;
}

function digitsOf(value: Numeric): number {
  return typeof value === "number" ? Infinity : value.digits;
}
