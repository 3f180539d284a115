/** The sign for the status of a case, in the colour that the status has in every report. */
import type { CaseStatus } from "../../scenario/report/report.ts";
import type { Paint } from "./paint.ts";

const COLOURS: Readonly<Record<CaseStatus, "good" | "bad" | "warn" | "dim">> = {
  passed: "good",
  failed: "bad",
  flaky: "warn",
  skipped: "dim",
  interrupted: "warn",
};

export function paintStatus(
  status: CaseStatus,
  signs: Readonly<Record<CaseStatus, string>>,
  paint: Paint,
): string {
  return paint[COLOURS[status]](signs[status]);
}
