/**
 * The order of rows by some fields. Ground: Search Reference, «sort»: numbers compare as numbers, text by its codes,
 * and missing values come last.
 */
import type { MutableRow } from "../../text/row.ts";
import { textOrder } from "../../../text/text-order.ts";

export const SORT_KINDS = ["auto", "num", "str", "ip"] as const;
export type SortKind = (typeof SORT_KINDS)[number];

export interface SortKey {
  readonly field: string;
  readonly kind: SortKind;
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
export function compareValues(one: string, other: string, kind: SortKind = "auto"): number {
  if (kind === "str") return textOrder(one, other);
  if (kind === "ip") return textOrder(ipKey(one), ipKey(other)) || textOrder(one, other);
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

function ipKey(text: string): string {
  return text
    .split(".")
    .map((part) => part.padStart(3, "0"))
    .join(".");
}

function textOf(value: string | readonly string[] | undefined): string | undefined {
  return typeof value === "object" ? value[0] : value;
}
