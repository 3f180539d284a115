/** What a script does under each fault of its vendor: a line for each fault, a column for each case. */
import { FAULT_OUTCOMES } from "../../scenario/faults/judge-fault.ts";
import type { CaseReport } from "../../scenario/report/report.ts";
import { printable } from "../../text/printable.ts";
import type { Paint } from "./paint.ts";

type SpoiledCase = CaseReport & { readonly fault: string };

/** Empty where no case was run under a fault. */
export function faultTable(cases: readonly CaseReport[], paint: Paint): string[] {
  const spoiled = cases.filter(isSpoiled);
  if (spoiled.length === 0) return [];
  const names = [...new Set(spoiled.map(titleOf))];
  const faults = [...new Set(spoiled.map(({ fault }) => fault))];
  const byPlace = new Map(spoiled.map((result) => [`${result.fault} ${titleOf(result)}`, result]));
  const rows = faults.map((fault) => {
    const cells = names.map((name) => cellOf(byPlace.get(`${fault} ${name}`), paint));
    return `  ${fault.padEnd(WIDTH)}${cells.join("")}`.trimEnd();
  });
  const heads = names.map((_, number) => `case ${number + 1}`.padEnd(WIDTH));
  return [
    "",
    "  Under each fault:",
    ...names.map((name, number) => `  case ${number + 1}: ${printable(name)}`),
    "",
    `  ${"fault".padEnd(WIDTH)}${heads.join("")}`.trimEnd(),
    ...rows,
    ...outcomeLines(spoiled),
  ];
}

const WIDTH = 12;

function isSpoiled(result: CaseReport): result is SpoiledCase {
  return result.fault !== undefined;
}

function titleOf({ file, name, cell, fault }: SpoiledCase): string {
  const rest = cell?.replace(new RegExp(`(, )?fault=${fault}$`), "") ?? "";
  return `${file} › ${name}${rest === "" ? "" : ` [${rest}]`}`;
}

function cellOf(result: SpoiledCase | undefined, paint: Paint): string {
  if (result === undefined) return "-".padEnd(WIDTH);
  const word = wordOf(result).padEnd(WIDTH);
  return result.status === "failed" ? paint.bad(word) : paint.good(word);
}

function wordOf({ status, failures }: SpoiledCase): string {
  if (status !== "failed") return status === "passed" ? "ok" : status;
  const words = failures.flatMap(({ expectation }) =>
    Object.entries(OUTCOMES).flatMap(([at, word]) => (at === expectation ? [word] : [])),
  );
  return [...new Set(words)].join("+") || "differs";
}

const OUTCOMES: Readonly<Record<string, string>> = FAULT_OUTCOMES;

/** Which actions do what they must not, and under which faults. */
function outcomeLines(spoiled: readonly SpoiledCase[]): string[] {
  const lines = Object.entries(OUTCOMES).flatMap(([at, word]) => {
    const bad = spoiled.filter(({ failures }) =>
      failures.some(({ expectation }) => expectation === at),
    );
    const actions = [...new Set(bad.map(({ transcript }) => transcript?.action ?? "?"))];
    return actions.map((action) => {
      const faults = bad.filter((result) => (result.transcript?.action ?? "?") === action);
      const names = [...new Set(faults.map(({ fault }) => fault))].join(", ");
      return `  ${printable(action)} ${SAYS[word] ?? word} under ${names}`;
    });
  });
  return lines.length === 0 ? [] : ["", ...lines];
}

const SAYS: Readonly<Record<string, string>> = {
  success: "still says success",
  hangs: "hangs",
  leaks: "leaks a secret",
};
