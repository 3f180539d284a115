/** Starts an action for a search that was posted to `ar-sim serve`, and reports on stderr how it ended. */
import type { Addon } from "../../../addon/addon.ts";
import { HarnessError } from "../../../errors.ts";
import { ASSUMED } from "../../../invocation/assumptions.ts";
import type { FenceRequest } from "../../../run/send-alert-request.ts";
import { sendalertErrorOf } from "../../../run/search/sendalert-error.ts";
import { errorInSendalert } from "../../../sandbox/process/splunkd-log.ts";
import type { StartAction } from "../../../splunkd/model/run-records.ts";
import type { Splunkd } from "../../../splunkd/start-stand-in.ts";
import { paintFor } from "../../report/paint-for.ts";

/** `splunkd`: the one that the search was posted to, which serves the action too. `fence`: what stands around it. */
export function startActionOf(
  addon: Addon,
  splunkd: () => Splunkd,
  { fence, network, isolate, writable }: FenceRequest,
): StartAction {
  return async ({ action, params, rows, sid, now, search, owner, app, savedSearch }) => {
    const { sendAlert } = await import("../../../sendalert.ts");
    const { terminal } = await import("../../../reporters/transcript/terminal.ts");
    try {
      const transcript = await sendAlert(addon, {
        action,
        params: Object.fromEntries(params),
        rows: { kind: "rows", rows },
        searchText: search,
        searchApp: app,
        owner,
        sid,
        now,
        splunkd: splunkd(),
        fence,
        network,
        isolate,
        writable,
        mode: savedSearch && (savedSearch.isPerResult ? "per-result" : "saved"),
        searchName: savedSearch?.name,
      });
      const paint = paintFor(process.stderr);
      process.stderr.write(terminal(transcript, { paint, verbose: false, base: process.cwd() }));
      return sendalertErrorOf(transcript, ASSUMED.killedCode);
    } catch (error) {
      if (error instanceof HarnessError) return errorInSendalert(error.message);
      throw error;
    }
  };
}
