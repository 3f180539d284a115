/** A reply as status, headers and body: XML unless JSON is asked for. */
import type { Call } from "./call.ts";
import { atomFeed, xmlResponse } from "./render-atom.ts";
import { jsonFeed, jsonResponse } from "./render-json.ts";
import type { Origin } from "./render-parts.ts";
import { JSON_TYPE, type Reply, XML_TYPE } from "./reply.ts";
import { RestError } from "./rest-error.ts";

export interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer | AsyncIterable<string>;
}

export function renderReply(reply: Reply, { call, path }: { call: Call; path: string }): Answered {
  if (reply.kind === "text") {
    const { status = 200, type, body, headers } = reply;
    return { status, headers: { ...headers, "Content-Type": type }, body };
  }
  const isJson = wantsJson(call.outputMode);
  const headers = "headers" in reply ? reply.headers : undefined;
  const status = reply.status ?? 200;
  const type = { ...headers, "Content-Type": isJson ? JSON_TYPE : XML_TYPE };
  if (reply.kind === "response") {
    return { status, headers: type, body: isJson ? jsonResponse(reply) : xmlResponse(reply) };
  }
  const { splunkd } = call;
  const origin: Origin = {
    base: splunkd.base,
    path,
    now: splunkd.now(),
    build: splunkd.settings.build,
    version: splunkd.settings.version,
  };
  return {
    status,
    headers: type,
    body: isJson ? jsonFeed(reply, origin) : atomFeed(reply, origin),
  };
}

export function renderError(error: RestError, outputMode: string): Answered {
  const isJson = wantsJson(outputMode);
  const { messages } = error;
  return {
    status: error.status,
    headers: { ...error.headers, "Content-Type": isJson ? JSON_TYPE : XML_TYPE },
    body: isJson
      ? JSON.stringify({
          messages: messages.map(({ type, text, code }) => ({
            type,
            ...(code === undefined ? {} : { code }),
            text,
          })),
        })
      : xmlResponse({ messages }),
  };
}

function wantsJson(outputMode: string): boolean {
  return outputMode.startsWith("json");
}
