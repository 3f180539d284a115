// The formats of tostring(). Ground: Search Reference, «Conversion functions», tostring.
import { formatNumber, roundTo, toNumber, type Inner } from "./eval-value.ts";

export const NUMBER_FORMATS: readonly string[] = ["binary", "hex", "commas", "duration"];

/** Undefined for a value that is no number, which stays as it is. */
export function formatAs(value: Inner, format: string): string | undefined {
  const number = toNumber(value);
  if (number === undefined || !Number.isFinite(number)) return undefined;
  switch (format) {
    case "binary":
      return inBase(number, 2);
    case "hex":
      return `${number < 0 ? "-" : ""}0x${inBase(Math.abs(number), 16).toUpperCase()}`;
    case "commas":
      return withCommas(number);
    case "duration":
      return asDuration(number);
    default:
      return undefined;
  }
}

function inBase(number: number, base: number): string {
  return BigInt(Math.trunc(number)).toString(base);
}

/** With decimals, rounded to two of them. */
function withCommas(number: number): string {
  const text = Number.isInteger(number) ? formatNumber(number) : roundTo(number, 2).toFixed(2);
  const [whole = "", decimals] = text.split(".");
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, ",");
  return decimals === undefined ? grouped : `${grouped}.${decimals}`;
}

/** `HH:MM:SS`, with `D+` in front where there are days, and microseconds where there are any. */
function asDuration(seconds: number): string {
  const micros = Math.round(Math.abs(seconds) * 1e6);
  const whole = Math.floor(micros / 1e6);
  const rest = micros - whole * 1e6;
  const days = Math.floor(whole / 86_400);
  const clock = [Math.floor(whole / 3600) % 24, Math.floor(whole / 60) % 60, whole % 60]
    .map((part) => String(part).padStart(2, "0"))
    .join(":");
  const sign = seconds < 0 ? "-" : "";
  const fraction = rest === 0 ? "" : `.${String(rest).padStart(6, "0")}`;
  return `${sign}${days > 0 ? `${days}+` : ""}${clock}${fraction}`;
}
