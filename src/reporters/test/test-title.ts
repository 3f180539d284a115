/** The name of a case in every report: its file, its name, and its matrix cell. */
import type { CaseReport } from "../../scenario/report/report.ts";

export function caseTitle(one: Pick<CaseReport, "file" | "name" | "cell">): string {
  return `${one.file} › ${caseName(one)}`;
}

export function caseName({ name, cell }: Pick<CaseReport, "name" | "cell">): string {
  return cell === null ? name : `${name} [${cell}]`;
}

/** Whether this case fails the run. */
export function isBad(one: Pick<CaseReport, "status">): boolean {
  return one.status === "failed" || one.status === "interrupted";
}
