/**
 * Tokens of the HTTP Event Collector, and whether a request comes with one.
 * Ground: inputs.conf.spec [http://name]; Getting Data In, «Set up and use HTTP Event Collector».
 */
import { hecAnswer, type HecAnswer } from "./hec-answer.ts";

export interface HecToken {
  /** `[http://<name>]`. */
  readonly name: string;
  readonly token: string;
  readonly isDisabled: boolean;
  /** Where events go that name no index. */
  readonly index?: string;
  /** The only ones it lets events into; empty: all. */
  readonly indexes: readonly string[];
  readonly sourcetype?: string;
  readonly source?: string;
  readonly useAck: boolean;
  readonly allowQueryStringAuth: boolean;
}

export type FindToken = (token: string) => HecToken | undefined;

/** `Authorization: Splunk <token>`, `Bearer`, or Basic with the token as password. */
export function authorizeHec(
  authorization: string | undefined,
  queryToken: string | undefined,
  find: FindToken,
): HecToken | HecAnswer {
  if (authorization === undefined || authorization.trim() === "")
    return authorizeByQuery(queryToken, find);
  const [scheme = "", given = ""] = authorization.trim().split(/\s+/, 2);
  const text = given === "" ? undefined : tokenOf(scheme.toLowerCase(), given);
  if (text === undefined) return hecAnswer(3);
  const token = find(text);
  if (token === undefined) return hecAnswer(4);
  return token.isDisabled ? hecAnswer(1) : token;
}

function authorizeByQuery(given: string | undefined, find: FindToken): HecToken | HecAnswer {
  if (given === undefined) return hecAnswer(2);
  const token = find(given);
  return token?.allowQueryStringAuth === true ? token : hecAnswer(16);
}

function tokenOf(scheme: string, given: string): string | undefined {
  if (scheme === "splunk" || scheme === "bearer") return given;
  if (scheme !== "basic") return undefined;
  const pair = Buffer.from(given, "base64").toString("utf8");
  return pair.slice(pair.indexOf(":") + 1);
}

export function isHecAnswer(value: HecToken | HecAnswer): value is HecAnswer {
  return "status" in value;
}
