/** What of a request or an answer is a secret, by the names in it: of headers, paths, forms, JSON, XML, CSV and parts. */
import type { IncomingHttpHeaders } from "node:http";
import { secretsAmong, secretsInText, secretsWithin } from "../../../text/masking/find-secrets.ts";
import type { KnownSecret } from "../../../text/masking/mask.ts";
import { secretsInMarkup } from "../../../text/masking/secrets-in-markup.ts";
import { remembering } from "../../../text/remembering.ts";
import { decodeOnce } from "../../model/arguments.ts";

/** Most URLs and bodies name none, and are looked at no further. A key that is none is that of a row: `_key`. */
const HINT =
  /pass|pwd|token|secret|bearer|psk|auth|cookie|credential|hook|:\/\/|%3A%2F%2F|session|(?:api|access|private|integration|routing|encryption|signing|account|license|storage)[_-]?key/i;
/** More is data, and no form or setting. */
const MOST = 256 * 1024;
/** Session keys are names of objects here. */
const IN_PATH = /httpauth-tokens(?:\/|%2F)([^/"'<>?&\s\\]+)/gi;

/** A client comes with the same headers each time. */
const CLIENTS = { longest: 8192, most: 100 };
const inAuthorization = remembering((authorization) => secretsAmong({ authorization }), CLIENTS);
const inCookies = remembering((cookie) => {
  const values = cookie.split(";").map((pair) => pair.slice(pair.indexOf("=") + 1).trim());
  return values.filter((value) => value.length >= 16).map((value) => ({ name: "cookie", value }));
}, CLIENTS);

export function secretsInHeaders({
  authorization = "",
  cookie = "",
}: Partial<IncomingHttpHeaders>): readonly KnownSecret[] {
  const given = inAuthorization(authorization);
  return cookie === "" ? given : [...given, ...inCookies(cookie)];
}

export function secretsInUrl(path: string, query: string): KnownSecret[] {
  return [...inPaths(path), ...inForm(query)];
}

export function mayNameSecret(text: string): boolean {
  return HINT.test(text) || (text.includes("%") && HINT.test(decodeOnce(text)));
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
  if (!mayNameSecret(text)) return [];
  return [...text.matchAll(IN_PATH)].map(([, key = ""]) => ({
    name: "session_key",
    value: unescaped(key),
  }));
}

function inForm(text: string): KnownSecret[] {
  if (!text.includes("=") || !mayNameSecret(text)) return [];
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
