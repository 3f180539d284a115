// Ground: Search Reference, «Mathematical functions», «Statistical eval functions»,
// «Trig and hyperbolic functions». What is no number gives null.
import { orderOf } from "../comparison.ts";
import { plain, special, type EvalFunction } from "../eval-scope.ts";
import {
  digitsBeforePoint,
  parseNumber,
  Rounded,
  roundTo,
  toNumber,
  toPrecise,
  toValues,
  type Inner,
} from "../values/eval-value.ts";

export const mathFunctions: Record<string, EvalFunction> = {
  abs: plain("abs(<num>)", ([value = null]) => {
    const number = toPrecise(value);
    if (number === undefined) return null;
    return typeof number === "number"
      ? Math.abs(number)
      : new Rounded(Math.abs(number.value), number.decimals, number.digits);
  }),
  avg: ofNumbers("avg(<value>, …)", (all) => total(all) / all.length),
  ceil: unary("ceil", Math.ceil),
  ceiling: unary("ceiling", Math.ceil),
  exact: plain("exact(<expression>)", ([value = null]) =>
    // Fifteen digits are those of the decimal numbers; what comes behind is noise of the double.
    value instanceof Rounded ? Number(value.value.toPrecision(15)) : value,
  ),
  exp: unary("exp", Math.exp),
  floor: unary("floor", Math.floor),
  hypot: binary("hypot(<x>, <y>)", Math.hypot),
  ln: unary("ln", Math.log),
  log: plain("log(<num>, [<base>])", ([value = null, base = 10]) => {
    const number = toNumber(value);
    const of = toNumber(base);
    if (number === undefined || of === undefined) return null;
    if (of === 10) return Math.log10(number);
    return of === 2 ? Math.log2(number) : Math.log(number) / Math.log(of);
  }),
  max: plain("max(<value>, …)", (args) => extreme(args, 1)),
  min: plain("min(<value>, …)", (args) => extreme(args, -1)),
  // Guess: the 11 digits of precision stand behind the point.
  pi: plain("pi()", () => 3.141_592_653_59),
  pow: binary("pow(<num>, <exp>)", Math.pow),
  random: plain("random()", (_args, scope) => Math.floor(scope.random() * 2 ** 31)),
  round: plain("round(<num>, [<precision>])", ([value = null, precision = 0]) => {
    const number = toNumber(value);
    const decimals = toNumber(precision);
    // A negative number of places is not allowed (Search Reference, «round»).
    if (number === undefined || decimals === undefined || decimals < 0) return null;
    const places = Math.trunc(Math.min(20, decimals));
    const rounded = roundTo(number, places);
    return places > 0 && Number.isFinite(rounded) ? new Rounded(rounded, places) : rounded;
  }),
  sigfig: plain("sigfig(<num>)", ([value = null]) => {
    const number = toPrecise(value);
    if (number === undefined) return null;
    if (typeof number === "number") return number;
    const places = number.digits - digitsBeforePoint(number.value);
    const rounded = roundTo(number.value, places);
    return places > 0 ? new Rounded(rounded, places, number.digits) : rounded;
  }),
  sqrt: unary("sqrt", Math.sqrt),
  sum: ofNumbers("sum(<num>, …)", total),
  ...Object.fromEntries(
    (
      "acos acosh asin asinh atan atanh cos cosh sin sinh tan tanh".split(" ") as (
        | "acos"
        | "acosh"
        | "asin"
        | "asinh"
        | "atan"
        | "atanh"
        | "cos"
        | "cosh"
        | "sin"
        | "sinh"
        | "tan"
        | "tanh"
      )[]
    ).map((name) => [name, unary(name, Math[name])]),
  ),
  atan2: binary("atan2(<y>, <x>)", Math.atan2),
};

function unary(name: string, apply: (value: number) => number): EvalFunction {
  return plain(`${name}(<num>)`, ([value = null]) => {
    const number = toNumber(value);
    return number === undefined ? null : apply(number);
  });
}

function binary(usage: string, apply: (left: number, right: number) => number): EvalFunction {
  return plain(usage, ([left = null, right = null]) => {
    const x = toNumber(left);
    const y = toNumber(right);
    return x === undefined || y === undefined ? null : apply(x, y);
  });
}

/** Fields that hold no number are passed over; text in quotes is refused before a row is seen. */
function ofNumbers(usage: string, apply: (all: readonly number[]) => number): EvalFunction {
  return special(usage, (args, context) => {
    const text = context.nodes.find(
      (node) => node.kind === "literal" && typeof node.value === "string",
    );
    if (text !== undefined) {
      throw context.error(
        `The arguments to the '${usage.slice(0, 3)}' function are invalid: text in quotes is no number`,
        "Write the number without quotes, or tonumber(…) around it.",
      );
    }
    return (scope) => {
      const all = numbersIn(args.map((arg) => arg(scope)));
      return all.length === 0 ? null : apply(all);
    };
  });
}

/** Every number among the arguments, those of multivalue fields as well. */
function numbersIn(args: readonly Inner[]): number[] {
  return args.flatMap((arg) => {
    if (Array.isArray(arg)) return arg.flatMap((value: string) => parseNumber(value) ?? []);
    return toNumber(arg) ?? [];
  });
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}

/** Text is greater than any number. */
function extreme(args: readonly Inner[], sign: 1 | -1): Inner {
  let best: string | number | boolean | Rounded | undefined;
  for (const arg of args) {
    const values = Array.isArray(arg)
      ? toValues(arg)
      : [arg as Exclude<typeof arg, readonly string[]>];
    for (const value of values) {
      if (value === null || typeof value === "boolean") continue;
      if (best === undefined || greater(value, best) * sign > 0) best = value;
    }
  }
  return best ?? null;
}

function greater(a: string | number | Rounded, b: string | number | boolean | Rounded): number {
  const isText = [toNumber(a) === undefined, toNumber(b) === undefined];
  if (isText[0] !== isText[1]) return isText[0] === true ? 1 : -1;
  return orderOf(a, b);
}
