/** Whether an app is switched off by its own app.conf, so that Splunk reads nothing else of it. */
import type { LayeredConf, Setting } from "../../conf/layered-conf.ts";
import type { Problem } from "../../errors.ts";
import type { Addon } from "../addon.ts";

/** Ground: app.conf.spec, `[install] state`. */
export function disablingSetting(app: LayeredConf): Setting | undefined {
  const state = app.stanzas.get("install")?.own.get("state");
  return state?.value.trim().toLowerCase() === "disabled" ? state : undefined;
}

export function disabledProblem({ appId, disabledBy }: Addon): Problem[] {
  if (disabledBy === undefined) return [];
  return [
    {
      code: "ADDON_DISABLED",
      message: `${appId} is disabled in app.conf, so Splunk ignores its configuration`,
      hint: "Write `state = enabled` below [install], or leave it out.",
      where: disabledBy.where,
    },
  ];
}
