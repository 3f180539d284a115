// Ground: Search Reference, «Conversion functions».
import { isIPv4 } from "node:net";
import { plain, special, type EvalFunction, predicate } from "../eval-function.ts";
import {
  fromValues,
  parseNumber,
  Rounded,
  toNumber,
  toText,
  withPrecision,
  type Inner,
} from "../values/eval-value.ts";
import { WrittenNumber } from "../values/json-number.ts";
import { elementsOf, inferJson, type Json, parseJson, writeJson } from "../values/json-value.ts";
import { formatText } from "../values/printf.ts";
import { formatAs, NUMBER_FORMATS } from "../values/tostring.ts";

export const conversionFunctions: readonly EvalFunction[] = [
  plain("ipmask(<mask>, <ip>)", ([mask = null, address = null]) => {
    const [bits, ip] = [toText(mask), toText(address)];
    if (bits === undefined || ip === undefined || !isIPv4(bits) || !isIPv4(ip)) return null;
    const octets = bits.split(".").map(Number);
    return ip
      .split(".")
      .map((octet, index) => Number(octet) & (octets[index] ?? 0))
      .join(".");
  }),
  special(
    "printf(<format>, [<argument>], …)",
    ([format, ...args]) =>
      (scope) => {
        const text = toText(format?.(scope) ?? null);
        return text === undefined
          ? null
          : formatText(
              text,
              args.map((arg) => arg(scope)),
            );
      },
    { isText: true },
  ),
  plain("toarray(<value>)", ([value = null]) => {
    if (Array.isArray(value)) return writeJson(value.map((text: string) => inferJson(text)));
    const json = parseJson(toText(value) ?? "");
    // The example of the Search Reference has `1.00` become `1`.
    return Array.isArray(json) ? writeJson(json.map(plainNumber)) : null;
  }),
  predicate("tobool(<value>)", ([value = null]) => {
    if (typeof value === "boolean") return value;
    const number = toNumber(value);
    if (number !== undefined) return number !== 0;
    const word = /^(?:[Tt]rue|[Ff]alse)$/.exec(toText(value) ?? "")?.[0];
    return word === undefined ? null : /^t/i.test(word);
  }),
  plain("todouble(<value>, [<base>])", (args) => {
    const number = readNumber(args);
    // `5` becomes `5.0`, and is no less precise for that.
    return typeof number === "number" && Number.isInteger(number)
      ? new Rounded(number, 1, Infinity)
      : number;
  }),
  plain("toint(<value>, [<base>])", (args) => {
    const number = toNumber(readNumber(args));
    return number === undefined ? null : Math.floor(number);
  }),
  plain("tomv(<value>)", ([value = null]) => {
    const json = parseJson(toText(value) ?? "");
    if (Array.isArray(json)) return fromValues(elementsOf(json));
    return Array.isArray(value) ? value : null;
  }),
  special("tonumber(<str>, [<base>])", ([text, base], context) => {
    const [literal, radix] = context.nodes;
    if (literal?.kind === "literal" && typeof literal.value === "string" && radix === undefined) {
      if (readNumber([literal.value]) === null) {
        throw context.error(`tonumber() is given "${literal.value}", which is no number`);
      }
    }
    return (scope) => readNumber([text?.(scope) ?? null, base?.(scope) ?? 10]);
  }),
  plain("toobject(<value>)", ([value = null]) => {
    const json = parseJson(toText(value) ?? "");
    return typeof json === "object" && json !== null && !Array.isArray(json)
      ? writeJson(json)
      : null;
  }),
  special(
    "tostring(<value>, [<format>])",
    ([arg, format], context) => {
      const [, node] = context.nodes;
      if (node?.kind === "literal" && !NUMBER_FORMATS.includes(String(node.value))) {
        throw context.error(
          `tostring() has no format "${String(node.value)}"`,
          `Use one of ${NUMBER_FORMATS.join(", ")}.`,
        );
      }
      return (scope) => {
        const value = arg?.(scope) ?? null;
        if (format === undefined) return value === null ? "Null" : asText(value);
        // A number in quotes is text, and stays as it is.
        if (context.isText[0] === true) return asText(value);
        return formatAs(value, toText(format(scope)) ?? "") ?? asText(value);
      };
    },
    { isText: true },
  ),
];

function asText(value: Inner): Inner {
  return Array.isArray(value) ? value : (toText(value) ?? null);
}

function readNumber([value = null, base = 10]: readonly Inner[]): Inner {
  const radix = toNumber(base);
  if (!isRadix(radix)) return null;
  if (radix !== 10) return inRadix((toText(value) ?? "").toLowerCase(), radix);
  if (typeof value === "number" || value instanceof Rounded) return value;
  return inDecimal(toText(value) ?? "");
}

/** Blanks in front or behind are not forgiven here; trim() is there for them. */
function inDecimal(text: string): Inner {
  const number = text.trim() === text ? parseNumber(text) : undefined;
  return number === undefined ? null : withPrecision(number, text);
}

function isRadix(number: number | undefined): number is number {
  return number !== undefined && Number.isInteger(number) && number >= 2 && number <= 36;
}

function inRadix(text: string, radix: number): number | null {
  const digits = radix === 16 ? text.replace(/^0x/, "") : text;
  if (!/^-?[0-9a-z]+$/.test(digits)) return null;
  const isDigit = (digit: string): boolean => !Number.isNaN(Number.parseInt(digit, radix));
  return [...digits.replace("-", "")].every(isDigit) ? Number.parseInt(digits, radix) : null;
}

function plainNumber(item: Json): Json {
  return item instanceof WrittenNumber ? Number(item.text) : item;
}
