/** A reply as status, headers and body: XML unless JSON is asked for. */
import type { Call } from "../call.ts";
import { atomEntry, atomFeed, isoTime, xmlResponse } from "./render-atom.ts";
import { jsonFeed, jsonResponse } from "./render-json.ts";
import type { Origin } from "./render-parts.ts";
import { type Feed, type FeedText, JSON_TYPE, type Reply, XML_TYPE } from "../../model/reply.ts";
import { RestError } from "../../model/rest-error.ts";

/** A feed ready to be sent, at any time. */
export interface RenderedFeed extends FeedText {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
}

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
  if (reply.kind === "response") {
    const { status = 200, headers } = reply;
    return {
      status,
      headers: { ...headers, "Content-Type": isJson ? JSON_TYPE : XML_TYPE },
      body: isJson ? jsonResponse(reply) : xmlResponse(reply),
    };
  }
  const [first] = reply.views;
  if (reply.isBareEntry === true && first !== undefined && !isJson) {
    const body = atomEntry(first, originOf(call, path));
    return { status: reply.status ?? 200, headers: { "Content-Type": XML_TYPE }, body };
  }
  return stamped(renderFeed(reply, { call, path }), call.splunkd.now());
}

export function renderFeed(feed: Feed, { call, path }: { call: Call; path: string }): RenderedFeed {
  const isJson = wantsJson(call.outputMode);
  const origin = originOf(call, path);
  return {
    status: feed.status ?? 200,
    headers: { "Content-Type": isJson ? JSON_TYPE : XML_TYPE },
    ...(isJson ? jsonFeed(feed, origin) : atomFeed(feed, origin)),
  };
}

/** The feed as sent at that time. Ground: recorded answers tell it to the second. */
export function stamped({ status, headers, before, after }: RenderedFeed, now: number): Answered {
  return { status, headers, body: before + secondOf(now) + after };
}

const last = { second: -1, text: "" };

/** Many answers fall into one second. */
function secondOf(now: number): string {
  const second = now - (now % 1000);
  if (second !== last.second) Object.assign(last, { second, text: isoTime(second) });
  return last.text;
}

function originOf({ splunkd }: Call, path: string): Origin {
  const { build, version } = splunkd.settings;
  return { base: splunkd.base, path, build, version };
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
