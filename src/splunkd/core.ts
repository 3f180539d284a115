/** Everything behind the listening sockets. Loaded with the first request: a script that never calls costs nothing. */
import { Readable } from "node:stream";
import type { TLSSocket } from "node:tls";
import { answer } from "./answer.ts";
import { allEndpoints } from "./endpoints/all.ts";
import type { EventInbox } from "./event-inbox.ts";
import { answerHec } from "./hec/answer-hec.ts";
import { HecAcks } from "./hec/hec-acks.ts";
import type { HttpRequest, HttpResponse } from "./http-server.ts";
import { Instance } from "./instance.ts";
import { kvSchema } from "./kv/kv-types.ts";
import { createSaver } from "./persist.ts";
import { RouteTable } from "./route-table.ts";
import type { Credentials } from "./runs.ts";
import type { RequestRecord, Settings } from "./settings.ts";
import { type Snapshot, Store } from "./store.ts";
import { takeStream } from "./take-stream.ts";

export interface Core {
  readonly instance: Instance;
  handle(request: HttpRequest): Promise<HttpResponse>;
  handleHec(request: HttpRequest): Promise<HttpResponse>;
  takeRaw(head: string, rest: Buffer, socket: TLSSocket): boolean;
  /** Writes what is still to be written. */
  close(): void;
}

export interface CoreParts {
  readonly settings: Settings;
  readonly inbox: EventInbox;
  readonly record: (one: RequestRecord, headers: Credentials) => void;
  /** What an earlier start left. */
  readonly state: Snapshot | undefined;
  /** Where it listens. */
  readonly address: {
    readonly port: number;
    readonly uri: string;
    readonly hecUri: string | undefined;
  };
}

const routes = new RouteTable(allEndpoints);

export function openCore({ settings, inbox, record, address, state }: CoreParts): Core {
  const store = new Store(state);
  const instance = new Instance(settings, store, inbox);
  const saver = settings.persist === undefined ? undefined : createSaver(settings.persist, store);
  if (saver !== undefined) store.listener = () => saver.schedule();
  instance.port = address.port;
  instance.base = address.uri;
  instance.hecUri = address.hecUri;
  if (state === undefined) fillCollections(instance);
  const acks = new HecAcks();
  const told = (
    request: HttpRequest,
    begun: number,
  ): Pick<RequestRecord, "method" | "path" | "query" | "durationMs"> => {
    const cut = request.url.indexOf("?");
    return {
      method: request.method,
      path: cut === -1 ? request.url : request.url.slice(0, cut),
      query: cut === -1 ? "" : request.url.slice(cut + 1),
      durationMs: performance.now() - begun,
    };
  };
  return {
    instance,
    async handle(request) {
      const begun = performance.now();
      const { answer: made, user, known } = await answer(request, instance, routes);
      record({ ...told(request, begun), status: made.status, user, known }, request.headers);
      logAccess(instance, request, made.status, user);
      const { body } = made;
      return typeof body === "string" || Buffer.isBuffer(body)
        ? { ...made, body }
        : { ...made, body: Readable.from(body) };
    },
    async handleHec(request) {
      const begun = performance.now();
      const { response, user, known } = answerHec(request, instance, acks);
      record({ ...told(request, begun), status: response.status, user, known }, request.headers);
      return response;
    },
    takeRaw: takeStream(instance, record),
    close: () => saver?.flush(),
  };
}

/** Rows that fixtures give: `collection` of the add-on under test, or `app/collection`. */
function fillCollections({ settings, store }: Instance): void {
  const app = settings.addon?.appId ?? "search";
  for (const [name, rows] of Object.entries(settings.fixtures.collections ?? {})) {
    const collection = store.collection(name.includes("/") ? name : `${app}/${name}`);
    for (const row of rows) collection.save("nobody", row, kvSchema([]));
  }
}

const MOST_LINES = 10_000;

/** Ground: splunkd_access.log, the format of an access log with the milliseconds behind. */
function logAccess(
  splunkd: Instance,
  request: HttpRequest,
  status: number,
  user: string | null,
): void {
  const { accessLog } = splunkd;
  const now = splunkd.now();
  const date = new Date(now);
  const [day, month, year] = [
    date.getUTCDate(),
    date.toUTCString().slice(8, 11),
    date.getUTCFullYear(),
  ];
  const stamp = `${String(day).padStart(2, "0")}/${month}/${year}:${date.toISOString().slice(11, 23)} +0000`;
  const agent = String(request.headers["user-agent"] ?? "-");
  const text = `${request.client} - ${user ?? "-"} [${stamp}] "${request.method} ${request.url} HTTP/1.1" ${status} 0 "-" "${agent}" - - - 1ms`;
  // In one go now and then: to shift ten thousand lines for each request would cost more than the request.
  if (accessLog.length >= 2 * MOST_LINES) accessLog.splice(0, MOST_LINES);
  const [path = "", query = ""] = request.url.split("?", 2);
  const fields = {
    clientip: request.client,
    method: request.method,
    status: String(status),
    uri: request.url,
    uri_path: path,
    ...(query === "" ? {} : { uri_query: `?${query}` }),
    user: user ?? "-",
    useragent: agent,
  };
  accessLog.push({ time: now / 1000, text, fields });
}
