/**
 * The order of rows by some fields. Ground: Search Reference, «sort»: numbers as numbers, IP addresses by their parts, else by
 * code; missing values last.
 */
import { isIP } from "node:net";
import type { MutableRow } from "../../text/row.ts";
import { addressKey } from "../../text/cidr.ts";
import { textOrder } from "../../../text/text-order.ts";

export const SORT_KINDS = ["auto", "num", "str", "ip"] as const;
export type SortKind = (typeof SORT_KINDS)[number];

export interface SortKey {
  readonly field: string;
  /** `plain`: numbers and texts, as the tables of other commands are ordered. */
  readonly kind: SortKind | "plain";
  readonly isDown: boolean;
}

export function compareRows(keys: readonly SortKey[]): (a: MutableRow, b: MutableRow) => number {
  return (a, b) => {
    for (const { field, kind, isDown } of keys) {
      const left = textOf(a[field]);
      const right = textOf(b[field]);
      if (left === right) continue;
      if (left === undefined) return 1;
      if (right === undefined) return -1;
      const order = compareValues(left, right, kind);
      if (order !== 0) return isDown ? -order : order;
    }
    return 0;
  };
}

/** Numbers before text, numbers by value, text by its characters. */
export function compareValues(one: string, other: string, kind: SortKey["kind"] = "plain"): number {
  if (kind === "str") return textOrder(one, other);
  if (kind === "ip" || (kind === "auto" && areAddresses(one, other))) return ipOrder(one, other);
  const first = numberOf(one);
  const second = numberOf(other);
  if (first !== undefined && second !== undefined) return first - second;
  if (first === undefined && second === undefined) return textOrder(one, other);
  return first === undefined ? 1 : -1;
}

export function numberOf(text: string): number | undefined {
  if (text === "" || !/^\s*[+-]?(?:\d|\.\d)/.test(text)) return undefined;
  const number = Number(text);
  return Number.isFinite(number) ? number : undefined;
}

/** Of the same family: an address of the other is text. */
function areAddresses(one: string, other: string): boolean {
  const family = addressFamily(one);
  return family !== 0 && family === addressFamily(other);
}

/** Most values are told apart by a look at them. */
function addressFamily(text: string): number {
  return text.length < 46 && /[.:].*[.:]/.test(text) ? isIP(text) : 0;
}

function ipOrder(one: string, other: string): number {
  return textOrder(ipKey(one), ipKey(other)) || textOrder(one, other);
}

function ipKey(text: string): string {
  if (text.includes(":") && isIP(text) === 6) return addressKey(text);
  return text
    .split(".")
    .map((part) => part.padStart(3, "0"))
    .join(".");
}

function textOf(value: string | readonly string[] | undefined): string | undefined {
  return typeof value === "object" ? value[0] : value;
}
