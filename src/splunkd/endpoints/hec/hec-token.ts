/**
 * Tokens of the HTTP Event Collector, and whether a request comes with one.
 * Ground: inputs.conf.spec [http://name]; Getting Data In, «Set up and use HTTP Event Collector».
 */
import { hecAnswer, HecRefusal } from "./hec-answer.ts";

export interface HecToken {
  /** `[http://<name>]`. */
  readonly name: string;
  readonly token: string;
  readonly isDisabled: boolean;
  /** Where events go that name no index. */
  readonly index?: string | undefined;
  /** The only ones it lets events into; empty: all. */
  readonly indexes: readonly string[];
  readonly sourcetype?: string | undefined;
  readonly source?: string | undefined;
  readonly useAck: boolean;
  readonly allowQueryStringAuth: boolean;
}

export type FindToken = (token: string) => HecToken | undefined;

/** `Authorization: Splunk <token>`, `Bearer`, or Basic with the token as password. Throws a HecRefusal. */
export function authorizeHec(
  authorization: string | undefined,
  queryToken: string | undefined,
  find: FindToken,
): HecToken {
  if (authorization === undefined || authorization.trim() === "")
    return authorizeByQuery(queryToken, find);
  const [scheme = "", given = ""] = authorization.trim().split(/\s+/, 2);
  const text = given === "" ? undefined : tokenOf(scheme.toLowerCase(), given);
  if (text === undefined) throw new HecRefusal(hecAnswer(3));
  const token = find(text);
  if (token === undefined) throw new HecRefusal(hecAnswer(4));
  if (token.isDisabled) throw new HecRefusal(hecAnswer(1));
  return token;
}

function authorizeByQuery(given: string | undefined, find: FindToken): HecToken {
  if (given === undefined) throw new HecRefusal(hecAnswer(2));
  const token = find(given);
  if (token?.allowQueryStringAuth === true) return token;
  throw new HecRefusal(hecAnswer(16));
}

function tokenOf(scheme: string, given: string): string | undefined {
  if (scheme === "splunk" || scheme === "bearer") return given;
  if (scheme !== "basic") return undefined;
  const pair = Buffer.from(given, "base64").toString("utf8");
  return pair.slice(pair.indexOf(":") + 1);
}
