/** Sends a page with the headers that keep it to itself. */
import type { FastifyReply } from "fastify";
import type { Html } from "../../reporters/text/html-text.ts";

/** No inline script, nothing from elsewhere, in nobody's frame. */
const PAGE_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; " +
  "frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const ALWAYS = {
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "no-referrer",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cache-Control": "no-store",
} as const;

export function sendHtml(reply: FastifyReply, page: Html, status = 200): FastifyReply {
  return reply
    .code(status)
    .headers({ ...ALWAYS, "Content-Security-Policy": PAGE_POLICY })
    .type("text/html; charset=utf-8")
    .send(page.text);
}

/**
 * The form of an add-on: a document without an origin, which reaches neither page nor network. Its one script and style
 * sheet are ours.
 */
export function sendFrame(reply: FastifyReply, page: Html, host: string): FastifyReply {
  const assets = `http://${host}/assets`;
  return reply
    .headers({
      ...ALWAYS,
      "Content-Security-Policy":
        `sandbox allow-scripts; default-src 'none'; script-src ${assets}/frame.js; style-src ${assets}/frame.css; ` +
        "form-action 'none'; base-uri 'none'; frame-ancestors 'self'",
    })
    .type("text/html; charset=utf-8")
    .send(page.text);
}
