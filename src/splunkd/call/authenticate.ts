/**
 * Who calls: by session key, token, Basic or cookie. Ground: REST API User Manual, «Authentication»; statuses and texts
 * as measured on 10.4 and as the SDKs' suites expect them.
 */
import { timingSafeEqual } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { asText } from "../model/entity.ts";
import type { Instance } from "../instance/instance.ts";
import { RestError } from "../model/rest-error.ts";
import { findUser, type User } from "../instance/users.ts";

export interface Caller {
  readonly user: User;
  readonly sessionKey: string | undefined;
  /** To be repeated in the answer: the caller came with a cookie. */
  readonly cookie: string | undefined;
}

const CHALLENGE = { "WWW-Authenticate": 'Basic realm="/splunk"' };

/** Throws splunkd's 401 when nobody is known by what the request carries. */
export function authenticate(headers: IncomingHttpHeaders, splunkd: Instance): Caller {
  const [scheme, given] = credentialsOf(headers);
  if (scheme === "basic") return byPassword(given, splunkd);
  const caller = callerOf(headers, splunkd);
  if (caller !== undefined) return caller;
  // Ground: a browser asks for a name and a password, and clients that wait to be asked for them (httplib2) send them then.
  const asks = headers.authorization === undefined ? { headers: CHALLENGE } : {};
  throw new RestError(401, "call not properly authenticated", { type: "WARN", ...asks });
}

/** Who is known by a key, a token or a cookie. */
export function callerOf(headers: IncomingHttpHeaders, splunkd: Instance): Caller | undefined {
  const [scheme, given] = credentialsOf(headers);
  if (scheme === "splunk" || scheme === "bearer") {
    const user = userOf(given, splunkd);
    if (user !== undefined) return { user, sessionKey: given, cookie: undefined };
  }
  return scheme === "basic" ? undefined : callerOfCookies(headers.cookie ?? "", splunkd);
}

function credentialsOf({ authorization = "" }: IncomingHttpHeaders): [string, string] {
  const cut = authorization.indexOf(" ");
  return [authorization.slice(0, cut).toLowerCase(), authorization.slice(cut + 1).trim()];
}

export function cookieName(splunkd: Instance): string {
  return `splunkd_${splunkd.port}`;
}

/** Ground: splunkd's cookies are told by their name's beginning; others are not ours. */
function callerOfCookies(header: string, splunkd: Instance): Caller | undefined {
  for (const part of header.split(";")) {
    const cut = part.indexOf("=");
    const name = part.slice(0, cut).trim();
    const key = part
      .slice(cut + 1)
      .trim()
      .replace(/^"|"$/g, "");
    if (cut < 0 || !name.startsWith("splunkd_")) continue;
    const user = userOf(key, splunkd);
    if (user !== undefined) return { user, sessionKey: key, cookie: `${name}=${key}` };
  }
  return undefined;
}

function userOf(key: string, splunkd: Instance): User | undefined {
  const name = splunkd.sessions.userOf(key) ?? splunkd.tokens.userOf(key);
  return name === undefined ? undefined : findUser(splunkd, name);
}

function byPassword(given: string, splunkd: Instance): Caller {
  const pair = Buffer.from(given, "base64").toString("utf8");
  const cut = pair.indexOf(":");
  const user = checkPassword(pair.slice(0, cut), pair.slice(cut + 1), splunkd);
  if (cut > 0 && user !== undefined) return { user, sessionKey: undefined, cookie: undefined };
  throw new RestError(401, "Unauthorized", { headers: CHALLENGE });
}

/** Names are taken in any case. */
export function checkPassword(name: string, password: string, splunkd: Instance): User | undefined {
  const entity = splunkd.entities("users").named(name.toLowerCase())[0];
  if (entity === undefined || password === "") return undefined;
  const [known, given] = [asText(entity.content["#password"]), password].map((text) =>
    Buffer.from(text),
  );
  if (known?.length !== given?.length || known === undefined || given === undefined)
    return undefined;
  return timingSafeEqual(known, given) ? findUser(splunkd, entity.name) : undefined;
}
