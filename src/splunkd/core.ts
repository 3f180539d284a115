/** What lies behind the listening sockets. Loaded with the first request: a script that never calls costs nothing. */
import { Readable } from "node:stream";
import type { TLSSocket } from "node:tls";
import { answer, heldAnswer, type Told } from "./answer.ts";
import { HeldReplies } from "./call/held-replies.ts";
import { RouteTable } from "./call/route-table.ts";
import type { Answered } from "./call/render/render-reply.ts";
import { shownBody, watchedBody } from "./call/record/shown-body.ts";
import { shownPath, shownQuery } from "./call/record/shown-url.ts";
import { composeParts, type PartsGround } from "./compose-parts.ts";
import { endpointGroups } from "./endpoints/all.ts";
import { AppEndpoints } from "./endpoints/apps/app-endpoints.ts";
import { HecAcks } from "./endpoints/hec/hec-acks.ts";
import type { RestRecord } from "./model/rest-record.ts";
import { RestError } from "./model/rest-error.ts";
import type { Parts } from "./parts.ts";
import type { InsideAnswer } from "./search/world/search-sources.ts";
import { kvSchema } from "./store/kv/kv-types.ts";
import type { Credentials } from "./store/runs.ts";
import type { OpenState } from "./store/state/state-file.ts";
import type { Store } from "./store/store.ts";
import type { HttpRequest, HttpResponse } from "./wire/http-types.ts";

export interface Core {
  readonly parts: Parts;
  handle(request: HttpRequest): HttpResponse | Promise<HttpResponse>;
  handleHec(request: HttpRequest): Promise<HttpResponse>;
  takeRaw(head: string, rest: Buffer, socket: TLSSocket): Promise<boolean>;
  /** Writes what is still to be written. */
  close(): void;
}

export interface CoreGround extends Omit<PartsGround, "ask" | "saved"> {
  readonly record: (one: RestRecord, headers: Credentials) => void;
  /** What an earlier start left. */
  readonly state: OpenState | undefined;
}

const routes = new RouteTable(endpointGroups);

export function openCore({ settings, inbox, record, address, state }: CoreGround): Core {
  const parts = composeParts({
    settings,
    inbox,
    address,
    saved: state?.saved,
    ask: async (url, key) => inside(await answer(getOf(url, key), world)),
  });
  const world = { parts, routes, apps: new AppEndpoints(parts.apps), held: new HeldReplies() };
  const { store } = parts;
  if (state !== undefined) store.listener = keptIn(state);
  if (state?.isNew !== false) fillCollections(parts);
  const acks = new HecAcks();
  const tell = (
    { method, url, headers }: HttpRequest,
    begun: number,
    { status, user, known, refusal }: Pick<RestRecord, "status" | "user" | "known" | "refusal">,
    bodies?: Bodies,
  ): RestRecord => {
    const cut = url.indexOf("?");
    const path = shownPath(cut === -1 ? url : url.slice(0, cut));
    const query = cut === -1 ? "" : shownQuery(url.slice(cut + 1));
    const durationMs = performance.now() - begun;
    const told = { method, path, query, status, durationMs, user, known };
    const refused = refusal === undefined ? told : { ...told, refusal };
    const one = bodies === undefined ? refused : Object.assign(bodies, refused);
    record(one, headers);
    return one;
  };
  const finish = (
    request: HttpRequest,
    begun: number,
    { answer: { status, headers, body }, ...told }: Told,
  ): HttpResponse => {
    const bodies: Bodies | undefined = settings.recordBodies === true ? {} : undefined;
    const sent = bodies === undefined ? body : keepBodies(bodies, request, body);
    parts.accessLog.add(tell(request, begun, { ...told, status }, bodies), request);
    const isWhole = typeof sent === "string" || Buffer.isBuffer(sent);
    return { status, headers, body: isWhole ? sent : Readable.from(sent) };
  };
  return {
    parts,
    handle(request) {
      const begun = performance.now();
      const held = heldAnswer(request, world);
      if (held !== undefined) return finish(request, begun, held);
      return answer(request, world).then((told) => finish(request, begun, told));
    },
    async handleHec(request) {
      const begun = performance.now();
      const { answerHec } = await import("./endpoints/hec/answer-hec.ts");
      const { response, user, known } = answerHec(request, parts, acks);
      const bodies: Bodies | undefined = settings.recordBodies === true ? {} : undefined;
      if (bodies !== undefined) keepBodies(bodies, request, response.body);
      tell(request, begun, { status: response.status, user, known }, bodies);
      return response;
    },
    takeRaw: async (head, rest, socket) =>
      (await import("./wire/take-stream.ts")).takeStream(parts, record)(head, rest, socket),
    close() {
      parts.scheduler.stop();
      // Whoever is still at work is not answered any more, and its file belongs to the next start.
      store.listener = undefined;
      state?.file.close(() => store.lines());
    },
  };
}

type Bodies = { requestBody?: string; responseBody?: string };

/** Gives the body to be sent; a long one is told of when it has gone by. */
function keepBodies<T extends Answered["body"] | Readable>(
  bodies: Bodies,
  { body: given, headers }: HttpRequest,
  body: T,
): T | AsyncIterable<string> {
  if (given.length > 0) bodies.requestBody = shownBody(given, headers);
  if (body instanceof Readable) return body;
  if (typeof body !== "string" && !Buffer.isBuffer(body))
    return watchedBody(body, (text) => (bodies.responseBody = text));
  bodies.responseBody = shownBody(body, {});
  return body;
}

/** What cannot be written is not answered as if it were. */
function keptIn({ file }: OpenState): NonNullable<Store["listener"]> {
  return (lines, all) => {
    try {
      file.append(lines, all);
    } catch (error) {
      throw new RestError(503, (error as Error).message);
    }
  };
}

/** Rows that fixtures give: `collection` of the add-on under test, or `app/collection`. */
function fillCollections({ settings, store }: Parts): void {
  const app = settings.addon?.appId ?? "search";
  for (const [name, rows] of Object.entries(settings.fixtures.collections ?? {})) {
    const collection = store.collection(name.includes("/") ? name : `${app}/${name}`);
    for (const row of rows) collection.save("nobody", row, kvSchema([]));
  }
  store.onChange();
}

function getOf(url: string, key: string): HttpRequest {
  const headers = { authorization: `Splunk ${key}` };
  return { method: "GET", url, headers, body: Buffer.alloc(0), client: "127.0.0.1" };
}

async function inside({ answer: { status, headers, body } }: Told): Promise<InsideAnswer> {
  const texts: string[] = [];
  if (typeof body === "string" || Buffer.isBuffer(body)) texts.push(String(body));
  else for await (const part of body) texts.push(part);
  return { status, type: headers["Content-Type"] ?? "", body: texts.join("") };
}
