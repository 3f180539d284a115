/**
 * Answers the calls of a script in place of the vendor. It gets connections that a fence took out of the script's network,
 * and so knows which host each was meant for. It listens nowhere unless it is asked to.
 */
import type { Server } from "node:http";
import type { Http2SecureServer } from "node:http2";
import type { Socket } from "node:net";
import { messageOf } from "../../host/caught.ts";
import { type Answering, type Destination, REFUSED } from "../../sandbox/fence/fence-types.ts";
import type { Authority } from "../certificates/authority.ts";
import type { Exchange, VendorRequest } from "../exchange.ts";
import type { StubAnswer } from "../stubs/stub.ts";
import type { StubList, UsedStub } from "../stubs/stub-list.ts";
import { spoilAnswer } from "../faults/spoil-answer.ts";
import type { Recorder } from "../tape/recorder.ts";
import { ExchangeLog, MOST_EXCHANGES } from "./exchange-log.ts";
import { readBody } from "./read-body.ts";
import { sendAnswer } from "./send-answer.ts";
import {
  boundaryOf,
  endBoth,
  plainServer,
  readFirst,
  secureServer,
  soon,
  targetOf,
  type VendorMessage,
  type VendorReply,
} from "./vendor-wire.ts";

/** A connection, and what came of it. */
export interface VendorConnection extends Destination {
  /** Why nothing was answered on it. null where something was. */
  readonly refusal: string | null;
}

/** Ground: RFC 8446: a fatal alert, number 40. */
const HANDSHAKE_FAILURE = Buffer.from([21, 3, 3, 0, 2, 2, 40]);
export const WRONG_HOST = "wrong-host.invalid";

/** The refusal of a call that no stub is for. */
const NO_STUB = "no stub answers it";

/** A script that tries every host must not fill the memory. */
const MOST_SERVERS = 1000;

interface Line extends Destination {
  readonly socket: Socket;
  readonly remotePort: number | undefined;
  isSecure: boolean;
  refusal: string | null;
  hasExchange: boolean;
}

export class VendorServer implements Answering, AsyncDisposable {
  readonly stubs: StubList;
  readonly #authority: Authority;
  readonly #log = new ExchangeLog();
  readonly #lines: Line[] = [];
  readonly #open = new Set<Line>();
  readonly #servers = new Map<string, Promise<Server | Http2SecureServer>>();
  readonly #busy = new Set<Promise<void>>();
  readonly #ended = new AbortController();

  /** Passes on what no stub answers, where a cassette is recorded. */
  readonly recorder: Recorder | undefined;

  constructor(stubs: StubList, authority: Authority, recorder?: Recorder) {
    this.stubs = stubs;
    this.recorder = recorder;
    this.#authority = authority;
  }

  /** Ports at which a vendor may be called. */
  get ports(): readonly number[] {
    return [...new Set([80, 443, ...this.destinations.map(({ port }) => port)])];
  }

  get destinations(): readonly Destination[] {
    const stubbed = this.stubs.urls.map(({ host, port }) => ({ host, port }));
    return [...stubbed, ...(this.recorder?.hosts ?? [])];
  }

  get unknownNames(): readonly string[] {
    return this.stubs.unknownNames;
  }

  get cert(): string {
    return this.#authority.cert;
  }

  /** Whether a stub is for this host, or its answers are recorded. */
  answers({ host, port }: Destination): boolean {
    if (this.stubs.urls.some((url) => url.port === port && url.isHost(host))) return true;
    return this.recorder?.records({ host, port }) === true;
  }

