import { randomBytes, randomUUID } from "node:crypto";
import fastify, { type InjectOptions } from "fastify";
import { type Core, openCore } from "../../../src/splunkd/core.ts";
import { fillSettings, type SplunkdOptions } from "../../../src/splunkd/instance/settings.ts";
import type { RestRecord } from "../../../src/splunkd/model/rest-record.ts";
import { EventInbox } from "../../../src/splunkd/store/event-inbox.ts";
import { StateFile } from "../../../src/splunkd/store/state/state-file.ts";
import { HttpTurns } from "../../../src/splunkd/wire/http-turns.ts";
import type { Message } from "../../../src/splunkd/wire/message.ts";

export interface Injected {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
}

export interface Asking {
  /** In place of the stand-in's own session key; null goes without. */
  readonly authorization?: string | null;
  readonly form?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Resolves when it is its turn on its connection. */
  readonly turn?: Promise<void>;
}

export interface InjectedSplunkd extends AsyncDisposable {
  readonly core: Core;
  readonly requests: readonly RestRecord[];
  inject(method: string, url: string, asking?: Asking): Promise<Injected>;
  /** To the HTTP Event Collector. */
  injectHec(method: string, url: string, asking?: Asking): Promise<Injected>;
}

/** Leads from the request to its turn. */
const TURN = "x-test-turn";
/** It came by the port of the HTTP Event Collector. */
const HEC = "x-test-hec";

/** A stand-in without ports: requests go to what lies behind them, by the `inject()` of Fastify. */
export function injectSplunkd(options: SplunkdOptions = {}): InjectedSplunkd {
  const sessionKey = options.sessionKey ?? randomBytes(16).toString("hex");
  const settings = fillSettings({ ...options, sessionKey });
  const requests: RestRecord[] = [];
  const core = openCore({
    settings,
    inbox: new EventInbox(settings),
    record: (request) => void requests.push(request),
    address: { port: 8089, uri: "https://127.0.0.1:8089", hecUri: undefined, webPort: undefined },
    turns: new HttpTurns(),
    state: options.persist === undefined ? undefined : StateFile.open(options.persist),
  });
  const turns = new Map<string, Promise<void>>();
  const front = fastify();
  front.addHook("onRequest", (request, reply) => {
    const message: Message = request.raw;
    const id = String(message.headers[TURN]);
    message.turn = turns.get(id);
    delete message.headers[TURN];
    // What stands for a socket here has no clock.
    message.socket.setTimeout = () => message.socket;
    reply.hijack();
    if (message.headers[HEC] === undefined) core.handle(message, reply.raw);
    else core.handleHec(message, reply.raw);
  });
  const inject: InjectedSplunkd["inject"] = async (method, url, asking = {}) => {
    const id = randomUUID();
    if (asking.turn !== undefined) turns.set(id, asking.turn);
    const asked: InjectOptions = {
      method: method as InjectMethod,
      url,
      headers: { ...headersOf(asking, sessionKey), [TURN]: id },
      payload: asking.form === undefined ? (asking.body ?? "") : formOf(asking.form),
    };
    const { statusCode, headers, payload } = await front.inject(asked);
    return { status: statusCode, headers, text: payload };
  };
  return {
    core,
    requests,
    inject,
    injectHec: (method, url, asking = {}) =>
      inject(method, url, { ...asking, headers: { ...asking.headers, [HEC]: "1" } }),
    async [Symbol.asyncDispose]() {
      await core.close();
      await front.close();
    },
  };
}

type InjectMethod = NonNullable<InjectOptions["method"]>;

function formOf(fields: Readonly<Record<string, string>>): string {
  return new URLSearchParams(fields).toString();
}

function headersOf({ authorization, headers }: Asking, sessionKey: string): Record<string, string> {
  const key = authorization === undefined ? `Splunk ${sessionKey}` : authorization;
  return { ...(key === null ? {} : { authorization: key }), ...headers };
}
