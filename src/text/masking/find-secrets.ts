/** Secrets among given values: by the name they go under, and in texts that are URLs, searches or documents. */
import type { KnownSecret } from "./mask.ts";
import { isOrdinary, isSecretPair, soundsSecret } from "./secret-names.ts";

/** More is no setting or search of a person's. */
const MOST_TEXT = 1 << 20;

/** Of parameters or variables. */
export function secretsAmong(values: Readonly<Record<string, string>>): KnownSecret[] {
  return Object.entries(values).flatMap(([name, value]) =>
    isSecretPair(name, value) ? withParts(name, value) : secretsInValue(value),
  );
}

/** A value may be a document of its own. */
function secretsInValue(value: string): KnownSecret[] {
  const document = parsed(value);
  return document === undefined
    ? secretsInText(value)
    : [...secretsWithin(document), ...secretsInUrls(value)];
}

/** Of a value of any depth, such as fixtures or a payload. All that is below a telling name is secret. */
export function secretsWithin(value: unknown, name = ""): KnownSecret[] {
  if (typeof value === "string")
    return isSecretPair(name, value) ? withParts(name, value) : secretsInValue(value);
  // A PIN. Amounts are no secrets: `max_token: 500`.
  if (typeof value === "number" && isSecretPair(name, "1"))
    return value > 99_999 ? [{ name, value: String(value) }] : [];
  if (typeof value !== "object" || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((item) => secretsWithin(item, name));
  const isNamed = pairOf(value);
  if (isNamed !== undefined) return secretsWithin(isNamed.value, isNamed.name);
  return Object.entries(value).flatMap(([key, inner]) =>
    secretsWithin(inner, isScalarBelow(name) && !soundsSecret(key) ? name : lastOf(key)),
  );
}

/** Of `params.api_key`. */
function lastOf(key: string): string {
  return key.slice(key.lastIndexOf(".") + 1);
}

/** `{"name": "password", "value": "x"}`, as lists of settings have it. */
function pairOf(value: object): { name: string; value: unknown } | undefined {
  if (!("name" in value) || !("value" in value)) return undefined;
  return typeof value.name === "string" && soundsSecret(value.name)
    ? { name: value.name, value: value.value }
    : undefined;
}

/** `password: {value: x}`. Not below a plural: `credentials: [{username, password}]`. */
function isScalarBelow(name: string): boolean {
  return soundsSecret(name) && !/s$/i.test(name);
}

/** A password may be JSON that holds several secrets. */
function withParts(name: string, value: string): KnownSecret[] {
  const parts = textsWithin(parsed(value)).map((part) => ({ name, value: part }));
  return [{ name, value }, ...parts, ...secretsInUrls(value), ...schemeless(name, value)];
}

/** `Bearer x`, `Splunk x`, `Basic dTpw`: what follows the scheme, and what it is made of. */
function schemeless(name: string, value: string): KnownSecret[] {
  const [, scheme = "", rest = ""] =
    /^(Basic|Bearer|Splunk|Token|ApiKey|Digest)\s+(\S.*)$/i.exec(value) ?? [];
  if (rest === "") return [];
  const secrets = [{ name, value: rest }];
  if (scheme.toLowerCase() !== "basic") return secrets;
  const plain = Buffer.from(rest, "base64").toString("utf8");
  const password = plain.slice(plain.indexOf(":") + 1);
  return [...secrets, { name, value: password }];
}

function textsWithin(value: unknown): string[] {
  if (typeof value === "string") return [value];
  return typeof value === "object" && value !== null
    ? Object.values(value).flatMap(textsWithin)
    : [];
}

function parsed(text: string): unknown {
  if (text.length > MOST_TEXT || !/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const ASSIGNED =
  /(?<![\w.-])["']?([\w.-]{3,80})["']?[ \t]*[=:][ \t]*(?:"((?:[^"\\\n]|\\.){1,4096})"|'((?:[^'\\\n]|\\.){1,4096})'|([^\s"',;&|\]})<]{1,4096}))/g;

/** `param.api_key=x`, `token=x1y2z3`, `"password": "x"`, `Authorization: Bearer x`, and the secrets in URLs. */
export function secretsInText(text: string): KnownSecret[] {
  if (text.length > MOST_TEXT || !/[=:]/.test(text)) return [];
  const assigned = [...text.matchAll(ASSIGNED)].flatMap(
    ([whole, name = "", double, single, bare = ""]) => {
      const last = lastOf(name);
      const quoted = (double ?? single)?.replace(/\\(.)/g, "$1");
      const value = quoted ?? bare;
      const isSure = name.startsWith("param.") || (quoted !== undefined && /^["']/.test(whole));
      const isTaken = isSecretPair(last, value) && (isSure || isLikely(value, whole));
      return isTaken && !isOrdinary(value) ? [{ name: last, value }] : [];
    },
  );
  const headers = [...text.matchAll(AUTHORIZATION)].flatMap(([, value = ""]) =>
    schemeless("Authorization", value),
  );
  return [...assigned, ...headers, ...secretsInUrls(text)];
}

/** In prose and in a search, what follows a telling name may be a word, a field or a call: `token=user`, `Password: required`. */
function isLikely(value: string, whole: string): boolean {
  if (/^\$|[()*]/.test(value)) return false;
  const isSet = /^[^:]*=/.test(whole);
  return isSet && ((value.length >= 6 && /\d/.test(value)) || value.length >= 20);
}

const AUTHORIZATION =
  /authorization["']?\s*[:=]\s*["']?((?:Basic|Bearer|Splunk|Token)\s+[^\s"',;]+)/gi;

const URL_TEXT = /[a-z][a-z\d+.-]{1,20}:\/\/[^\s"'<>\\]{1,4096}/gi;

/** Passwords of URLs, values of telling names in their queries, and the tokens in the paths of webhooks. */
function secretsInUrls(text: string): KnownSecret[] {
  if (!text.includes("://")) return [];
  return [...text.matchAll(URL_TEXT)].flatMap(([url]) => {
    const [, userinfo, place = "", query = ""] =
      /^[^:]+:\/\/(?:([^/?#]*)@)?([^?#]*)\??([^#]*)/.exec(url) ?? [];
    const values = [
      ...(userinfo === undefined ? [] : inUserinfo(userinfo)),
      ...(HOOK.test(place) ? place.split("/").slice(1).filter(isToken) : []),
      ...query.split("&").flatMap(inQuery),
    ];
    return values.flatMap((value) =>
      [...new Set([value, unescaped(value)])].map((form) => ({ name: "", value: form })),
    );
  });
}

/** Hosts and paths of Slack, Discord, Teams, Google Chat, Mattermost, PagerDuty and the like. */
const HOOK = /hook|\/services\/T|\/integration\/|\/workflows\/|\/bot\d+:/i;
const QUERY_NAME = /^(?:key|sig|signature|code|auth|secret|hmac)$/i;

/** An id or a key, not a word: Slack's `T0…/B0…/…`, Discord's id and token. */
function isToken(segment: string): boolean {
  return segment.length >= 24 || (segment.length >= 8 && /\d.*\d/.test(segment));
}

function inQuery(pair: string): string[] {
  const cut = pair.indexOf("=");
  const [name, value] = [pair.slice(0, cut), pair.slice(cut + 1)];
  return cut > 0 && (QUERY_NAME.test(name) || isSecretPair(name, value)) ? [value] : [];
}

/** Without a colon, it is a key where it does not look like a name. */
function inUserinfo(userinfo: string): string[] {
  const cut = userinfo.indexOf(":");
  if (cut >= 0) return [userinfo.slice(cut + 1)];
  return userinfo.length >= 16 && /\d/.test(userinfo) ? [userinfo] : [];
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const LINE =
  /^[ \t-]*(?:[{,][ \t]*)?["']?([\w. -]{1,80})["']?[ \t]*:[ \t]*(?:"((?:[^"\\\n]|\\.)+)|'((?:[^'\n]|'')+)|([^\s#"'{[][^#\n]*))/gm;

/** Of a YAML or JSON document that cannot be read as one, line by line. */
export function secretsInDocument(text: string): KnownSecret[] {
  const lines = [...text.matchAll(LINE)].flatMap(([, name = "", double, single, bare = ""]) => {
    const value = (double ?? single ?? bare).trim().replace(/[,}\]]+$/, "");
    return isSecretPair(lastOf(name.trim()), value) && value.length > 3 && !isOrdinary(value)
      ? [{ name: lastOf(name), value }]
      : [];
  });
  return [...lines, ...secretsInText(text)];
}
