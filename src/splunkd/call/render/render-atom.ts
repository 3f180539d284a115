/**
 * Feeds and responses as Atom XML. Ground: REST API User Manual, «Atom feed response»; the element order and the
 * nesting of s:dict and s:list are those splunklib and the npm SDK read.
 */
import { asText, content, type Value } from "../../model/entity.ts";
import type { Feed, FeedText, Response, View } from "../../model/reply.ts";
import type { Message } from "../../model/rest-error.ts";
import {
  type Origin,
  aclOf,
  attributesOf,
  entryId,
  entryLinks,
  feedLinks,
} from "./render-parts.ts";
import { escapeMarkup } from "../../../text/escape-markup.ts";

/** Quoted so, as splunk-sdk-java's suite compares the first line letter by letter. */
const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';
const STYLE = '<?xml-stylesheet type="text/xml" href="/static/atom.xsl"?>\n';
const SPACES = 'xmlns="http://www.w3.org/2005/Atom" xmlns:s="http://dev.splunk.com/ns/rest"';

export function atomFeed(feed: Feed, origin: Origin, now: number): FeedText {
  const { total, perPage, offset } = feed.paging ?? {
    total: feed.views.length,
    perPage: 30,
    offset: 0,
  };
  const before = [
    HEAD,
    STYLE,
    `<feed ${SPACES} xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/">\n`,
    `  <title>${escapeMarkup(feed.title)}</title>\n`,
    `  <id>${escapeMarkup(origin.base + origin.path)}</id>\n`,
    "  <updated>",
  ];
  const after = [
    "</updated>\n",
    `  <generator build="${escapeMarkup(origin.build)}" version="${escapeMarkup(origin.version)}"/>\n`,
    "  <author>\n    <name>Splunk</name>\n  </author>\n",
    ...links(feedLinks(feed, origin), "  "),
    `  <opensearch:totalResults>${total}</opensearch:totalResults>\n`,
    `  <opensearch:itemsPerPage>${perPage}</opensearch:itemsPerPage>\n`,
    `  <opensearch:startIndex>${offset}</opensearch:startIndex>\n`,
    messages(feed.messages ?? [], "s:"),
  ];
  const entries = entriesOf(feed.views, { origin, now, spaces: "" });
  return { before: before.join(""), after: after.join(""), entries, end: "</feed>\n" };
}

function* entriesOf(views: readonly View[], mode: EntryMode): Generator<string> {
  for (const view of views) yield entry(view, mode);
}

/** An entry that stands for itself. */
export function atomEntry(view: View, origin: Origin, now: number): string {
  return HEAD + STYLE + entry(view, { origin, now, spaces: ` ${SPACES}` });
}

export function xmlResponse(response: Pick<Response, "values" | "messages">): string {
  const values = Object.entries(response.values ?? {})
    .map(([key, value]) => `  <${key}>${escapeMarkup(value)}</${key}>\n`)
    .join("");
  const notes = response.messages === undefined ? "" : messages(response.messages, "");
  return `${HEAD}<response>\n${values}${notes}</response>\n`;
}

function messages(list: readonly Message[], prefix: string): string {
  if (list.length === 0) return `  <${prefix}messages/>\n`;
  const each = list.map(({ type, text, code }) => {
    const attribute = code === undefined ? "" : ` code="${escapeMarkup(code)}"`;
    return `    <${prefix}msg type="${type}"${attribute}>${escapeMarkup(text)}</${prefix}msg>\n`;
  });
  return `  <${prefix}messages>\n${each.join("")}  </${prefix}messages>\n`;
}

interface EntryMode {
  readonly origin: Origin;
  readonly now: number;
  /** Declared where an entry stands for itself. */
  readonly spaces: string;
}

function entry(view: View, { origin, now, spaces }: EntryMode): string {
  const { content } = view;
  const dict: string[] = [];
  for (const key of Object.keys(content).sort()) {
    const value = content[key] ?? null;
    dict.push(keyed(key, key === "messages" ? byType(value) : value));
  }
  dict.push(keyed("eai:acl", aclOf(view)));
  if (view.fields !== undefined) dict.push(keyed("eai:attributes", attributesOf(view.fields)));
  return [
    `  <entry${spaces}>\n`,
    `    <title>${escapeMarkup(view.title ?? view.name)}</title>\n`,
    `    <id>${escapeMarkup(origin.base + entryId(view))}</id>\n`,
    `    <updated>${isoTime(view.updated ?? now)}</updated>\n`,
    ...links(entryLinks(view), "    "),
    view.published === undefined ? "" : `    <published>${isoTime(view.published)}</published>\n`,
    `    <author>\n      <name>${escapeMarkup(view.owner)}</name>\n    </author>\n`,
    ...(view.text === undefined
      ? ['    <content type="text/xml">\n      <s:dict>', ...dict, "</s:dict>\n    </content>\n"]
      : [`    <content type="text">${escapeMarkup(view.text)}</content>\n`]),
    "  </entry>\n",
  ].join("");
}

function links(all: Readonly<Record<string, string>>, indent: string): string[] {
  return Object.entries(all).map(
    ([rel, href]) => `${indent}<link href="${escapeMarkup(href)}" rel="${escapeMarkup(rel)}"/>\n`,
  );
}

function keyed(key: string, value: Value): string {
  return `\n        <s:key name="${escapeMarkup(key)}">${node(value)}</s:key>`;
}

/** Ground: recorded jobs: in XML their messages are lists by kind. */
function byType(value: Value): Value {
  if (!Array.isArray(value)) return value;
  const lists = new Map<string, string[]>();
  for (const item of value as readonly Value[]) {
    const { type, text } = content(
      typeof item === "object" && item !== null ? Object.entries(item) : { text: item },
    );
    const kind = asText(type ?? "info").toLowerCase();
    lists.set(kind, [...(lists.get(kind) ?? []), asText(text)]);
  }
  return content(lists);
}

function node(value: Value): string {
  if (value === null) return "";
  if (typeof value === "boolean") return value ? "1" : "0";
  if (typeof value === "string") return escapeMarkup(value);
  if (typeof value === "number") return String(value);
  // An empty list must be there as an element, or clients read it as nothing at all.
  if (Array.isArray(value)) {
    if (value.length === 0) return "<s:list/>";
    return `<s:list>${value.map((item) => `<s:item>${node(item as Value)}</s:item>`).join("")}</s:list>`;
  }
  const pairs = Object.entries(value);
  return pairs.length === 0
    ? "<s:dict/>"
    : `<s:dict>${pairs.map(([key, item]) => keyed(key, item as Value)).join("")}</s:dict>`;
}

/** `2026-01-31T12:00:00+00:00`; milliseconds are kept where there are any, so that a touched job looks newer. */
export function isoTime(ms: number): string {
  const text = new Date(ms).toISOString();
  return text.replace(/(?:\.000)?Z$/, "+00:00");
}
