/** A report without the findings that ar-sim.config of the add-on waives, and with a note on how many these are. */
import { basename } from "node:path";
import { configPath, findConfig } from "../../../addon/config/read-config.ts";
import type { CheckReport } from "../../../checks/check-addon.ts";
import { linkBounds } from "../../../host/files/link-bounds.ts";
import { readWaivers } from "../../../checks/waivers/read-waivers.ts";
import { waive } from "../../../checks/waivers/waive.ts";

export async function waivedReport(
  report: CheckReport,
  root: string,
  options: {
    readonly isPackage: boolean;
    readonly followLinks: boolean;
    ran(id: string): boolean;
  },
): Promise<CheckReport> {
  if (options.isPackage) return withoutOwnWord(report, root);
  const config = await findConfig(root, "waivers", {
    bounds: linkBounds(root, options.followLinks),
  });
  const waivers = readWaivers(config);
  if (config === undefined || waivers.length === 0) return report;
  const today = new Date().toISOString().slice(0, 10);
  const file = basename(config.file);
  const { findings, waived } = waive(report.findings, waivers, { today, file, ran: options.ran });
  if (waived === 0) return { ...report, findings };
  return {
    ...report,
    findings,
    notes: [...report.notes, `${file} waives ${waived} ${waived === 1 ? "finding" : "findings"}`],
  };
}

/** A package must not waive its own findings, nor stop the check with a broken file: who checks it did not make it. */
function withoutOwnWord(report: CheckReport, root: string): CheckReport {
  const path = configPath(root);
  if (path === undefined) return report;
  const note = `${basename(path)} inside the package is ignored: a package cannot waive its own findings`;
  return { ...report, notes: [...report.notes, note] };
}
