/**
 * The request that splunkd hands to a persistent REST handler, and the answer that it takes back.
 * Ground: Splunk developer guide, «Custom REST endpoints: persistent server handlers»; what public handlers read.
 */
import type { RestPass, RestScript } from "./rest-script.ts";

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
  const { script, server, namespace, pathInfo } = call;
  // JSON leaves out what is undefined.
  const passed = <T>(what: RestPass, value: T): T | undefined =>
    script.passes.has(what) ? value : undefined;
  const { payload, payload_base64 } = payloadOf(call);
  return JSON.stringify({
    output_mode: call.outputMode ?? "xml",
    output_mode_explicit: call.outputMode !== undefined,
    server: {
      rest_uri: server.uri,
      hostname: server.name,
      servername: server.name,
      guid: server.guid,
    },
    restmap: { name: script.name, conf: passed("conf", script.conf) },
    path_info: pathInfo === "" ? undefined : pathInfo,
    query: call.query,
    connection: { src_ip: call.client, ssl: true, listening_port: server.port },
    session: passed("session", { user: call.user, authtoken: call.sessionKey }),
    system_authtoken: passed("systemAuth", call.systemKey),
    rest_path: `/${[...script.match, ...(pathInfo === "" ? [] : [pathInfo])].join("/")}`,
    lang: "en-US",
    method: call.method,
    ns: namespace,
    form: call.form,
    headers: passed("headers", call.headers),
    cookies: passed("cookies", call.cookies),
    payload,
    payload_base64,
  });
}

/** The body under the name that `passPayload` gives it. */
function payloadOf({ script, body }: RestScriptCall): {
  readonly payload?: string;
  readonly payload_base64?: string;
} {
  if (script.payload === "text") return { payload: body.toString("utf8") };
  if (script.payload === "base64") return { payload_base64: body.toString("base64") };
  return {};
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
  const pairs: readonly unknown[] = Array.isArray(headers)
    ? headers
    : Object.entries(headers ?? {});
  const made: [string, string][] = [];
  for (const pair of pairs) {
    if (!Array.isArray(pair)) continue;
    const [name, value] = pair.map(String);
    if (name === undefined || value === undefined) continue;
    if (/^[\w-]+$/.test(name) && !/[\r\n\0]/.test(value)) made.push([name, value]);
  }
  return Object.fromEntries(made);
}
