/** The order of rows by some fields. Ground: Search Reference, «sort»: numbers as numbers, else by code; missing values last. */
import type { MutableRow } from "../../text/row.ts";

export type SortKind = "auto" | "num" | "str" | "ip";

export interface SortKey {
  readonly field: string;
  readonly kind: SortKind;
  readonly isDown: boolean;
}

export function compareRows(keys: readonly SortKey[]): (a: MutableRow, b: MutableRow) => number {
  return (a, b) => {
    for (const { field, kind, isDown } of keys) {
      const one = textOf(a[field]);
      const other = textOf(b[field]);
      if (one === other) continue;
      if (one === undefined) return 1;
      if (other === undefined) return -1;
      const order = compareValues(one, other, kind);
      if (order !== 0) return isDown ? -order : order;
    }
    return 0;
  };
}

/** Numbers before text, numbers by value, text by its characters. */
export function compareValues(one: string, other: string, kind: SortKind = "auto"): number {
  if (kind === "ip") {
    const order = ipKey(one) < ipKey(other) ? -1 : ipKey(one) > ipKey(other) ? 1 : 0;
    if (order !== 0) return order;
  } else if (kind !== "str") {
    const first = numberOf(one);
    const second = numberOf(other);
    if (first !== undefined && second !== undefined) return first - second;
    if (first !== undefined) return -1;
    if (second !== undefined) return 1;
  }
  return one < other ? -1 : one > other ? 1 : 0;
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
