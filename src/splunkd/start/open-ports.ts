/** The ports of the REST API and of the HTTP Event Collector. */
import type { ServerResponse } from "node:http";
import { HEC_PORT } from "../../conf/shipped-confs.ts";
import { HarnessError } from "../../errors.ts";
import { cacheFolder } from "../../host/cache-folder.ts";
import type { Settings, SplunkdOptions } from "../instance/settings.ts";
import { certificate } from "../wire/certificate.ts";
import { type RunningServer, startHttpServer } from "../wire/http-server.ts";
import type { HttpTurns } from "../wire/http-turns.ts";
import type * as Refusals from "../wire/http-refusals.ts";
import type { LazyCore } from "./lazy-core.ts";

export interface Ports {
  readonly server: RunningServer;
  readonly hec: RunningServer | undefined;
}

export async function openPorts(
  options: Pick<SplunkdOptions, "port" | "hecPort">,
  core: LazyCore,
  settings: Settings,
  turns: HttpTurns,
): Promise<Ports> {
  const common = {
    host: settings.host,
    certificate: () => certificate(settings.cacheFolder ?? cacheFolder()),
    turns,
    prepare: core.prepare,
  } satisfies Partial<Listening>;
  const server = await listen(options.port ?? 0, {
    ...common,
    takeRaw: async (head, rest, socket) => (await core.open()).takeRaw(head, rest, socket),
    handle(message, response) {
      const opened = core.opened();
      if (opened !== undefined) return opened.handle(message, response);
      core.open().then(
        (opened) => opened.handle(message, response),
        () => refuse(response, ({ refuseUnserved }) => refuseUnserved(message, response)),
      );
    },
  });
  const hec = await listenForEvents(options.hecPort ?? false, {
    ...common,
    handle(message, response) {
      core.open().then(
        (opened) => opened.handleHec(message, response),
        () => refuse(response, ({ refuseEvents }) => refuseEvents(response)),
      );
    },
  }).catch(async (error: unknown) => {
    await server[Symbol.asyncDispose]();
    throw error;
  });
  return { server, hec };
}

/** Whoever opens the stand-in by hand is told why. */
function refuse(response: ServerResponse, answer: (wire: typeof Refusals) => void): void {
  import("../wire/http-refusals.ts").then(answer, () => response.destroy());
}

type Listening = Omit<Parameters<typeof startHttpServer>[0], "port">;

async function listenForEvents(
  port: number | "usual" | false,
  options: Listening,
): Promise<RunningServer | undefined> {
  if (port === false) return undefined;
  if (port !== "usual") return listen(port, options);
  return listen(HEC_PORT, options).catch((error: unknown) => {
    if (!(error instanceof HarnessError) || error.code !== "SPLUNKD_PORT_TAKEN") throw error;
    return listen(0, options);
  });
}

async function listen(port: number, options: Listening): Promise<RunningServer> {
  try {
    return await startHttpServer({ ...options, port });
  } catch (cause) {
    const { code, syscall, message } = cause as NodeJS.ErrnoException;
    if (code === "EADDRINUSE") {
      throw new HarnessError("SPLUNKD_PORT_TAKEN", `port ${port} is in use`, {
        hint: "Stop what listens there, or leave the port to ar-sim.",
        cause,
      });
    }
    if (syscall === undefined) throw cause;
    throw new HarnessError("SPLUNKD_NO_ADDRESS", `cannot listen on ${options.host}: ${message}`, {
      hint: "Name an address of this machine, 127.0.0.1 for example, and a port above 1023.",
      cause,
    });
  }
}
