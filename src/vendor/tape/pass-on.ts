/** Passes a request on to the vendor, whose certificate is verified here, and its answer back to the script. */
import { Agent as PlainAgent, type IncomingMessage, request as plainRequest } from "node:http";
import { Agent, request as secureRequest } from "node:https";
import { isIP } from "node:net";
import { pipeline } from "node:stream/promises";
import type { VendorRequest } from "../exchange.ts";
import type { VendorMessage, VendorReply } from "../server/vendor-wire.ts";
import type { Spool } from "./spool.ts";

export type AnswerHeaders = Readonly<Record<string, string | string[]>>;

export interface PassedOn {
  readonly status: number;
  readonly headers: AnswerHeaders;
}

/** Ground: RFC 9110, 7.6.1: they are for one connection only. */
const OF_CONNECTION: ReadonlySet<string> = new Set([
  "connection",
  "keep-alive",
  "proxy-connection",
  "te",
  "trailer",
  "transfer-encoding",
  "upgrade",
  "http2-settings",
]);

export class Passage {
  // Verification is on, whatever NODE_TLS_REJECT_UNAUTHORIZED says. NODE_EXTRA_CA_CERTS adds to what is trusted.
  readonly #secure = new Agent({ keepAlive: true, rejectUnauthorized: true });
  readonly #plain = new PlainAgent({ keepAlive: true });

  /** @throws what the system throws where the vendor is not reached, or its certificate is not to be trusted. */
  async pass(
    request: VendorRequest,
    { message, sent, reply, received, signal }: Way & { readonly received: Spool },
  ): Promise<PassedOn> {
    const answer = await this.#ask(request, message, sent, signal);
    const status = answer.statusCode ?? 502;
    const headers = carried(answer.headers);
    reply.writeHead(status, headers);
    await pipeline(
      answer,
      async function* (source: AsyncIterable<Buffer>) {
        for await (const piece of source) {
          received.write(piece);
          yield piece;
        }
      },
      reply,
      { signal },
    );
    return { status, headers };
  }

  close(): void {
    this.#secure.destroy();
    this.#plain.destroy();
  }

  #ask(
    { method, isSecure, host, port, path, query }: VendorRequest,
    message: VendorMessage,
    sent: Spool,
    signal: AbortSignal,
  ): Promise<IncomingMessage> {
    const given = carried(message.headers);
    const authority = message.headers[":authority"];
    const headers = {
      ...given,
      host: typeof authority === "string" ? authority : (message.headers.host ?? host),
      ...(sent.bytes > 0 || given["content-length"] !== undefined
        ? { "content-length": String(sent.bytes) }
        : {}),
    };
    const target = query === "" ? path : `${path}?${query}`;
    const options = { host, port, method, path: target, headers, signal };
    return new Promise((done, fail) => {
      const asked = isSecure
        ? secureRequest(
            { ...options, agent: this.#secure, ...(isIP(host) === 0 ? { servername: host } : {}) },
            done,
          )
        : plainRequest({ ...options, agent: this.#plain }, done);
      asked.on("error", fail);
      pipeline(sent.stream(), asked, { signal }).catch(fail);
    });
  }
}

/** What a request goes by. */
export interface Way {
  readonly message: VendorMessage;
  readonly reply: VendorReply;
  /** The body of the request. */
  readonly sent: Spool;
  readonly signal: AbortSignal;
}

function carried(headers: Readonly<Record<string, string | string[] | undefined>>): AnswerHeaders {
  const kept: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(headers))
    if (value !== undefined && !name.startsWith(":") && !OF_CONNECTION.has(name))
      kept[name] = value;
  return kept;
}
