/** The name of a case in every report: its file, its name, and its matrix cell. */
import type { CaseReport } from "../../scenario/report/report.ts";

export function caseTitle(caseReport: Pick<CaseReport, "file" | "name" | "cell">): string {
  return `${caseReport.file} › ${caseName(caseReport)}`;
}

export function caseName({ name, cell }: Pick<CaseReport, "name" | "cell">): string {
  return cell === null ? name : `${name} [${cell}]`;
}

/** Whether this case fails the run. */
export function isBad(caseReport: Pick<CaseReport, "status">): boolean {
  return caseReport.status === "failed" || caseReport.status === "interrupted";
}
