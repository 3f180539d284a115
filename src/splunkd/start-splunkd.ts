/**
 * Starts the stand-in for splunkd: HTTPS on loopback, one store behind it, every request told of.
 * A family of endpoints is a file in endpoints/, most of them a description handed to `collection()`; all.ts lists them.
 */
import { homedir } from "node:os";
import { join } from "node:path";
import { HarnessError } from "../errors.ts";
import { answer } from "./answer.ts";
import { certificate } from "./certificate.ts";
import { answerHec } from "./hec/answer-hec.ts";
import { HecAcks } from "./hec/hec-acks.ts";
import { takeStream } from "./take-stream.ts";
import { allEndpoints } from "./endpoints/all.ts";
import {
  type HttpRequest,
  type HttpResponse,
  type RunningServer,
  startHttpServer,
} from "./http-server.ts";
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
  /** Of the HTTP Event Collector, where it was asked for. */
  readonly hecUri: string | undefined;
}

const routes = new RouteTable(allEndpoints);

export async function startSplunkd(options: SplunkdOptions = {}): Promise<Splunkd> {
  const settings = fillSettings(options);
  const instance = new Instance(settings, new Store());
  const requests: RequestRecord[] = [];
  const record = (one: RequestRecord): void => {
    requests.push(one);
    settings.onRequest?.(one);
  };
  const common = {
    host: settings.host,
    certificate: await certificate(settings.cacheFolder ?? cacheFolder()),
    maxBodyBytes: settings.maxBodyBytes,
    tooLarge: () => renderError(new RestError(413, "Content-Length too large"), "xml"),
  };
  const server = await listen(options.port ?? 0, {
    ...common,
    takeRaw: takeStream(instance, record),
    handler: (request) => handle(request, instance, record),
  });
  instance.port = server.port;
  instance.base = `https://${settings.host}:${server.port}`;
  const hec = await startHec(options.hecPort ?? false, common, instance, record).catch(
    async (error: unknown) => {
      await server[Symbol.asyncDispose]();
      throw error;
    },
  );
  if (hec !== undefined) instance.hecUri = `https://${settings.host}:${hec.port}`;
  return {
    uri: instance.base,
    port: server.port,
    sessionKey: instance.sessions.alertKey,
    requests,
    instance,
    hecUri: instance.hecUri,
    async [Symbol.asyncDispose]() {
      await Promise.all([server, hec].map((one) => one?.[Symbol.asyncDispose]()));
    },
  };
}

type Common = Omit<Parameters<typeof startHttpServer>[0], "port" | "handler">;

async function startHec(
  port: number | false,
  common: Common,
  splunkd: Instance,
  record: (one: RequestRecord) => void,
): Promise<RunningServer | undefined> {
  if (port === false) return undefined;
  const acks = new HecAcks();
  return listen(port, {
    ...common,
    handler: (request) => handleHec(request, splunkd, acks, record),
  });
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
  record: (one: RequestRecord) => void,
): Promise<HttpResponse> {
  const begun = performance.now();
  const { answer: made, user, known } = await answer(request, splunkd, routes);
  record({
    ...asked(request),
    status: made.status,
    durationMs: performance.now() - begun,
    user,
    known,
  });
  return made;
}

async function handleHec(
  request: HttpRequest,
  splunkd: Instance,
  acks: HecAcks,
  record: (one: RequestRecord) => void,
): Promise<HttpResponse> {
  const begun = performance.now();
  const { response, user, known } = answerHec(request, splunkd, acks);
  record({
    ...asked(request),
    status: response.status,
    durationMs: performance.now() - begun,
    user,
    known,
  });
  return response;
}

function asked({ method, url }: HttpRequest): Pick<RequestRecord, "method" | "path" | "query"> {
  const cut = url.indexOf("?");
  return cut === -1
    ? { method, path: url, query: "" }
    : { method, path: url.slice(0, cut), query: url.slice(cut + 1) };
}

function cacheFolder(): string {
  const base = process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache");
  return join(base, "ar-sim");
}
