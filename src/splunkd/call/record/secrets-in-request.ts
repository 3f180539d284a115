/** What of a request or an answer is a secret, by the names in it: of headers, paths, forms, JSON, XML, CSV and parts. */
import type { IncomingHttpHeaders } from "node:http";
import { secretsAmong, secretsInText, secretsWithin } from "../../../text/masking/find-secrets.ts";
import type { KnownSecret } from "../../../text/masking/mask.ts";
import { secretsInMarkup } from "../../../text/masking/secrets-in-markup.ts";

/** Most bodies name none, and are looked at no further. */
const HINT =
  /pass|pwd|token|secret|bearer|psk|auth|key|cookie|credential|hook|:\/\/|%3A%2F%2F|session/i;
/** More is data, and no form or setting. */
const MOST = 256 * 1024;
/** Session keys are names of objects here. */
const IN_PATH = /httpauth-tokens(?:\/|%2F)([^/"'<>?&\s\\]+)/gi;

export function secretsInHeaders(headers: Partial<IncomingHttpHeaders>): KnownSecret[] {
  const { authorization = "", cookie = "" } = headers;
  const cookies = cookie.split(";").map((pair) => pair.slice(pair.indexOf("=") + 1).trim());
  return [
    ...secretsAmong({ authorization }),
    ...cookies.filter((value) => value.length >= 16).map((value) => ({ name: "cookie", value })),
  ];
}

export function secretsInUrl(path: string, query: string): KnownSecret[] {
  return [...inPaths(path), ...inForm(query)];
}

export function secretsInBody(text: string): KnownSecret[] {
  if (text === "" || text.length > MOST || !HINT.test(text)) return [];
  const first = text.trimStart()[0] ?? "";
  return [...inPaths(text), ...ofKind(text, first)];
}

function ofKind(text: string, first: string): KnownSecret[] {
  if (first === "<") return [...secretsInMarkup(text), ...secretsInText(text)];
  if (first === "{" || first === "[") return inJson(text);
  if (/^--[^\r\n]+\r?\ncontent-/i.test(text)) return inParts(text);
  if (/^[^\n=&]*,[^\n=&]*\n/.test(text)) return inCsv(text);
  return [...inForm(text), ...secretsInText(text)];
}

function inPaths(text: string): KnownSecret[] {
  return [...text.matchAll(IN_PATH)].map(([, key = ""]) => ({
    name: "session_key",
    value: unescaped(key),
  }));
}

function inForm(text: string): KnownSecret[] {
  if (!text.includes("=")) return [];
  return [...new URLSearchParams(text)].flatMap(([name, value]) =>
    secretsAmong({ [name.slice(name.lastIndexOf(".") + 1)]: value }),
  );
}

/** One document, or one a line. */
function inJson(text: string): KnownSecret[] {
  const whole = parsed(text);
  const documents = whole === undefined ? text.split("\n").map(parsed) : [whole];
  const isRead = documents.some((document) => document !== undefined);
  const secrets = documents.flatMap((document) => [
    ...secretsWithin(document),
    ...inTable(document),
  ]);
  return isRead ? secrets : secretsInText(text);
}

/** `{"fields": ["password"], "rows": [["x"]]}`, and the same by columns. */
function inTable(value: unknown): KnownSecret[] {
  if (typeof value !== "object" || value === null || !("fields" in value)) return [];
  const { fields } = value;
  if (!Array.isArray(fields)) return [];
  const names = fields.map((field: unknown) => (typeof field === "string" ? field : nameOf(field)));
  const columns = "columns" in value && Array.isArray(value.columns) ? value.columns : [];
  const rows = "rows" in value && Array.isArray(value.rows) ? value.rows : [];
  return names.flatMap((name, at) =>
    secretsWithin(
      [columns[at], rows.map((row: unknown) => (Array.isArray(row) ? row[at] : row))],
      name,
    ),
  );
}

function nameOf(field: unknown): string {
  return typeof field === "object" && field !== null && "name" in field ? String(field.name) : "";
}

/** multipart/form-data. */
function inParts(text: string): KnownSecret[] {
  const [, boundary = ""] = /^(--[^\r\n]+)/.exec(text) ?? [];
  return text.split(boundary).flatMap((part) => {
    const [, name = "", value = ""] =
      /name="([^"]*)"[^]*?\r?\n\r?\n([^]*?)\r?\n?$/i.exec(part) ?? [];
    return [...secretsAmong({ [name]: value }), ...secretsInBody(value)];
  });
}

function inCsv(text: string): KnownSecret[] {
  const [head = "", ...rows] = text.split(/\r?\n/).map(cellsOf);
  return [...head].flatMap((name, at) =>
    secretsWithin(
      rows.map((row) => row[at]),
      name,
    ),
  );
}

function cellsOf(line: string): string[] {
  return [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(
    ([, quoted, bare = ""]) => quoted?.replaceAll('""', '"') ?? bare,
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
