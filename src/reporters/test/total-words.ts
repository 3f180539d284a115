/** How many cases ended in which way, the worst first, as every report says it. */
import type { Totals } from "../../scenario/report/report.ts";
import type { Paint } from "../text/paint.ts";

export interface TotalWords {
  readonly text: string;
  readonly colour: Exclude<keyof Paint, "bold">;
}

/** Nothing where there was no case. */
export function totalWords(totals: Totals): TotalWords[] {
  const { failed, brokenFiles, flaky, interrupted, passed, skipped } = totals;
  const all: (TotalWords & { readonly count: number })[] = [
    { count: failed, text: "failed", colour: "bad" },
    {
      count: brokenFiles,
      text: brokenFiles === 1 ? "unreadable file" : "unreadable files",
      colour: "bad",
    },
    { count: flaky, text: "flaky", colour: "warn" },
    { count: interrupted, text: "interrupted", colour: "warn" },
    { count: passed, text: "passed", colour: "good" },
    { count: skipped, text: "skipped", colour: "dim" },
  ];
  return all
    .filter(({ count }) => count > 0)
    .map(({ count, text, colour }) => ({ text: `${count} ${text}`, colour }));
}

/** `1 failed, 3 passed` */
export function headline(totals: Totals, separator: string): string {
  const words = totalWords(totals).map(({ text }) => text);
  return words.length === 0 ? "no cases" : words.join(separator);
}
