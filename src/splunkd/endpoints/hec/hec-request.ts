/** What a request to the HTTP Event Collector says beside its events. */
import type { IncomingHttpHeaders } from "node:http";
import { gunzipSync } from "node:zlib";
import type { FastifyRequest } from "fastify";
import { lineRules } from "../../../events/spool/break-lines.ts";
import { emptyAddon } from "../../search/world/empty-addon.ts";
import { isIndex } from "../../instance/indexes.ts";
import { Arguments } from "../../model/arguments.ts";
import type { Parts } from "../../parts.ts";
import { askedIn } from "../../wire/message.ts";
import type { HecToken } from "./hec-token.ts";
import type { HecRequest } from "./read-hec-body.ts";

export function hecRequestOf(
  request: FastifyRequest,
  { path, token }: { readonly path: string; readonly token: HecToken },
  { settings, store, apps, inbox }: Pick<Parts, "settings" | "store" | "apps" | "inbox">,
): HecRequest {
  const query = Arguments.of(askedIn(request).query);
  const given = (name: string): string | undefined => query.get(name) || undefined;
  return {
    path,
    token,
    defaults: {
      index: given("index"),
      host: given("host"),
      source: given("source"),
      sourcetype: given("sourcetype"),
      time: given("time"),
    },
    sentTo: request.headers.host ?? `${settings.host}:8088`,
    isIndex: (name) => isIndex(name, { store, apps, settings }),
    linesOf: (posted) => lineRules(apps.addon ?? emptyAddon(), posted),
    first: inbox.count,
  };
}

/** undefined: it says gzip, and is none, or is more than may be taken. */
export function unpacked(
  headers: IncomingHttpHeaders,
  body: Buffer,
  most: number,
): string | undefined {
  if (!/\bgzip\b/i.test(headers["content-encoding"] ?? "")) return body.toString("utf8");
  try {
    return gunzipSync(body, { maxOutputLength: most }).toString("utf8");
  } catch {
    return undefined;
  }
}
