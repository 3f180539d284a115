/** Says in one line what is open where others than this machine reach the stand-in. */
import { printable } from "../../../text/printable.ts";
import type { StartSplunkdOptions } from "../../../start-splunkd.ts";

type Exposed = Pick<StartSplunkdOptions, "host" | "installApps" | "addon">;

export function printExposed(options: Exposed): void {
  const { host = "" } = options;
  process.stderr.write(
    `Open to others at ${printable(host)}: the REST API and the HTTP Event Collector. ${powerOf(options)}\n`,
  );
}

/** What the password is good for. */
function powerOf({ installApps, addon }: Exposed): string {
  if (installApps !== false)
    return "Whoever has the password can install an app, and so run code as you. --no-install refuses that.";
  return addon === undefined
    ? "Whoever has the password can change all that the stand-in holds."
    : "Whoever has the password can run the add-on's scripts as you.";
}
