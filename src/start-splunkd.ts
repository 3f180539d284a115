/**
 * The stand-in for splunkd as `ar-sim serve` and test runners have it: with the REST handlers that the add-on brings,
 * which run in a throw-away SPLUNK_HOME of their own, laid out with the first call of one.
 */
import { basename } from "node:path";
import type { TiedHandlers } from "./run/tie-handlers.ts";
import type { SplunkdOptions } from "./splunkd/instance/settings.ts";
import { type Splunkd, startStandIn } from "./splunkd/start-stand-in.ts";

export type { Splunkd };

export interface StartSplunkdOptions extends SplunkdOptions {
  /** Interpreter for the add-on's own handlers: a path or a version; default: as restmap.conf says, else Python 3.9. */
  readonly python?: string | undefined;
}

/**
 * Starts the stand-in for splunkd.
 *
 * @example
 * await using splunkd = await startSplunkd({ addon: loadAddon('my-addon') })
 * splunkd.uri // 'https://127.0.0.1:43210'
 */
export async function startSplunkd(options: StartSplunkdOptions = {}): Promise<Splunkd> {
  const { python, ...given } = options;
  if (given.runRestScript !== undefined) return startStandIn(given);
  let opening: Promise<TiedHandlers> | undefined;
  const packages: AsyncDisposable[] = [];
  const server = await startStandIn({
    ...given,
    packApp: async (root, appName) => {
      const { packApp } = await import("./sandbox/package/pack-app.ts");
      const packed = await packApp(root, appName);
      packages.push(packed);
      return packed.file;
    },
    unpackApp: async (source, appName) => {
      const [{ unpackApp }, { loadAddon }] = await Promise.all([
        import("./sandbox/package/unpack-app.ts"),
        import("./addon/load-addon.ts"),
      ]);
      const unpacked = await unpackApp(source);
      packages.push(unpacked);
      // Ground: an app is called as its folder is, whatever it says of itself.
      return loadAddon(unpacked.root, { appId: appName ?? basename(unpacked.root) });
    },
    // There is a server by the time that anyone calls it.
    runRestScript: async (script, request) => {
      opening ??= import("./run/open-handler-sandbox.ts").then(({ openHandlerSandbox }) =>
        openHandlerSandbox(server, python),
      );
      return (await opening).runRestScript(script, request);
    },
    onConfWrite: (write) => {
      given.onConfWrite?.(write);
      // What was written before a sandbox is there, it is laid out with.
      void opening?.then(({ writeConf }) => writeConf(write)).catch(() => undefined);
    },
  });
  let closing: Promise<void> | undefined;
  const close = (): Promise<void> =>
    (closing ??= server.close().finally(async () => {
      const sandbox = await opening?.catch(() => undefined);
      await sandbox?.[Symbol.asyncDispose]();
      await Promise.all(packages.map((one) => one[Symbol.asyncDispose]()));
    }));
  if (given.persist !== undefined) {
    try {
      const { installAgain } = await import("./splunkd/instance/install-app.ts");
      await installAgain(await server.open());
    } catch (error) {
      await close();
      throw error;
    }
  }
  return {
    ...server,
    get webPort() {
      return server.webPort;
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}
