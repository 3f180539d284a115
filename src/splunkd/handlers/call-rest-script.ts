/** A request to an app's own handler: its rights checked, the handler run, its answer passed on. */
import { Arguments } from "../model/arguments.ts";
import type { Call } from "../call/call.ts";
import { json, type Reply } from "../model/reply.ts";
import { forbidden, RestError } from "../model/rest-error.ts";
import { allows } from "./capability-expression.ts";
import type { RestScript } from "./rest-script.ts";
import { runHandler } from "./run-handler.ts";
import { lacksPayload, restScriptAnswer, restScriptRequest } from "./rest-script-call.ts";
import { describeServer } from "../../invocation/search/server-info.ts";

export async function callRestScript(
  script: RestScript,
  pathInfo: string,
  call: Call,
): Promise<Reply> {
  const { user } = call;
  const needed = script.capabilities[call.method] ?? script.capabilities[""];
  if (needed !== undefined && !allows(needed, user.capabilities))
    throw forbidden(user.name, [needed]);
  const returned = await runHandler(
    script,
    restScriptRequest(requestOf(script, pathInfo, call)),
    call,
  );
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

function requestOf(
  script: RestScript,
  pathInfo: string,
  call: Call,
): Parameters<typeof restScriptRequest>[0] {
  const { splunkd, namespace } = call;
  const isForm = /urlencoded/i.test(call.headers["content-type"] ?? "");
  const form = isForm ? Arguments.of(call.body.toString("utf8")) : Arguments.of();
  const { guid = "" } = describeServer(splunkd.settings.serverName);
  return {
    script,
    pathInfo,
    method: call.method,
    query: pairsOf(call.query),
    form: pairsOf(form),
    headers: Object.entries(call.headers).map(([name, value]) => [name, String(value)]),
    cookies: cookiesOf(call.headers.cookie ?? ""),
    body: call.body,
    outputMode: call.query.get("output_mode") ?? form.get("output_mode"),
    user: call.user.name,
    sessionKey: call.sessionKey ?? splunkd.sessions.open(call.user.name),
    systemKey: splunkd.sessions.open("splunk-system-user"),
    namespace: namespace.isExplicit
      ? { app: namespace.app, user: namespace.owner }
      : { app: "", user: "" },
    client: call.client,
    server: {
      uri: splunkd.address.uri,
      name: splunkd.settings.serverName,
      guid,
      port: splunkd.address.port,
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
