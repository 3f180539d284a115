/** What the page tells of the add-on: its actions, findings and targets. */
import type { Addon } from "../../addon/addon.ts";
import { checkAddon, type CheckReport } from "../../checks/check-addon.ts";
import { TARGETS } from "../../platforms/targets.ts";

export interface AddonView {
  readonly addon: Addon;
  readonly report: CheckReport;
}

/** `check` with all products and releases as targets. It reads the scripts with Python, which takes about a second. */
export function viewAddon(addon: Addon): AddonView {
  const targets = TARGETS.filter(({ kind }) => kind !== "python");
  return { addon, report: checkAddon(addon, { targets }) };
}
