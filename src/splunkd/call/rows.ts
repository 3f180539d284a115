/** Registers rows of the older table as routes of a family. */
import type { FastifyInstance } from "fastify";
import type { Parts } from "../parts.ts";
import type { Call } from "./call.ts";
import type { Endpoint, Verb } from "./endpoint.ts";
import type { Family, Request } from "./family.ts";
import { bodyOf } from "./hooks/checks.ts";

export function rowsOf(rows: readonly Endpoint[]): Family {
  return (app, parts) => {
    for (const row of rows) {
      for (const method of ["GET", "POST", "DELETE"] as const) {
        const verb = row[method];
        if (verb !== undefined) register(app, method, row.path, verb, parts);
      }
    }
  };
}

function register(
  app: FastifyInstance,
  method: string,
  path: string,
  verb: Verb,
  parts: Parts,
): void {
  const url = `/${path.replace(/\{rest\*\}$/, "*").replace(/\{(\w+)\}/g, ":$1")}`;
  const urls = url.endsWith("/*") ? [url.slice(0, -2), url] : [url];
  const { isOpen, capabilities, args, rawBody, holds, run } = verb;
  for (const one of urls) {
    app.route({
      method,
      url: one,
      config: { isOpen, capabilities, args, rawBody, holds },
      handler: async (request: Request<Record<string, string>>) => run(callOf(request, parts)),
    });
  }
}

export function callOf(request: Request<Record<string, string>>, splunkd: Parts): Call {
  const { method, segments, params, namespace, args, queryArgs, headers, user } = request;
  return {
    method,
    segments,
    params,
    namespace,
    args,
    query: queryArgs,
    body: bodyOf(request),
    headers,
    user,
    sessionKey: request.sessionKey,
    outputMode: request.outputMode,
    client: request.ip,
    splunkd,
  };
}
