/** A SPLUNK_HOME for the REST handlers of a stand-in that runs by itself: its apps, and in local/ what was written to it. */
import { restScriptRunner, type RestScriptRunner } from "../sandbox/process/rest-script-runner.ts";
import { openSandbox } from "../sandbox/home/open-sandbox.ts";
import { type LocalWrite, writeLocalConf } from "../sandbox/home/write-local-conf.ts";
import { emptyAddon } from "../splunkd/search/empty-addon.ts";
import { confOnDisk } from "../splunkd/visits/conf-on-disk.ts";
import { layLookup } from "../splunkd/visits/lay-lookup.ts";
import type { Splunkd } from "../splunkd/start-stand-in.ts";

export interface HandlerSandbox extends RestScriptRunner {
  writeConf(write: LocalWrite): void;
}

export async function openHandlerSandbox(
  splunkd: Splunkd,
  python: string | undefined,
): Promise<HandlerSandbox> {
  const instance = await splunkd.open();
  const { addon, settings } = instance;
  const sandbox = openSandbox({
    addon: addon ?? emptyAddon(),
    serverName: settings.serverName,
    managementPort: splunkd.port,
    python: undefined,
  });
  const writeConf = (write: LocalWrite): void => writeLocalConf(sandbox.splunkHome, write);
  for (const write of confOnDisk(instance)) writeConf(write);
  for (const entity of instance.entities("lookup-files").all())
    layLookup(sandbox.splunkHome, entity);
  // From here on callers are told of it, unless a home was given, and find there what handlers write.
  instance.handlerHome = sandbox.splunkHome;
  const runner = restScriptRunner({
    sandbox,
    python,
    search: { serverUri: splunkd.uri, serverHost: settings.serverName },
  });
  return {
    run: runner.run,
    writeConf,
    async [Symbol.asyncDispose]() {
      await runner[Symbol.asyncDispose]();
      await sandbox[Symbol.asyncDispose]();
    },
  };
}
