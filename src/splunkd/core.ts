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
import { RouteTable } from "./route-table.ts";
import type { RequestRecord, Settings } from "./settings.ts";
import { Store } from "./store.ts";
import { takeStream } from "./take-stream.ts";

export interface Core {
  readonly instance: Instance;
  handle(request: HttpRequest): Promise<HttpResponse>;
  handleHec(request: HttpRequest): Promise<HttpResponse>;
  takeRaw(head: string, rest: Buffer, socket: TLSSocket): boolean;
}

export interface CoreParts {
  readonly settings: Settings;
  readonly inbox: EventInbox;
  readonly record: (one: RequestRecord) => void;
  /** Where it listens. */
  readonly address: {
    readonly port: number;
    readonly uri: string;
    readonly hecUri: string | undefined;
  };
}

const routes = new RouteTable(allEndpoints);

export function openCore({ settings, inbox, record, address }: CoreParts): Core {
  const instance = new Instance(settings, new Store(), inbox);
  instance.port = address.port;
  instance.base = address.uri;
  instance.hecUri = address.hecUri;
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
      record({ ...told(request, begun), status: made.status, user, known });
      const { body } = made;
      return typeof body === "string" || Buffer.isBuffer(body)
        ? { ...made, body }
        : { ...made, body: Readable.from(body) };
    },
    async handleHec(request) {
      const begun = performance.now();
      const { response, user, known } = answerHec(request, instance, acks);
      record({ ...told(request, begun), status: response.status, user, known });
      return response;
    },
    takeRaw: takeStream(instance, record),
  };
}
