/** Whether each user of the fixtures has roles that there are: one without rights would only meet 403, and nobody knew why. */
import { HarnessError } from "../../errors.ts";
import { addonRoles } from "../store/seeds/add-on-roles.ts";
import type { Settings } from "./settings.ts";
import { shippedRoles } from "../model/shipped/shipped-roles.ts";

export function checkRoles({ fixtures, addon, persist }: Settings): void {
  // A role may have been made through the API, in an earlier start.
  if (persist !== undefined) return;
  const known = new Set([
    ...Object.keys(shippedRoles),
    ...addonRoles(addon).keys(),
    ...(fixtures.roles ?? []).map(({ name }) => name),
  ]);
  for (const { name, roles } of fixtures.users ?? []) {
    const missing = roles.find((role) => !known.has(role));
    if (missing === undefined) continue;
    throw new HarnessError("SPLUNKD_BAD_FIXTURE", `there is no role ${missing} for ${name}`, {
      hint: `Known are ${[...known].join(", ")}; one of your own goes under \`roles\` of the fixtures.`,
    });
  }
}
