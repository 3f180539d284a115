/** A report without what the add-on's ar-sim.config waives; the count of it is told, since silence would hide it. */
import { basename } from "node:path";
import { findConfig } from "../addon/read-config.ts";
import type { CheckReport } from "../checks/check-addon.ts";
import { readWaivers, waive } from "../checks/waive.ts";

export async function waivedReport(
  report: CheckReport,
  root: string,
  ran: (id: string) => boolean,
): Promise<CheckReport> {
  const config = await findConfig(root);
  const waivers = readWaivers(config);
  if (config === undefined || waivers.length === 0) return report;
  const today = new Date().toISOString().slice(0, 10);
  const file = basename(config.file);
  const { findings, waived } = waive(report.findings, waivers, { today, file, ran });
  if (waived === 0) return { ...report, findings };
  return { ...report, findings, notes: [...report.notes, `waived in ${file}: ${waived}`] };
}
