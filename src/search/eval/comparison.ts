// = != < <= > >= and LIKE, IN; AND, OR, XOR, NOT over true, false and null.
// Ground: Search Reference, «eval», «where»: two numbers compare as numbers, else as text.
// Guess: null with anything is null, as in SQL; a text in quotes never counts as a number.
import { textOrder } from "../../text/text-order.ts";
import type { Compiled } from "./eval-scope.ts";
import type { EvalOperator } from "./eval-tree.ts";
import {
  isMultivalue,
  parseNumber,
  Rounded,
  toNumber,
  toText,
  type Inner,
} from "./values/eval-value.ts";

type Single = string | number | boolean | Rounded;
type Order = (order: number) => boolean;

const ORDERS: Partial<Record<EvalOperator, Order>> = {
  "=": (order) => order === 0,
  "!=": (order) => order !== 0,
  "<": (order) => order < 0,
  "<=": (order) => order <= 0,
  ">": (order) => order > 0,
  ">=": (order) => order >= 0,
};

/** `isText`: a side is text even if it looks like a number. */
export function compileComparison(
  operator: EvalOperator,
  left: Compiled,
  right: Compiled,
  isText: boolean,
): Compiled {
  const holds = ORDERS[operator];
  if (holds === undefined) return () => null;
  if (isText && (operator === "=" || operator === "!=")) {
    const wanted = operator === "=";
    return (scope) => {
      const a = left(scope);
      const b = right(scope);
      if (typeof a === "string" && typeof b === "string") return (a === b) === wanted;
      return compare(a, b, holds, true);
    };
  }
  return (scope) => compare(left(scope), right(scope), holds, isText);
}

const TESTS: Partial<Record<EvalOperator, (value: number, constant: number) => boolean>> = {
  "=": (value, constant) => value === constant,
  "!=": (value, constant) => value !== constant,
  "<": (value, constant) => value < constant,
  "<=": (value, constant) => value <= constant,
  ">": (value, constant) => value > constant,
  ">=": (value, constant) => value >= constant,
};

/** `field >= 400`, the commonest of all: the number is known beforehand. */
export function compileThreshold(
  operator: EvalOperator,
  left: Compiled,
  constant: number,
): Compiled {
  const test = TESTS[operator];
  const holds = ORDERS[operator];
  if (test === undefined || holds === undefined) return () => null;
  return (scope) => {
    const value = left(scope);
    if (typeof value === "number") return test(value, constant);
    if (typeof value === "string") {
      const number = parseNumber(value);
      if (number !== undefined) return test(number, constant);
    }
    return compare(value, constant, holds, false);
  };
}

/** Of several values one is enough. */
function compare(a: Inner, b: Inner, holds: Order, isText: boolean): boolean | null {
  if (a === null || b === null) return null;
  if (typeof a === "number" && typeof b === "number") return compareNumbers(a, b, holds);
  if (isMultivalue(a)) return a.some((value) => compare(value, b, holds, isText) === true);
  if (isMultivalue(b)) return b.some((value) => compare(a, value, holds, isText) === true);
  return holds(orderOf(a, b, isText));
}

/** Nothing holds for NaN. Infinity less itself is NaN too, and no difference. */
function compareNumbers(a: number, b: number, holds: Order): boolean {
  if (Number.isNaN(a) || Number.isNaN(b)) return false;
  return holds(a === b ? 0 : a - b);
}

/** Negative, 0 or positive, as `sort` wants it. */
export function orderOf(a: Single, b: Single, isText: boolean = false): number {
  if (!isText || typeof b !== "string") {
    const x = toNumber(a);
    const y = x === undefined ? undefined : toNumber(b);
    if (isComparable(x) && isComparable(y)) return x === y ? 0 : x - y;
  }
  return textOrder(toText(a) ?? "", toText(b) ?? "");
}

function isComparable(number: number | undefined): number is number {
  return number !== undefined && !Number.isNaN(number);
}

export function toBoolean(value: Inner): boolean | null {
  if (typeof value === "boolean" || value === null) return value;
  if (typeof value === "string") {
    if (/^(?:true|t)$/i.test(value)) return true;
    if (/^(?:false|f)$/i.test(value)) return false;
    const number = parseNumber(value);
    return number === undefined ? null : number !== 0;
  }
  const number = toNumber(value);
  return number === undefined ? null : number !== 0;
}

export function compileAnd(left: Compiled, right: Compiled): Compiled {
  return (scope) => {
    const a = toBoolean(left(scope));
    if (a === false) return false;
    const b = toBoolean(right(scope));
    if (b === false) return false;
    return a === null ? null : b;
  };
}

export function compileOr(left: Compiled, right: Compiled): Compiled {
  return (scope) => {
    const a = toBoolean(left(scope));
    if (a === true) return true;
    const b = toBoolean(right(scope));
    if (b === true) return true;
    return a === null ? null : b;
  };
}

export function compileXor(left: Compiled, right: Compiled): Compiled {
  return (scope) => {
    const a = toBoolean(left(scope));
    const b = toBoolean(right(scope));
    return a === null || b === null ? null : a !== b;
  };
}

export function compileNot(operand: Compiled): Compiled {
  return (scope) => {
    const value = toBoolean(operand(scope));
    return value === null ? null : !value;
  };
}

/** `a IN (x, y)`: equal to one of them. */
export function compileMembership(operand: Compiled, list: readonly Compiled[]): Compiled {
  return (scope) => {
    const value = operand(scope);
    if (value === null) return null;
    for (const item of list) {
      if (compare(value, item(scope), (order) => order === 0, false) === true) return true;
    }
    return false;
  };
}

export function isEqual(a: Inner, b: Inner): boolean {
  return compare(a, b, (order) => order === 0, false) === true;
}

/** `%` stands for any text, `_` for one character, upper and lower case differ. */
function isLike(text: string, pattern: string): boolean {
  let at = 0;
  let behind = 0;
  let star = -1;
  let mark = 0;
  while (at < text.length) {
    const char = pattern[behind];
    if (char === "%") {
      star = behind++;
      mark = at;
    } else if (char === "_" || (char !== undefined && char === text[at])) {
      at++;
      behind++;
    } else if (star >= 0) {
      behind = star + 1;
      at = ++mark;
    } else return false;
  }
  while (pattern[behind] === "%") behind++;
  return behind === pattern.length;
}

export function compileLike(left: Compiled, right: Compiled): Compiled {
  return (scope) => {
    const value = left(scope);
    const pattern = toText(right(scope));
    if (value === null || pattern === undefined) return null;
    if (isMultivalue(value)) return value.some((text) => isLike(text, pattern));
    return isLike(toText(value) ?? "", pattern);
  };
}
