/** Feeds and responses as splunkd's JSON (`output_mode=json`). Ground: what the npm SDK, solnlib and UCC read of it. */
import type { Content, Draft } from "../../model/entity.ts";
import type { Feed, FeedText, Response, View } from "../../model/reply.ts";
import { isoTime } from "./render-atom.ts";
import { type Origin, aclOf, entryId, entryLinks, feedLinks } from "./render-parts.ts";

export function jsonFeed(feed: Feed, origin: Origin, now: number): FeedText {
  const { total, perPage, offset } = feed.paging ?? {
    total: feed.views.length,
    perPage: 30,
    offset: 0,
  };
  const head = { links: feedLinks(feed, origin), origin: origin.base + origin.path };
  const generator = { generator: { build: origin.build, version: origin.version } };
  const rest = { paging: { total, perPage, offset }, messages: feed.messages ?? [] };
  return {
    before: `${escaped(head).slice(0, -1)},"updated":"`,
    after: `",${escaped(generator).slice(1, -1)},"entry":[`,
    entries: entriesOf(feed.views, origin, now),
    end: `],${escaped(rest).slice(1)}`,
  };
}

function* entriesOf(views: readonly View[], origin: Origin, now: number): Generator<string> {
  let between = "";
  for (const view of views) {
    yield between + escaped(jsonEntry(view, origin, now));
    between = ",";
  }
}

/** Ground: recorded answers have `<\\/` for `</`, and no other slash is escaped. */
function escaped(value: object): string {
  return JSON.stringify(value).replaceAll("</", "<\\/");
}

function jsonEntry(view: View, origin: Origin, now: number): object {
  return {
    name: view.title ?? view.name,
    id: origin.base + entryId(view),
    updated: isoTime(view.updated ?? now),
    links: entryLinks(view),
    published: view.published === undefined ? undefined : isoTime(view.published),
    author: view.owner,
    acl: aclOf(view),
    fields: view.fields,
    content: view.text ?? sorted(view.content),
  };
}

function sorted(content: Content): object {
  const made = Object.create(null) as Draft;
  // The ACL stands beside the content in JSON; the key inside it is there, and null.
  for (const key of [...Object.keys(content), "eai:acl"].sort()) made[key] = content[key] ?? null;
  return made;
}

export function jsonResponse(response: Pick<Response, "values" | "json" | "messages">): string {
  const { values, json, messages } = response;
  return JSON.stringify({ ...(json ?? values), ...(messages && { messages }) });
}
