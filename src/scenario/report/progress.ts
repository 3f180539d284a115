/** What happens while scenarios run, for a reporter that shows it live. Types only. */
import type { CaseReport, FileReport } from "./report.ts";

export interface TestProgress {
  /** Before the first case: what will run. */
  planned?(plan: { readonly cases: number; readonly files: readonly FileReport[] }): void;
  started?(testCase: Pick<CaseReport, "id" | "name" | "cell" | "file" | "line">): void;
  ended?(testCase: CaseReport): void;
}
