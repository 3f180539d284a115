/** The stand-in as one run has it: the run's user and session key, its job, and the port that scripts take for granted. */
import { HarnessError } from "../errors.ts";
import { MANAGEMENT_PORT, type Splunkd, startSplunkd } from "./start-splunkd.ts";
import type { SplunkdOptions } from "./settings.ts";

/**
 * On 8089 when it is free: of 57 public add-ons 11 go there whatever `server_uri` says. Else on a free port, where
 * SPLUNKD_URI and the start-up hook of the sandbox lead.
 */
export async function serveRun(options: SplunkdOptions): Promise<Splunkd> {
  if (options.port !== undefined) return startSplunkd(options);
  try {
    return await startSplunkd({ ...options, port: MANAGEMENT_PORT });
  } catch (error) {
    if (!(error instanceof HarnessError) || error.code !== "SPLUNKD_PORT_TAKEN") throw error;
    return startSplunkd({ ...options, port: 0 });
  }
}
