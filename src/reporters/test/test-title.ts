/** What a case is called in every report: its file, its name, its cell of the matrix. */
import type { CaseReport } from "../../scenario/report/report.ts";

export function caseTitle(one: Pick<CaseReport, "file" | "name" | "cell">): string {
  return `${one.file} › ${caseName(one)}`;
}

export function caseName({ name, cell }: Pick<CaseReport, "name" | "cell">): string {
  return cell === null ? name : `${name} [${cell}]`;
}

/** Whether the run as a whole is red for this case. */
export function isBad(one: Pick<CaseReport, "status">): boolean {
  return one.status === "failed" || one.status === "interrupted";
}
