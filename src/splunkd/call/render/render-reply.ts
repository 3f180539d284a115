/** A reply as status, headers and body: XML unless JSON is asked for. */
import { atomEntry, atomFeed, isoTime, xmlResponse } from "./render-atom.ts";
import { jsonFeed, jsonResponse } from "./render-json.ts";
import type { Origin } from "./render-parts.ts";
import { breathe, Pace } from "../../../search/spl/stage/breath.ts";
import { type Feed, type FeedText, JSON_TYPE, type Reply, XML_TYPE } from "../../model/reply.ts";
import { RestError } from "../../model/rest-error.ts";

/** A feed ready to be sent, at any time. */
export interface RenderedFeed extends Pick<FeedText, "before" | "after"> {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
}

/** A feed with more entries is made while it is sent, and never whole. */
const MOST_AT_ONCE = 200;

export interface Answered {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer | AsyncIterable<string>;
}

/** Where an answer is made, and how it is told. */
export interface Mode extends Origin {
  readonly isJson: boolean;
}

/** `now`: for what tells no time of its own. */
export function renderReply(reply: Reply, mode: Mode, now: number): Answered {
  if (reply.kind === "text") {
    const { status = 200, type, body, headers } = reply;
    return { status, headers: { ...headers, "Content-Type": type }, body };
  }
  if (reply.kind === "response") {
    const { status = 200, headers } = reply;
    const body = mode.isJson ? jsonResponse(reply) : xmlResponse(reply);
    return { status, headers: { ...headers, "Content-Type": typeOf(mode) }, body };
  }
  const [first] = reply.views;
  if (reply.isBareEntry === true && first !== undefined && !mode.isJson) {
    const body = atomEntry(first, mode, now);
    return { status: reply.status ?? 200, headers: { "Content-Type": XML_TYPE }, body };
  }
  if (!isLong(reply)) return stamped(renderFeed(reply, mode, now), now);
  const text = feedText(reply, mode, now);
  return { status: reply.status ?? 200, headers: headersOf(mode), body: inSlices(text, now) };
}

export function isLong({ views }: Feed): boolean {
  return views.length > MOST_AT_ONCE;
}

export function renderFeed(feed: Feed, mode: Mode, now: number): RenderedFeed {
  const { before, after, entries, end } = feedText(feed, mode, now);
  const status = feed.status ?? 200;
  return { status, headers: headersOf(mode), before, after: [after, ...entries, end].join("") };
}

function feedText(feed: Feed, mode: Mode, now: number): FeedText {
  return mode.isJson ? jsonFeed(feed, mode, now) : atomFeed(feed, mode, now);
}

function headersOf(mode: Mode): Answered["headers"] {
  return { "Content-Type": typeOf(mode) };
}

/** While a long list is made, others have their turn. */
async function* inSlices(feed: FeedText, now: number): AsyncGenerator<string> {
  const pace = new Pace();
  let text = feed.before + secondOf(now) + feed.after;
  for (const entry of feed.entries) {
    text += entry;
    if (!pace.isDue()) continue;
    yield text;
    text = "";
    await breathe();
  }
  yield text + feed.end;
}

function typeOf({ isJson }: Pick<Mode, "isJson">): string {
  return isJson ? JSON_TYPE : XML_TYPE;
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

export function renderError(
  error: RestError,
  outputMode: string,
): Answered & { readonly body: string } {
  const isJson = wantsJson(outputMode);
  const { messages } = error;
  return {
    status: error.status,
    headers: { ...error.headers, "Content-Type": typeOf({ isJson }) },
    body: isJson
      ? JSON.stringify({
          messages: messages.map(({ type, text, code }) => ({ type, code, text })),
        })
      : xmlResponse({ messages }),
  };
}

export function wantsJson(outputMode: string): boolean {
  return outputMode.startsWith("json");
}
