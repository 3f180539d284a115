/** A SPLUNK_HOME for the REST handlers of a stand-in that runs by itself: its apps, and in local/ what was written to it. */
import { restScriptRunner, type RestScriptRunner } from "./sandbox/rest-script-runner.ts";
import { openSandbox } from "./sandbox/open-sandbox.ts";
import { type LocalWrite, writeLocalConf } from "./sandbox/write-local-conf.ts";
import { emptyAddon } from "./splunkd/jobs/empty-addon.ts";
import { asText, type Entity } from "./splunkd/entity.ts";
import type { Splunkd } from "./splunkd/start-splunkd.ts";

export interface HandlerSandbox extends RestScriptRunner {
  writeConf(write: LocalWrite): void;
}

export async function openHandlerSandbox(
  splunkd: Splunkd,
  python: string | undefined,
): Promise<HandlerSandbox> {
  const { addon, settings, store } = await splunkd.open();
  const sandbox = openSandbox({
    addon: addon ?? emptyAddon(),
    serverName: settings.serverName,
    managementPort: splunkd.port,
    python: undefined,
  });
  const writeConf = (write: LocalWrite): void => writeLocalConf(sandbox.splunkHome, write);
  for (const [kind, entities] of Object.entries(store.snapshot().entities)) {
    if (kind.startsWith("conf-"))
      for (const entity of entities) lay(kind.slice(5), entity, writeConf);
  }
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

function lay(
  conf: string,
  { app, owner, sharing, name, content }: Omit<Entity, "shipped">,
  writeConf: (write: LocalWrite) => void,
): void {
  const settings = Object.entries(content)
    .filter(([key]) => !key.startsWith("#"))
    .map(([key, value]) => [key, asText(value)]);
  if (settings.length === 0) return;
  writeConf({
    conf,
    app,
    owner: sharing === "user" ? owner : "nobody",
    stanza: name,
    settings: Object.fromEntries(settings),
  });
}
