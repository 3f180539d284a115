/**
 * `| rest` in a search of the stand-in: the entries of a feed as rows, nested keys joined by dots, lists as multivalue.
 * Ground: Search Reference, «rest»; columns as public dashboards use them: title, id, author, updated, eai:acl.app …
 */
import { STATUS_CODES } from "node:http";
import { emptyRow, type MutableRow } from "../../../search/text/row.ts";
import type { SplWorld } from "../../../search/spl/stage/stage.ts";
import { asText, type Content, type Value } from "../../model/entity.ts";
import type { User } from "../../instance/users.ts";
import type { InsideAnswer } from "../../wire/ask-inside.ts";
import type { SearchSources } from "./search-sources.ts";

type AskRest = NonNullable<SplWorld["rest"]>;

type RestSources = Pick<SearchSources, "ask" | "address" | "sessions" | "settings">;

/** Asked with the key that the caller came with, or one of the same user. */
export function askRest(
  { ask, address: { uri }, sessions, settings }: RestSources,
  user: User,
  sessionKey: string | undefined,
): AskRest {
  return async (path, args) => {
    const key = sessionKey ?? sessions.open(user.name);
    const [address = "", given = ""] = path.split("?", 2);
    const query = new URLSearchParams(given);
    for (const [name, value] of args) query.append(name, value);
    const asked = `${encodeURI(address)}?${query.toString()}`;
    query.set("output_mode", "json");
    const answer = await ask(`${encodeURI(address)}?${query.toString()}`, key);
    if (answer.status >= 400) return { failure: failureOf(answer.status, asked, uri) };
    return { rows: rowsOf(answer, settings.serverName) };
  };
}

/** Ground: messages of searches as public questions quote them. */
function failureOf(status: number, asked: string, base: string): string {
  const uri = `uri=${base}${asked} from server=${base}`;
  return status === 404
    ? `Failed to fetch REST endpoint ${uri}. Check that the URI path provided exists in the REST API.`
    : `Unexpected status for to fetch REST endpoint ${uri} - ${STATUS_CODES[status] ?? status}`;
}

function rowsOf({ type, body }: InsideAnswer, serverName: string): MutableRow[] {
  const everyRow = { splunk_server: serverName };
  if (!type.includes("json")) return [rowOf({ ...everyRow, value: body })];
  const document = JSON.parse(body) as Value;
  const entries = (document as { entry?: Entry[] }).entry;
  if (Array.isArray(entries)) return entries.map((entry) => entryRow(entry, everyRow));
  const items = Array.isArray(document) ? document : [document];
  return items.map((item) => rowOf({ ...everyRow, ...(item as Content) }));
}

interface Entry {
  readonly name: string;
  readonly id: string;
  readonly updated: string;
  readonly published?: string;
  readonly author: string;
  readonly acl: Content;
  readonly fields?: Content;
  /** Of a property its bare value. */
  readonly content: Content | string;
}

function entryRow(entry: Entry, everyRow: Content): MutableRow {
  const { name, id, updated, published, author, acl, fields, content } = entry;
  const attributes = fields && {
    optionalFields: fields["optional"] ?? [],
    requiredFields: fields["required"] ?? [],
    wildcardFields: fields["wildcard"] ?? [],
  };
  return rowOf({
    ...(typeof content === "string" ? { value: content } : content),
    author,
    "eai:acl": acl,
    ...(attributes && { "eai:attributes": attributes }),
    id,
    ...(published && { published }),
    title: name,
    updated,
    ...everyRow,
  });
}

function rowOf(values: Content): MutableRow {
  const row = emptyRow();
  fill(row, "", values);
  return row;
}

function fill(row: MutableRow, prefix: string, values: Content): void {
  for (const [key, value] of Object.entries(values)) {
    const name = `${prefix}${key}`;
    if (Array.isArray(value)) {
      const items = value.map((item) => asText(item as Value));
      if (items.length > 0) row[name] = items.length === 1 ? (items[0] ?? "") : items;
    } else if (typeof value === "object" && value !== null) fill(row, `${name}.`, value as Content);
    else if (value !== null && value !== "") row[name] = asText(value);
  }
}
