// Values of the eval language and how they turn into each other.
// Ground: Search Reference, «eval»: usage, rounding, long numbers; «tonumber», «tostring».

/** null is a field without a value; an array is a multivalue field. */
export type EvalValue = null | string | number | boolean | readonly string[];

/**
 * A number with the precision it was written with. Results are no more precise than what they are
 * made of: `8.250 * 0.2` is `2` (Search Reference, «eval», rounding).
 */
export class Rounded {
  /** Not yet rounded. */
  readonly value: number;
  /** Digits behind the point. */
  readonly decimals: number;
  readonly #digits: number | undefined;

  constructor(value: number, decimals: number, digits?: number) {
    this.value = value;
    this.decimals = Math.max(0, decimals);
    this.#digits = digits;
  }

  /** Significant digits. */
  get digits(): number {
    return this.#digits ?? Math.max(1, this.decimals + digitsBeforePoint(this.value));
  }

  toString(): string {
    return Number.isFinite(this.value)
      ? roundTo(this.value, this.decimals).toFixed(Math.min(100, this.decimals))
      : formatNumber(this.value);
  }
}

/** The values inside an expression. Only at its end a `Rounded` becomes a value of a field. */
export type Inner = EvalValue | Rounded;

/** More digits than a double holds would be noise. */
const MAX_DECIMALS = 17;
const NUMERIC = /^\s*[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?\s*$/;

/** The number of digits before the point. `0.05` has -1: one zero stands between the point and the first digit. */
export function digitsBeforePoint(value: number): number {
  return value === 0 || !Number.isFinite(value) ? 1 : Math.floor(Math.log10(Math.abs(value))) + 1;
}

/** A number, also one written as text in a field; undefined for anything else. */
export function toNumber(value: Inner): number | undefined {
  if (typeof value === "number") return value;
  if (typeof value === "string") return parseNumber(value);
  return value instanceof Rounded ? value.value : undefined;
}

export function parseNumber(text: string): number | undefined {
  const { length } = text;
  // Most values of events are whole numbers or words: a look at the characters tells.
  let number = 0;
  for (let at = 0; at < length; at++) {
    const digit = text.charCodeAt(at) - 48;
    if (digit < 0 || digit > 9 || at > 14) {
      // Of words only NaN counts as a number, where it stands in a field.
      if (at === 0 && digit > 9) return text === "NaN" ? Number.NaN : undefined;
      return NUMERIC.test(text) ? Number(text) : undefined;
    }
    number = number * 10 + digit;
  }
  return length === 0 ? undefined : number;
}

/** As a number with its precision, where the text has one. */
export function toPrecise(value: Inner): number | Rounded | undefined {
  if (typeof value === "number" || value instanceof Rounded) return value;
  if (typeof value !== "string") return undefined;
  const number = parseNumber(value);
  return number === undefined ? undefined : withPrecision(number, value);
}

export function withPrecision(number: number, written: string): number | Rounded {
  const point = written.indexOf(".");
  if (point < 0 || /[eE]/.test(written)) return number;
  return new Rounded(number, written.trimEnd().length - point - 1);
}

/** The result with this many decimals. With more decimals than a double holds, it stays exact. */
export function limitPrecision(value: number, decimals: number, digits?: number): number | Rounded {
  if (decimals > MAX_DECIMALS || !Number.isFinite(value)) return value;
  return new Rounded(value, decimals, digits);
}

const POWERS: readonly number[] = [1, 10, 100, 1e3, 1e4, 1e5, 1e6];

/** Rounds half away from zero in decimal, as it is written: 1.65 at one place is 1.7. */
export function roundTo(value: number, decimals: number): number {
  if (!Number.isFinite(value)) return value;
  const size = Math.abs(value);
  const rounded = roundQuickly(size, POWERS[decimals]) ?? roundAsWritten(size, decimals);
  return value < 0 ? -rounded : rounded;
}

/** As round() does: a half goes up, also of a negative number. Ground: `round(-4.5)` is -4 on Splunk 8.2.2. */
export function roundHalfUp(value: number, decimals: number): number {
  const rounded = roundTo(value, decimals);
  if (!(value < 0) || !Number.isFinite(value)) return rounded;
  const isHalf = Math.abs(shift(String(-value), decimals) % 1) === 0.5;
  // Never -0.
  return isHalf ? -(roundTo(-value, decimals) - 10 ** -decimals) + 0 : rounded;
}

/** Away from the middle a double rounds as the decimal does; undefined near it. */
function roundQuickly(size: number, power: number | undefined): number | undefined {
  if (power === undefined) return undefined;
  const scaled = size * power;
  const rest = scaled - Math.floor(scaled);
  const isClear = scaled < 2 ** 51 && Math.abs(rest - 0.5) > 1e-4;
  return isClear ? Math.round(scaled) / power : undefined;
}

function roundAsWritten(size: number, decimals: number): number {
  const shifted = Math.round(shift(String(size), decimals));
  return shift(String(shifted), -decimals);
}

/** The point of a number in text, moved. */
function shift(text: string, by: number): number {
  const [mantissa = "0", exponent = "0"] = text.split("e");
  return Number(`${mantissa}e${Number(exponent) + by}`);
}

/** The text of a single value; undefined for null and for several values. */
export function toText(value: Inner): string | undefined {
  if (typeof value === "string") return value;
  if (value === null) return undefined;
  if (typeof value === "number") return formatNumber(value);
  if (typeof value === "boolean") return value ? "True" : "False";
  if (value instanceof Rounded) return value.toString();
  return value.length === 1 ? value[0] : undefined;
}

/** `inf` and `nan` as «eval» says; whole numbers in full. */
export function formatNumber(value: number): string {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value < 0 ? "-inf" : "inf";
  if (value === 0) return "0";
  // Most are whole, and then nothing has to be looked for.
  if (Number.isInteger(value))
    return Math.abs(value) < 1e15 ? String(value) : BigInt(value).toString();
  return String(value).replace(/e([-+])(\d)$/, "e$10$2");
}

export function isMultivalue(value: Inner): value is readonly string[] {
  return Array.isArray(value);
}

export function toValues(value: Inner): readonly string[] {
  if (Array.isArray(value)) return value;
  const text = toText(value);
  return text === undefined ? [] : [text];
}

/** No value is null, and one is a plain value. */
export function fromValues(values: readonly string[]): string | readonly string[] | null {
  return values.length > 1 ? values : (values[0] ?? null);
}

/** What a field can hold: the number if it prints as it should, else its text. */
export function toResult(value: Inner): EvalValue {
  if (!(value instanceof Rounded)) return value;
  if (value.decimals > 0 && value.decimals < 7 && Math.abs(value.value) < 1e15) {
    const fixed = value.toString();
    return fixed.endsWith("0") ? fixed : Number(fixed);
  }
  const text = value.toString();
  const number = Number(text);
  return formatNumber(number) === text ? number : text;
}
