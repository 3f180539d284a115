// printf() of the eval language. Ground: Search Reference, «Conversion functions», printf:
// conversions of C, `'` for thousands, `*` for a width or precision taken from the arguments.
import { checkLength } from "../../text/limits.ts";
import { formatNumber, roundTo, toNumber, toText, type Inner } from "./eval-value.ts";

interface Conversion {
  readonly flags: string;
  readonly width: number;
  readonly precision: number | undefined;
  readonly letter: string;
}

const SPEC = /%(?:%|([-+ #0']*)(\*|\d+)?(?:\.(\*|\d+)?)?(?:hh|h|ll|l|L)?([a-zA-Z]))/g;
/** Wider than any column: a width from a field must not fill the memory. */
const MAX_WIDTH = 1000;

export function formatText(format: string, args: readonly Inner[]): string {
  let next = 0;
  let length = format.length;
  const take = (): Inner => args[next++] ?? null;
  const size = (text: string | undefined): number | undefined => {
    if (text === undefined) return undefined;
    const number = text === "*" ? toNumber(take()) : Number(text);
    return Math.min(MAX_WIDTH, Math.trunc(number ?? 0));
  };
  return format.replace(
    SPEC,
    (whole, flags?: string, width?: string, dot?: string, letter?: string) => {
      if (whole === "%%" || letter === undefined) return "%";
      const wide = size(width) ?? 0;
      const isCut = /\./.test(whole);
      const precision = isCut ? (size(dot) ?? 0) : undefined;
      const spec = { flags: flags ?? "", width: wide, precision, letter };
      const text = convert(spec, take());
      if (text === undefined) return whole;
      const padded = pad(text, spec);
      length += padded.length;
      checkLength(length);
      return padded;
    },
  );
}

/** The value of an argument by the letter of its conversion; undefined for no such letter. */
function convert(spec: Conversion, value: Inner): string | undefined {
  return CONVERSIONS.get(spec.letter)?.(spec, value, toNumber(value) ?? 0);
}

type Convert = (spec: Conversion, value: Inner, number: number) => string;

const CONVERSIONS: ReadonlyMap<string, Convert> = new Map<string, Convert>([
  ...each("sz", ({ precision }, value) => (toText(value) ?? "").slice(0, precision ?? Infinity)),
  ...each("c", (_spec, value) => character(value)),
  ...each("di", (spec, _value, number) =>
    signed(number, group(digits(BigInt(truncate(number)), 10, spec.precision), spec), spec),
  ),
  ...each("u", (spec, _value, number) => group(digits(unsigned(number), 10, spec.precision), spec)),
  ...each(
    "o",
    ({ flags, precision }, _value, number) =>
      (flags.includes("#") ? "0" : "") + digits(unsigned(number), 8, precision),
  ),
  ...each("xXp", ({ flags, precision, letter }, _value, number) => {
    const prefix = flags.includes("#") && number !== 0 ? "0x" : "";
    const text = prefix + digits(unsigned(number), 16, precision);
    return letter === "x" ? text : text.toUpperCase();
  }),
  ...each("fF", (spec, _value, number) =>
    signed(number, group(fixed(Math.abs(number), spec.precision ?? 6), spec), spec),
  ),
  ...each("eEgG", (spec, _value, number) => {
    const { letter, precision } = spec;
    return signed(number, upper(letter, scientific(Math.abs(number), letter, precision)), spec);
  }),
  ...each("aA", (spec, _value, number) =>
    signed(number, upper(spec.letter, hexFloat(Math.abs(number), spec.precision)), spec),
  ),
]);

function each(letters: string, convertOne: Convert): [string, Convert][] {
  return [...letters].map((letter) => [letter, convertOne]);
}

/** By its code, or the first of a text. */
function character(value: Inner): string {
  if (typeof value === "number")
    return String.fromCodePoint(Math.max(0, Math.min(0x10ffff, Math.trunc(value))));
  return [...(toText(value) ?? "")].slice(0, 1).join("");
}

function truncate(number: number): number {
  return Number.isFinite(number) ? Math.trunc(number) : 0;
}

function unsigned(number: number): bigint {
  return BigInt.asUintN(64, BigInt(truncate(number)));
}

function digits(number: bigint, base: number, precision: number | undefined): string {
  if (number === 0n && precision === 0) return "";
  return (number < 0n ? -number : number).toString(base).padStart(precision ?? 1, "0");
}

function fixed(number: number, precision: number): string {
  if (!Number.isFinite(number)) return formatNumber(number);
  return roundTo(number, precision).toFixed(Math.min(100, precision));
}

function scientific(number: number, letter: string, precision: number | undefined): string {
  if (!Number.isFinite(number)) return formatNumber(number);
  const places = Math.min(100, precision ?? 6);
  const withExponent = (text: string): string => text.replace(/e([-+])(\d)$/, "e$10$2");
  if (letter.toLowerCase() === "e") return withExponent(number.toExponential(places));
  const significant = Math.max(1, places);
  const exponent = number === 0 ? 0 : Number(number.toExponential(significant - 1).split("e")[1]);
  const isFixed = exponent >= -4 && exponent < significant;
  const text = isFixed
    ? number.toFixed(Math.min(100, significant - 1 - exponent))
    : number.toExponential(significant - 1);
  return withExponent(text.replace(/(\.\d*?)0+(?=e|$)/, "$1").replace(/\.(?=e|$)/, ""));
}

/** `%a`: the bits of the double, `0x1.8p+1`. */
function hexFloat(number: number, precision: number | undefined): string {
  if (!Number.isFinite(number)) return formatNumber(number);
  const exponent = number === 0 ? 0 : Math.floor(Math.log2(number));
  const places = Math.min(13, precision ?? 13);
  const mantissa = number === 0 ? 0 : number / 2 ** exponent;
  const scaled = BigInt(Math.round(mantissa * 2 ** (places * 4)));
  const whole = scaled >> BigInt(places * 4);
  const fraction = (scaled - (whole << BigInt(places * 4))).toString(16).padStart(places, "0");
  const hex = precision === undefined ? fraction.replace(/0+$/, "") : fraction.slice(0, places);
  const point = hex === "" || places === 0 ? "" : `.${hex}`;
  return `0x${whole.toString(16)}${point}p${exponent < 0 ? "-" : "+"}${Math.abs(exponent)}`;
}

function upper(letter: string, text: string): string {
  return letter === letter.toUpperCase() ? text.toUpperCase() : text;
}

function group(text: string, { flags }: Conversion): string {
  return flags.includes("'")
    ? text.replace(/\d+/, (whole) => whole.replace(/\B(?=(?:\d{3})+$)/g, ","))
    : text;
}

function signed(number: number, text: string, { flags }: Conversion): string {
  if (number < 0 || Object.is(number, -0)) return `-${text}`;
  if (flags.includes("+")) return `+${text}`;
  return flags.includes(" ") ? ` ${text}` : text;
}

function pad(text: string, { flags, width, letter, precision }: Conversion): string {
  if (flags.includes("-") || width < 0) return text.padEnd(Math.abs(width));
  const isWhole = /[diuoxX]/.test(letter);
  if (!flags.includes("0") || /[sc]/.test(letter) || (isWhole && precision !== undefined)) {
    return text.padStart(width);
  }
  const [sign = ""] = /^[-+ ]?(?:0x)?/i.exec(text) ?? [];
  return sign + text.slice(sign.length).padStart(width - sign.length, "0");
}
