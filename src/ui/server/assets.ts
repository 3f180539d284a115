/** The scripts and style sheets of the page, as they ship. */
import type { FastifyReply } from "fastify";
import { readRegularText } from "../../host/files/read-regular.ts";
import { packageFile } from "../../host/package-file.ts";

const TYPES: ReadonlyMap<string, string> = new Map([
  ["page.js", "text/javascript; charset=utf-8"],
  ["frame.js", "text/javascript; charset=utf-8"],
  ["page.css", "text/css; charset=utf-8"],
  ["frame.css", "text/css; charset=utf-8"],
]);

export function sendAsset(name: string, reply: FastifyReply): FastifyReply {
  const type = TYPES.get(name);
  if (type === undefined) return reply.code(404).type("text/plain").send("There is no such file.");
  return reply
    .headers({ "X-Content-Type-Options": "nosniff", "Cache-Control": "no-cache" })
    .type(type)
    .send(readRegularText(packageFile(`src/ui/browser/${name}`)));
}
