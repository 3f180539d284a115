/**
 * Lays out a SPLUNK_HOME for the REST handlers of a stand-in that runs on its own: its apps, and its writes in
 * local/.
 */
import { dirname } from "node:path";
import { ClosingStack } from "../../host/closing-stack.ts";
import type { Carried } from "../../sandbox/fence/merge-outbound.ts";
import { raiseFence, USUAL_FENCE } from "../../sandbox/fence/raise-fence.ts";
import type { FenceRequest } from "../send-alert-request.ts";
import { openSandbox } from "../../sandbox/home/open-sandbox.ts";
import { emptyAddon } from "../../splunkd/search/world/empty-addon.ts";
import { confOnDisk } from "../../splunkd/visits/conf-on-disk.ts";
import { layLookup } from "../../splunkd/visits/lay-lookup.ts";
import type { Splunkd } from "../../splunkd/start-stand-in.ts";
import { type TiedHandlers, tieHandlers } from "./tie-handlers.ts";

export interface HandlerFence extends FenceRequest {
  /** Told of what handlers try to reach. */
  readonly onOutbound?: ((outbound: Carried) => void) | undefined;
}

/** `python` is the interpreter that the user asked for; undefined leaves it to restmap.conf. */
export async function openHandlerSandbox(
  splunkd: Splunkd,
  python: string | undefined,
  wish: HandlerFence = {},
): Promise<TiedHandlers> {
  const { apps, settings, store, home } = await splunkd.open();
  await using opened = new ClosingStack();
  const { isolate = true, writable = [], tooling, onOutbound } = wish;
  const { fence: kind = USUAL_FENCE.fence, network = USUAL_FENCE.network } = wish;
  const fence = opened.use(
    raiseFence({ fence: kind, network, isDryRun: false, isPython: true, onOutbound }),
  );
  // Says so where the fence that was asked for cannot stand.
  await fence.report();
  const { uri, hecUri } = splunkd;
  fence.offer([{ uri }, ...(hecUri === undefined ? [] : [{ uri: hecUri, isCollector: true }])]);
  const sandbox = opened.use(
    await openSandbox({
      addon: apps.addon ?? emptyAddon(),
      serverName: settings.serverName,
      profile: settings.profile,
      managementPort: splunkd.port,
      python: undefined,
      keeper: fence.keeper,
      isolate,
      writable,
      tooling,
      ports: fence.ports,
    }),
  );
  await fence.guard(dirname(sandbox.splunkHome));
  const { writeConf, runRestScript, commands } = opened.use(
    tieHandlers(sandbox, python, {
      serverUri: splunkd.uri,
      serverHost: settings.serverName,
      sessionKey: splunkd.sessionKey,
      splunkVersion: settings.profile.version,
    }),
  );
  for (const write of confOnDisk({ settings, store })) writeConf(write);
  for (const entity of store.bucket("lookup-files").all()) layLookup(sandbox.splunkHome, entity);
  // From here on server/settings names this SPLUNK_HOME, unless another was given, so that callers find what handlers
  // write.
  home.ofHandlers = sandbox.splunkHome;
  return { runRestScript, writeConf, commands, [Symbol.asyncDispose]: opened.release() };
}
