/** What an endpoint answers, before it is XML or JSON. */
import type { Content, Perms, Sharing, Value } from "./entity.ts";
import type { Message } from "./rest-error.ts";

/** Names of the arguments an endpoint takes: shown as `eai:attributes` and `fields`. */
export interface Fields {
  readonly required: readonly string[];
  readonly optional: readonly string[];
  readonly wildcard: readonly string[];
}

export interface View {
  readonly name: string;
  /** Shown instead of the name as title. */
  readonly title?: string;
  /** Path of its collection below the namespace: `storage/passwords`. */
  readonly collection: string;
  /** Its path from the root, where it does not follow from the namespace it lies in. */
  readonly address?: string;
  /** undefined: not in a namespace, links start with `/services`. */
  readonly app: string | undefined;
  readonly owner: string;
  readonly sharing: Sharing;
  readonly perms: Perms | null;
  readonly canWrite: boolean;
  readonly removable: boolean;
  /** Epoch milliseconds; undefined: the moment of the answer. */
  readonly updated: number | undefined;
  readonly published?: number;
  /** Where it is not that of an object in a namespace. */
  readonly acl?: Content;
  readonly content: Content;
  /** All there is of it, in place of the content. */
  readonly text?: string;
  readonly fields?: Fields | undefined;
  /** Further links: rel → last segment of its path, or a path from the root. */
  readonly links?: Readonly<Record<string, string>> | undefined;
  /** Without edit, remove, enable links. */
  readonly readOnly?: boolean;
}

export interface Feed {
  readonly kind: "feed";
  readonly status?: number;
  readonly title: string;
  readonly views: readonly View[];
  /** Absent: all of them are there. */
  readonly paging?: { readonly total: number; readonly perPage: number; readonly offset: number };
  readonly messages?: readonly Message[];
  /** Links of the feed itself: `create` … */
  readonly canCreate?: boolean;
  readonly links?: Readonly<Record<string, string>>;
  /** A job is a bare entry in XML, a feed of one in JSON. */
  readonly isBareEntry?: boolean;
}

/** A feed as it goes over the wire: the time of the answer stands behind `before`, the entries behind `after`. */
export interface FeedText {
  readonly before: string;
  readonly after: string;
  /** Made as they are asked for, with what stands between them. */
  readonly entries: Iterable<string>;
  readonly end: string;
}

/** `<response>…</response>` in XML, the same keys as an object in JSON. */
export interface Response {
  readonly kind: "response";
  readonly status?: number;
  readonly values?: Readonly<Record<string, string>>;
  /** JSON where it differs from `values`. */
  readonly json?: Readonly<Record<string, Value>>;
  readonly messages?: readonly Message[];
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

export interface Text {
  readonly kind: "text";
  readonly status?: number;
  readonly type: string;
  readonly body: string | Buffer | AsyncIterable<string>;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

export type Reply = Feed | Response | Text;

export const JSON_TYPE = "application/json; charset=UTF-8";
export const XML_TYPE = "text/xml; charset=UTF-8";
const PLAIN_TYPE = "text/plain; charset=UTF-8";

export function json(value: unknown, status = 200): Text {
  return { kind: "text", status, type: JSON_TYPE, body: JSON.stringify(value) };
}

export function xml(body: string, status = 200): Text {
  return { kind: "text", status, type: XML_TYPE, body };
}

export function plain(body: string, status = 200): Text {
  return { kind: "text", status, type: PLAIN_TYPE, body };
}

export function info(text: string, status = 200): Response {
  return { kind: "response", status, messages: [{ type: "INFO", text }] };
}
