/**
 * Starts the stand-in for splunkd: HTTPS on loopback, one store behind it, every request told of.
 * A family of endpoints is a file in endpoints/, most of them a description handed to `collection()`; all.ts lists them.
 */
import { homedir } from "node:os";
import { join } from "node:path";
import { HarnessError } from "../errors.ts";
import { answer } from "./answer.ts";
import { certificate } from "./certificate.ts";
import { allEndpoints } from "./endpoints/all.ts";
import { type HttpRequest, type HttpResponse, startHttpServer } from "./http-server.ts";
import { Instance } from "./instance.ts";
import { renderError } from "./render-reply.ts";
import { RestError } from "./rest-error.ts";
import { RouteTable } from "./route-table.ts";
import { fillSettings, type RequestRecord, type SplunkdOptions } from "./settings.ts";
import { Store } from "./store.ts";

export interface Splunkd extends AsyncDisposable {
  /** `https://127.0.0.1:<port>`. */
  readonly uri: string;
  readonly port: number;
  /** Good for all requests of the user it was started for. */
  readonly sessionKey: string;
  /** Every request so far, the oldest first. */
  readonly requests: readonly RequestRecord[];
  readonly instance: Instance;
}

const routes = new RouteTable(allEndpoints);

export async function startSplunkd(options: SplunkdOptions = {}): Promise<Splunkd> {
  const settings = fillSettings(options);
  const instance = new Instance(settings, new Store());
  const requests: RequestRecord[] = [];
  const server = await listen(options.port ?? 0, {
    host: settings.host,
    certificate: await certificate(settings.cacheFolder ?? cacheFolder()),
    maxBodyBytes: settings.maxBodyBytes,
    tooLarge: () => renderError(new RestError(413, "Content-Length too large"), "xml"),
    handler: (request) => handle(request, instance, requests),
  });
  instance.port = server.port;
  instance.base = `https://${settings.host}:${server.port}`;
  return {
    uri: instance.base,
    port: server.port,
    sessionKey: instance.sessions.alertKey,
    requests,
    instance,
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

async function listen(
  port: number,
  options: Omit<Parameters<typeof startHttpServer>[0], "port">,
): ReturnType<typeof startHttpServer> {
  try {
    return await startHttpServer({ ...options, port });
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code !== "EADDRINUSE") throw cause;
    throw new HarnessError("SPLUNKD_PORT_TAKEN", `port ${port} is in use`, {
      hint: "Stop what listens there, or leave the port to ar-sim.",
      cause,
    });
  }
}

async function handle(
  request: HttpRequest,
  splunkd: Instance,
  requests: RequestRecord[],
): Promise<HttpResponse> {
  const begun = performance.now();
  const told = await answer(request, splunkd, routes);
  const cut = request.url.indexOf("?");
  const record: RequestRecord = {
    method: request.method,
    path: cut === -1 ? request.url : request.url.slice(0, cut),
    query: cut === -1 ? "" : request.url.slice(cut + 1),
    status: told.answer.status,
    durationMs: performance.now() - begun,
    user: told.user,
    known: told.known,
  };
  requests.push(record);
  splunkd.settings.onRequest?.(record);
  return told.answer;
}

function cacheFolder(): string {
  const base = process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache");
  return join(base, "ar-sim");
}
