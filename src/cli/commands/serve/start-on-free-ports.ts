/** Starts the stand-in on Splunk's usual ports, or on the next ones that are free. */
import { HarnessError } from "../../../errors.ts";
import type { Splunkd } from "../../../splunkd/start-stand-in.ts";
import { startSplunkd, type StartSplunkdOptions } from "../../../start-splunkd.ts";

export interface AskedPorts {
  readonly management: number | undefined;
  readonly hec: number | undefined;
}

const USUAL = { management: 8089, hec: 8088, web: 8000 };
/** From one port to the next that is tried. */
const STEP = 10;
const HIGHEST = 65_000;

/** A usual port that is in use is passed over with a note; one that was asked for is an error. */
export async function startOnFreePorts(
  asked: AskedPorts,
  options: StartSplunkdOptions,
): Promise<Splunkd> {
  const tried = { management: asked.management ?? USUAL.management, hec: asked.hec ?? USUAL.hec };
  for (;;) {
    try {
      return await startSplunkd({
        ...options,
        port: tried.management,
        hecPort: tried.hec,
        webPort: USUAL.web,
      });
    } catch (error) {
      const taken = takenPort(error);
      const which = (["management", "hec"] as const).find((key) => tried[key] === taken);
      if (which === undefined || asked[which] !== undefined || tried[which] > HIGHEST) throw error;
      const next = tried[which] + STEP;
      process.stderr.write(`port ${tried[which]} is in use, trying ${next}\n`);
      tried[which] = next;
    }
  }
}

/** Ground: Node's EADDRINUSE names the port. */
function takenPort(error: unknown): number | undefined {
  if (!(error instanceof HarnessError) || error.code !== "SPLUNKD_PORT_TAKEN") return undefined;
  const { cause } = error;
  return cause instanceof Error && "port" in cause ? Number(cause.port) : undefined;
}
