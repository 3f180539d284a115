/**
 * The request that splunkd hands to a persistent REST handler, and the answer that it takes back.
 * Ground: Splunk developer guide, «Custom REST endpoints: persistent server handlers»; what public handlers read.
 */
import type { RestScript } from "./rest-script.ts";

type Pairs = readonly (readonly [string, string])[];

/** One request as far as it concerns a handler. */
export interface RestScriptCall {
  readonly script: RestScript;
  readonly pathInfo: string;
  readonly method: string;
  readonly query: Pairs;
  readonly form: Pairs;
  readonly headers: Pairs;
  readonly cookies: Pairs;
  readonly body: Buffer;
  readonly outputMode: string | undefined;
  readonly user: string;
  readonly sessionKey: string;
  readonly systemKey: string;
  readonly namespace: { readonly app: string; readonly user: string };
  readonly client: string;
  readonly server: {
    readonly uri: string;
    readonly name: string;
    readonly guid: string;
    readonly port: number;
  };
}

export interface RestScriptAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

export function restScriptRequest(call: RestScriptCall): string {
  const { script, server, namespace } = call;
  const passes = (what: Parameters<typeof script.passes.has>[0]): boolean =>
    script.passes.has(what);
  return JSON.stringify({
    output_mode: call.outputMode ?? "xml",
    output_mode_explicit: call.outputMode !== undefined,
    server: {
      rest_uri: server.uri,
      hostname: server.name,
      servername: server.name,
      guid: server.guid,
    },
    restmap: { name: script.name, ...(passes("conf") ? { conf: script.conf } : {}) },
    ...(call.pathInfo === "" ? {} : { path_info: call.pathInfo }),
    query: call.query,
    connection: { src_ip: call.client, ssl: true, listening_port: server.port },
    ...(passes("session") ? { session: { user: call.user, authtoken: call.sessionKey } } : {}),
    ...(passes("systemAuth") ? { system_authtoken: call.systemKey } : {}),
    rest_path: `/${script.match.join("/")}${call.pathInfo === "" ? "" : `/${call.pathInfo}`}`,
    lang: "en-US",
    method: call.method,
    ns: namespace,
    form: call.form,
    ...(passes("headers") ? { headers: call.headers } : {}),
    ...(passes("cookies") ? { cookies: call.cookies } : {}),
    ...(script.payload === "text" ? { payload: call.body.toString("utf8") } : {}),
    ...(script.payload === "base64" ? { payload_base64: call.body.toString("base64") } : {}),
  });
}

/**
 * Whether splunkd can make anything of the answer of a persistent handler. Ground: «JSON reply had no "payload" value»,
 * as people quote it.
 */
export function lacksPayload(returned: unknown): boolean {
  if (typeof returned !== "object" || returned === null || Array.isArray(returned)) return false;
  return !("payload" in returned) && !("payload_base64" in returned);
}

/** `{payload, status, headers}` as a handler gives it; a payload that is no text is sent as JSON. */
export function restScriptAnswer(returned: unknown): RestScriptAnswer {
  if (typeof returned !== "object" || returned === null || Array.isArray(returned)) {
    return { status: 200, headers: {}, body: bodyOf(returned) };
  }
  const { payload, payload_base64, status, headers } = returned as Record<string, unknown>;
  return {
    status: typeof status === "number" && status >= 100 && status <= 599 ? status : 200,
    headers: headersOf(headers),
    body:
      typeof payload_base64 === "string" ? Buffer.from(payload_base64, "base64") : bodyOf(payload),
  };
}

function bodyOf(payload: unknown): Buffer {
  if (payload === undefined || payload === null) return Buffer.alloc(0);
  return Buffer.from(typeof payload === "string" ? payload : JSON.stringify(payload));
}

/** An object, or pairs; a header that could not be sent is left out. */
function headersOf(headers: unknown): Record<string, string> {
  const pairs = Array.isArray(headers) ? (headers as unknown[]) : Object.entries(headers ?? {});
  const made: [string, string][] = [];
  for (const pair of pairs) {
    if (!Array.isArray(pair)) continue;
    const [name, value] = pair.map(String);
    if (name === undefined || value === undefined) continue;
    if (/^[\w-]+$/.test(name) && !/[\r\n\0]/.test(value)) made.push([name, value]);
  }
  return Object.fromEntries(made);
}
