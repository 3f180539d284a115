/**
 * The stand-in for splunkd, as `ar-sim serve` and test runners start it. It runs the REST handlers of the add-on, in a
 * throw-away SPLUNK_HOME of their own.
 */
import { ClosingStack } from "./host/closing-stack.ts";
import { liveCopy } from "./host/live-copy.ts";
import { AppPackages } from "./run/handlers/app-packages.ts";
import type { HandlerFence } from "./run/handlers/open-handler-sandbox.ts";
import { HandlersOnDemand } from "./run/handlers/handlers-on-demand.ts";
import type { SplunkdOptions } from "./splunkd/instance/settings.ts";
import { type Splunkd, startStandIn } from "./splunkd/start-stand-in.ts";

export type { Splunkd };

export interface StartSplunkdOptions extends SplunkdOptions, HandlerFence {
  /** Interpreter for the REST handlers of the add-on: a path or a version. Default: that of restmap.conf, else 3.9. */
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
  const { python, fence, network, isolate, writable, onOutbound, ...given } = options;
  if (given.runRestScript !== undefined) return startStandIn(given);
  await using opened = new ClosingStack();
  const { packApp, unpackApp, dropApp } = opened.use(new AppPackages());
  // Only the server calls the handlers, so it is there before they are laid out.
  const handlers = opened.use(
    new HandlersOnDemand(async () => {
      const { openHandlerSandbox } = await import("./run/handlers/open-handler-sandbox.ts");
      return openHandlerSandbox(server, python, {
        fence,
        network,
        isolate,
        writable,
        onOutbound,
      });
    }),
  );
  const server: Splunkd = opened.use(
    await startStandIn({
      ...given,
      packApp,
      unpackApp,
      dropApp,
      runRestScript: handlers.runRestScript,
      searchCommands: handlers.searchCommands,
      onConfWrite(write) {
        given.onConfWrite?.(write);
        handlers.writeConf(write);
      },
    }),
  );
  if (given.persist !== undefined) {
    const { installAgain } = await import("./splunkd/instance/apps/install-app.ts");
    await installAgain(await server.open());
  }
  const closeAll = opened.release();
  let closing: Promise<void> | undefined;
  const close = (): Promise<void> => (closing ??= closeAll());
  return liveCopy(server, { close, [Symbol.asyncDispose]: close });
}