  /** Takes over a connection that was meant for `to`. */
  receive(socket: Socket, to: Destination): void {
    const { remotePort } = socket;
    const unknown = { isSecure: false, refusal: null, hasExchange: false };
    const line: Line = { ...to, socket, remotePort, ...unknown };
    if (this.#lines.length < MOST_EXCHANGES) this.#lines.push(line);
    this.#open.add(line);
    socket.on("error", () => undefined);
    socket.once("close", () => this.#open.delete(line));
    socket.setNoDelay(true);
    const fault = this.stubs.takeLine(to);
    if (fault !== undefined) line.refusal = `answered with the fault ${fault}`;
    if (fault === "refused" || fault === "dns") {
      socket.resetAndDestroy();
      return;
    }
    readFirst(socket, (isSecure) => {
      line.isSecure = isSecure;
      if (fault === "timeout") return;
      if (fault === "tls" || (fault === "wrong-host" && !isSecure)) {
        socket.end(HANDSHAKE_FAILURE);
        return;
      }
      this.#serverFor(line, fault === "wrong-host" ? WRONG_HOST : to.host).then(
        (server) => server.emit("connection", socket),
        (error: unknown) => {
          line.refusal = messageOf(error);
          socket.destroy();
        },
      );
    });
  }

  /** What was called, and on which connections. Waits for answers that are under way. */
  async seen(): Promise<{
    readonly exchanges: readonly Exchange[];
    readonly connections: readonly VendorConnection[];
    readonly stubs: readonly UsedStub[];
  }> {
    await Promise.race([Promise.all(this.#busy), soon()]);
    return {
      exchanges: [...this.#log.exchanges],
      stubs: this.stubs.used(),
      connections: this.#lines.map((line) => ({
        host: line.host,
        port: line.port,
        refusal: line.refusal ?? (line.hasExchange || this.answers(line) ? null : REFUSED),
      })),
    };
  }

  [Symbol.asyncDispose](): Promise<void> {
    this.#ended.abort();
    this.recorder?.close();
    for (const { socket } of this.#open) socket.destroy();
    return Promise.resolve();
  }

  /** A server for each host, since a request does not say where its connection was meant to go. */
  #serverFor(line: Line, certified: string): Promise<Server | Http2SecureServer> {
    const { host, port, isSecure } = line;
    const key = `${isSecure} ${host} ${port} ${certified}`;
    const known = this.#servers.get(key);
    if (known !== undefined) return known;
    if (this.#servers.size >= MOST_SERVERS) return Promise.reject(new Error("too many hosts"));
    const heed = (message: VendorMessage, reply: VendorReply): void => {
      const to = { host, port, isSecure };
      const work = this.#heed(message, reply, to).catch(() => undefined);
      this.#busy.add(work);
      work.finally(() => this.#busy.delete(work));
    };
    const made: Promise<Server | Http2SecureServer> = isSecure
      ? secureServer(
          { authority: this.#authority, host: certified, isOther: certified !== host },
          heed,
          (why) => this.#fail(host, port, why),
        )
      : Promise.resolve(plainServer(heed));
    this.#servers.set(key, made);
    return made;
  }

  #fail(host: string, port: number, why: string): void {
    const last = this.#lines.findLast(
      (line) =>
        line.host === host && line.port === port && !line.hasExchange && line.refusal === null,
    );
    if (last !== undefined) last.refusal = `TLS: ${why}`;
  }

  async #heed(
    message: VendorMessage,
    reply: VendorReply,
    to: Pick<VendorRequest, "host" | "port" | "isSecure">,
  ): Promise<void> {
    const begun = performance.now();
    const at = new Date().toISOString();
    reply.on("error", () => undefined);
    const { request, sent } = await this.#read(message, to);
    const stub = this.stubs.take(request);
    const line = this.#lineOf(message, to);
    if (line !== undefined) line.hasExchange = true;
    const { answer, ending } = spoilAnswer(stub?.answer ?? NO_ANSWER, stub?.fault);
    const record = (status: number | null, received: number): void => {
      const unmatched = stub === undefined ? this.stubs.whyNone(request) : null;
      const durationMs = Math.round(performance.now() - begun);
      this.#log.add(request, { at, stub, status, received, durationMs, unmatched });
    };
    if (stub === undefined && sent !== undefined) {
      const way = { message, reply, sent, signal: this.#ended.signal };
      const passed = await this.recorder?.passOn(request, way);
      if (passed !== undefined) {
        this.#log.add(request, { at, stub, ...passed });
        if (passed.unmatched !== null) endBoth(message, line, passed.unmatched.differs[0]);
        return;
      }
    }
    if (stub === undefined || ending === "reset") {
      record(null, 0);
      if (line !== undefined && stub === undefined) line.refusal = NO_STUB;
      endBoth(message, line);
      return;
    }
    let received = 0;
    try {
      const wish = { method: request.method, ending, signal: this.#ended.signal };
      received = await sendAnswer(reply, answer, wish);
      if (ending === "cut") endBoth(message, line);
    } finally {
      record(answer.status, received);
    }
  }

  async #read(message: VendorMessage, to: Pick<VendorRequest, "host" | "port" | "isSecure">) {
    const [path = "/", query = ""] = targetOf(message.url ?? "/");
    const encoding = message.headers["content-encoding"];
    const sent = this.recorder?.records(to) === true ? this.recorder.spool() : undefined;
    const body = await readBody(message, encoding, (piece) => sent?.write(piece));
    const [method, boundary] = [message.method ?? "GET", boundaryOf(message)];
    const request: VendorRequest = { ...to, method, path, query, body, boundary };
    return { request, sent };
  }

  #lineOf(message: VendorMessage, to: Destination): Line | undefined {
    const { remotePort } = message.socket;
    for (const line of this.#open)
      if (line.host === to.host && line.port === to.port && line.remotePort === remotePort)
        return line;
    return undefined;
  }
}

const NO_ANSWER: StubAnswer = { status: 200, headers: {}, body: { kind: "none" }, delayMs: 0 };
