/** A request to an app's own handler: its rights checked, the handler run, its answer passed on. */
import { Arguments } from "../model/arguments.ts";
import { bodyOf } from "../call/hooks/checks.ts";
import type { PathRequest } from "../call/family.ts";
import { json, type Reply } from "../model/reply.ts";
import { forbidden, RestError } from "../model/rest-error.ts";
import { allows } from "./capability-expression.ts";
import type { RestScript } from "./rest-script.ts";
import { SYSTEM_USER } from "../instance/users.ts";
import { type HandlerParts, runHandler } from "./run-handler.ts";
import {
  lacksPayload,
  restScriptAnswer,
  type RestScriptCall,
  restScriptRequest,
} from "./rest-script-call.ts";
import { serverGuid } from "../../invocation/search/server-info.ts";

export async function callRestScript(
  script: RestScript,
  pathInfo: string,
  request: PathRequest,
  parts: HandlerParts,
): Promise<Reply> {
  const { user, method } = request;
  const needed = script.capabilities[method] ?? script.capabilities[""];
  if (needed !== undefined && !allows(needed, user.capabilities))
    throw forbidden(user.name, [needed]);
  const input = restScriptRequest(inputOf(script, pathInfo, request, parts));
  const returned = await runHandler(script, input, request, parts);
  if (script.kind === "persist" && lacksPayload(returned))
    throw new RestError(500, 'JSON reply had no "payload" value');
  const { status, headers, body } = restScriptAnswer(returned);
  const type = Object.entries(headers).find(([name]) => name.toLowerCase() === "content-type")?.[1];
  const others = Object.fromEntries(
    Object.entries(headers).filter(([name]) => !/^content-(?:type|length)$/i.test(name)),
  );
  return {
    ...json(null, status),
    type: type ?? "application/json; charset=UTF-8",
    body,
    headers: others,
  };
}

function inputOf(
  script: RestScript,
  pathInfo: string,
  request: PathRequest,
  { settings, sessions, address }: HandlerParts,
): RestScriptCall {
  const { namespace, headers, queryArgs, user } = request;
  const body = bodyOf(request);
  const isForm = /urlencoded/i.test(headers["content-type"] ?? "");
  const form = isForm ? Arguments.of(body.toString("utf8")) : Arguments.of();
  const guid = serverGuid(settings.serverName);
  return {
    script,
    pathInfo,
    method: request.method,
    query: pairsOf(queryArgs),
    form: pairsOf(form),
    headers: Object.entries(headers).map(([name, value]) => [name, String(value)]),
    cookies: cookiesOf(headers.cookie ?? ""),
    body,
    outputMode: queryArgs.get("output_mode") ?? form.get("output_mode"),
    user: user.name,
    sessionKey: request.sessionKey ?? sessions.open(user.name),
    systemKey: sessions.open(SYSTEM_USER),
    namespace: namespace.isExplicit
      ? { app: namespace.app, user: namespace.owner }
      : { app: "", user: "" },
    client: request.ip,
    server: {
      uri: address.uri,
      name: settings.serverName,
      guid,
      port: address.port,
    },
  };
}

function pairsOf(args: Arguments): [string, string][] {
  return [...args.entries()].flatMap(([name, values]) =>
    values.map((value): [string, string] => [name, value]),
  );
}

function cookiesOf(header: string): [string, string][] {
  return header
    .split(";")
    .map((part) => part.trim())
    .filter((part) => part !== "")
    .map((part) => {
      const cut = part.indexOf("=");
      return cut === -1 ? [part, ""] : [part.slice(0, cut), part.slice(cut + 1)];
    });
}
