/** The entries of storage/passwords that an action asks for: by paths, by solnlib's calls, by what entries are compared with. */
import type { PythonAsk } from "../../checks/reading/python/python-reading.ts";
import type { Needs } from "./needs.ts";
import { patternsOf, textsOf } from "./asked-words.ts";

type Credential = NonNullable<Needs["credentials"]>[number];

const STORE = "storage/passwords";
/** solnlib keeps the secrets of UCC's tabs below such realms; `settings` writes those. */
const OF_A_TAB = /^__REST_CREDENTIAL__/;

/** `paths`: what requests asked for, in a run or by the text of the script. */
export function credentialsAsked(
  asks: readonly PythonAsk[],
  paths: readonly string[],
  appId: string,
): Credential[] {
  const named = paths.flatMap((path) => {
    const parts = credentialIn(path);
    return parts === undefined ? [] : [parts];
  });
  const realms = [...comparedWith(asks, "realm"), ...managerRealms(asks)].filter(
    (realm) => !OF_A_TAB.test(realm),
  );
  const names = [...comparedWith(asks, "username"), ...asks.flatMap(passwordOf)];
  const listed = paths.some((path) => path.includes(STORE) && credentialIn(path) === undefined);
  const isAsked = listed || realms.length > 0 || names.length > 0;
  if (named.length > 0 || !isAsked) return named.map(withPassword);
  const pairs = (realms.length > 0 ? realms : [appId]).flatMap((realm) =>
    (names.length > 0 ? names : ["admin"]).map((username) => ({ realm, username })),
  );
  return pairs.slice(0, 8).map(withPassword);
}

function withPassword(parts: { readonly realm: string; readonly username: string }): Credential {
  const { realm, username } = parts;
  const password = "a-password-of-tests";
  return realm === "" ? { username, password } : { realm, username, password };
}

/** Of `storage/passwords/realm%3Auser%3A`; undefined for the list, and where a part is not known. */
function credentialIn(
  path: string,
): { readonly realm: string; readonly username: string } | undefined {
  const after = path.split(`${STORE}/`)[1];
  const name = decoded((after ?? "").split(/[?#]/)[0] ?? "");
  const match = /^((?:[^:\\]|\\.)*):((?:[^:\\]|\\.)+):?$/.exec(name);
  if (match === null)
    return name === "" || name.includes("*") ? undefined : { realm: "", username: name };
  const [realm = "", username = ""] = [match[1], match[2]].map((part) =>
    part?.replace(/\\(.)/g, "$1"),
  );
  return username.includes("*") || realm.includes("*") || OF_A_TAB.test(realm)
    ? undefined
    : { realm, username };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function comparedWith(asks: readonly PythonAsk[], what: "realm" | "username"): string[] {
  return asks.filter((ask) => ask.what === what).flatMap(({ args }) => args.flatMap(textsOf));
}

/** Ground: solnlib, CredentialManager(session_key, app, owner="nobody", realm=None, …). */
function managerRealms(asks: readonly PythonAsk[]): string[] {
  return asks
    .filter(({ what }) => what === "CredentialManager")
    .flatMap(({ args, keywords }) => textsOf(keywords["realm"] ?? args[3]));
}

/** Ground: solnlib, get_password(user). */
function passwordOf({ what, args, keywords }: PythonAsk): string[] {
  return what === "get_password" ? textsOf(keywords["user"] ?? args[0]) : [];
}

/** Paths that the texts of the scripts name. */
export function pathsAsked(asks: readonly PythonAsk[]): string[] {
  return asks.filter(({ what }) => what === "path").flatMap(({ args }) => args.flatMap(patternsOf));
}
