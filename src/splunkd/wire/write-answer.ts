/**
 * Puts an answer on the wire. Names of headers are spelled as splunkd spells them: splunk-sdk-java keeps its cookies only
 * when `Set-Cookie` is written so, and Fastify writes every name small.
 */
import type { ServerResponse } from "node:http";
import { pipeline } from "node:stream";
import type { HttpResponse } from "./http-types.ts";

/** Ground: headers that splunkd sends with each answer. */
const ALWAYS = {
  Expires: "Thu, 26 Oct 1978 00:00:00 GMT",
  "Cache-Control": "no-store, no-cache, must-revalidate, max-age=0",
  "X-Content-Type-Options": "nosniff",
  Vary: "Cookie, Authorization",
  "X-Frame-Options": "SAMEORIGIN",
  Server: "Splunkd",
};

export function writeAnswer({ status, headers, body }: HttpResponse, to: ServerResponse): void {
  if (typeof body === "string" || Buffer.isBuffer(body)) {
    to.writeHead(status, { ...ALWAYS, "Content-Length": Buffer.byteLength(body), ...headers });
    to.end(body);
    return;
  }
  to.writeHead(status, { ...ALWAYS, ...headers });
  // Who hangs up in the middle is no fault of ours.
  pipeline(body, to, () => {});
}
