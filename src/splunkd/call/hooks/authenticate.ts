/**
 * Who calls: by session key, token, Basic or cookie. Ground: REST API User Manual, «Authentication»; statuses and texts
 * as measured on 10.4 and as the SDKs' suites expect them.
 */
import type { IncomingHttpHeaders } from "node:http";
import { RestError } from "../../model/rest-error.ts";
import type { User, Users } from "../../instance/users.ts";
import type { Sessions } from "../../store/logins/sessions.ts";
import type { Tokens } from "../../store/logins/tokens.ts";

export interface Caller {
  readonly user: User;
  readonly sessionKey: string | undefined;
  /** To be repeated in the answer: the caller came with a cookie. */
  readonly cookie: string | undefined;
}

/** Who is known, and by what. */
export interface Known {
  readonly users: Users;
  readonly sessions: Sessions;
  readonly tokens: Tokens;
}

const CHALLENGE = { "WWW-Authenticate": 'Basic realm="/splunk"' };

/** Throws splunkd's 401 when nobody is known by what the request carries. */
export function authenticate(headers: IncomingHttpHeaders, known: Known): Caller {
  const [scheme, given] = credentialsOf(headers);
  if (scheme === "basic") return byPassword(given, known);
  const caller = callerOf(headers, known);
  if (caller !== undefined) return caller;
  // Ground: a browser asks for a name and a password, and clients that wait to be asked for them (httplib2) send them then.
  const asks = headers.authorization === undefined ? { headers: CHALLENGE } : {};
  throw new RestError(401, "call not properly authenticated", { type: "WARN", ...asks });
}

/** Who is known by a key, a token or a cookie. */
function callerOf(headers: IncomingHttpHeaders, known: Known): Caller | undefined {
  const [scheme, given] = credentialsOf(headers);
  if (scheme === "splunk" || scheme === "bearer") {
    const user = userOf(given, known);
    if (user !== undefined) return { user, sessionKey: given, cookie: undefined };
  }
  return scheme === "basic" ? undefined : callerOfCookies(headers.cookie ?? "", known);
}

function credentialsOf({ authorization = "" }: IncomingHttpHeaders): [string, string] {
  const cut = authorization.indexOf(" ");
  return [authorization.slice(0, cut).toLowerCase(), authorization.slice(cut + 1).trim()];
}

export function cookieName(port: number): string {
  return `splunkd_${port}`;
}

/** Ground: splunkd's cookies are told by their name's beginning; others are not ours. */
function callerOfCookies(header: string, known: Known): Caller | undefined {
  for (const part of header.split(";")) {
    const cut = part.indexOf("=");
    const name = part.slice(0, cut).trim();
    const key = part
      .slice(cut + 1)
      .trim()
      .replace(/^"|"$/g, "");
    if (cut < 0 || !name.startsWith("splunkd_")) continue;
    const user = userOf(key, known);
    if (user !== undefined) return { user, sessionKey: key, cookie: `${name}=${key}` };
  }
  return undefined;
}

function userOf(key: string, known: Known): User | undefined {
  const name = known.sessions.userOf(key) ?? known.tokens.userOf(key);
  return name === undefined ? undefined : known.users.find(name);
}

function byPassword(given: string, known: Known): Caller {
  const pair = Buffer.from(given, "base64").toString("utf8");
  const cut = pair.indexOf(":");
  const user = known.users.checkPassword(pair.slice(0, cut), pair.slice(cut + 1));
  if (cut > 0 && user !== undefined) return { user, sessionKey: undefined, cookie: undefined };
  throw new RestError(401, "Unauthorized", { headers: CHALLENGE });
}
