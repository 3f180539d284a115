/**
 * Ground: Search Reference, «Mathematical functions», «Statistical eval functions», «Trig and hyperbolic functions». A
 * value that is no number gives null.
 */
import { orderOf } from "../comparison.ts";
import { plain, special, type EvalFunction } from "../eval-function.ts";
import {
  digitsBeforePoint,
  isMultivalue,
  parseNumber,
  Rounded,
  roundHalfUp,
  roundTo,
  toNumber,
  toPrecise,
  type Inner,
} from "../values/eval-value.ts";

const TRIGONOMETRIC = [
  ...(["acos", "acosh", "asin", "asinh", "atan", "atanh"] as const),
  ...(["cos", "cosh", "sin", "sinh", "tan", "tanh"] as const),
];

export const mathFunctions: readonly EvalFunction[] = [
  plain("abs(<num>)", ([value = null]) => {
    const number = toPrecise(value);
    if (number === undefined) return null;
    return typeof number === "number"
      ? Math.abs(number)
      : new Rounded(Math.abs(number.value), number.decimals, number.digits);
  }),
  ofNumbers("avg(<value>, …)", (all) => total(all) / all.length),
  unary("ceil", Math.ceil),
  unary("ceiling", Math.ceil),
  plain("exact(<expression>)", ([value = null]) =>
    // Fifteen digits are those of the decimal numbers; what comes behind is noise of the double.
    value instanceof Rounded ? Number(value.value.toPrecision(15)) : value,
  ),
  unary("exp", Math.exp),
  unary("floor", Math.floor),
  binary("hypot(<x>, <y>)", Math.hypot),
  unary("ln", Math.log),
  plain("log(<num>, [<base>])", ([value = null, base = 10]) => {
    const number = toNumber(value);
    const of = toNumber(base);
    if (number === undefined || of === undefined) return null;
    if (of === 10) return Math.log10(number);
    return of === 2 ? Math.log2(number) : Math.log(number) / Math.log(of);
  }),
  plain("max(<value>, …)", (args) => extreme(args, 1)),
  plain("min(<value>, …)", (args) => extreme(args, -1)),
  // Guess: the 11 digits of precision stand behind the point.
  plain("pi()", () => 3.141_592_653_59),
  binary("pow(<num>, <exp>)", Math.pow),
  plain("random()", (_args, scope) => Math.floor(scope.random() * 2 ** 31)),
  plain("round(<num>, [<precision>])", ([value = null, precision = 0]) => {
    const number = toNumber(value);
    const decimals = toNumber(precision);
    // A negative number of places is not allowed (Search Reference, «round»).
    if (number === undefined || decimals === undefined || decimals < 0) return null;
    const places = Math.trunc(Math.min(20, decimals));
    const rounded = roundHalfUp(number, places);
    return places > 0 && Number.isFinite(rounded) ? new Rounded(rounded, places) : rounded;
  }),
  plain("sigfig(<num>)", ([value = null]) => {
    const number = toPrecise(value);
    if (number === undefined) return null;
    if (typeof number === "number") return number;
    const places = number.digits - digitsBeforePoint(number.value);
    const rounded = roundTo(number.value, places);
    return places > 0 ? new Rounded(rounded, places, number.digits) : rounded;
  }),
  unary("sqrt", Math.sqrt),
  ofNumbers("sum(<num>, …)", total),
  ...TRIGONOMETRIC.map((name) => unary(name, Math[name])),
  binary("atan2(<y>, <x>)", Math.atan2),
];

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
    for (const value of isMultivalue(arg) ? arg : [arg]) {
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
