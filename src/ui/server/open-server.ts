/**
 * The server of the page. It listens on this machine alone, and answers only a browser that was given its address: a token
 * in the address is exchanged for a cookie, and each request is asked for its Host, its Origin, and the cookie.
 */
import { randomBytes, timingSafeEqual } from "node:crypto";
import type { AddressInfo } from "node:net";
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { html } from "../../reporters/text/html-text.ts";
import { sendAsset } from "./assets.ts";
import { notePage } from "../pages/layout.ts";
import { sendHtml } from "./send-html.ts";

export interface UiServer extends AsyncDisposable {
  /** With the token: whoever has it may use the page. */
  readonly url: string;
  readonly port: number;
  readonly app: FastifyInstance;
}

/** Listens on IPv4 alone, so that no other program can take the same port there. */
const HOST = "127.0.0.1";
/** A notable event may have a raw event of 2 MB, and a file many of them. */
const MOST_BYTES = 32 * 2 ** 20;

/** @throws Error with the code of the system where the port cannot be had. */
export async function openServer(
  port: number,
  build: (app: FastifyInstance) => void,
): Promise<UiServer> {
  const { fastify } = await import("fastify");
  const app = fastify({
    bodyLimit: MOST_BYTES,
    exposeHeadRoutes: false,
    forceCloseConnections: true,
    schemaController: {
      compilersFactory: { buildValidator: noCompiler, buildSerializer: noCompiler },
    },
  });
  const token = randomBytes(24).toString("base64url");
  const key = randomBytes(24).toString("base64url");
  const guard = { token, key, port: () => (app.server.address() as AddressInfo).port };
  app.addHook("onRequest", async (request, reply) => admit(request, reply, guard));
  app.setNotFoundHandler((request, reply) =>
    sendHtml(reply, notePage("Not found", `There is no page at ${request.url}.`), 404),
  );
  app.setErrorHandler((error: Error & { statusCode?: number }, _request, reply) =>
    sendHtml(reply, notePage("That did not work", error.message), error.statusCode ?? 500),
  );
  app.get<{ Params: { name: string } }>("/assets/:name", (request, reply) =>
    sendAsset(request.params.name, reply),
  );
  build(app);
  await app.listen({ host: HOST, port });
  return {
    url: `http://${HOST}:${guard.port()}/?token=${token}`,
    port: guard.port(),
    app,
    [Symbol.asyncDispose]: async () => {
      await app.close();
    },
  };
}

interface Guard {
  readonly token: string;
  /** What the cookie holds. */
  readonly key: string;
  port(): number;
}

async function admit(request: FastifyRequest, reply: FastifyReply, guard: Guard): Promise<unknown> {
  const port = guard.port();
  const hosts = [`${HOST}:${port}`, `localhost:${port}`];
  const { host = "", origin, cookie = "" } = request.headers;
  // A name that a stranger lets point to this machine is none of ours (DNS rebinding).
  if (!hosts.includes(host))
    return refuse(reply, "This address is not the one that `ar-sim ui` printed.");
  const [path = "", ...query] = request.url.split("?");
  // They are the same for everybody, and the sandboxed frame of a form has no cookie.
  if (path.startsWith("/assets/")) return undefined;
  if (origin === undefined ? request.method !== "GET" : origin !== `http://${host}`)
    return refuse(reply, "Another page sent this request. Only the pages of `ar-sim ui` may.");
  const given = new URLSearchParams(query.join("?")).get("token");
  if (path === "/" && given !== null) {
    if (!isSame(given, guard.token)) return refuse(reply, ASK_AGAIN);
    // Cookies of 127.0.0.1 are sent to all its ports: the name says which one is meant.
    void reply.header(
      "Set-Cookie",
      `${cookieName(port)}=${guard.key}; Path=/; SameSite=Strict; HttpOnly`,
    );
    // A redirect would still count as coming from where the address was clicked, and lose the cookie.
    return sendHtml(reply, notePage("Welcome", html`<a href="/">Open Incident Review</a>`, "/"));
  }
  const keys = cookie.split(/;\s*/).map((pair) => pair.split("="));
  const shown = keys.find(([name]) => name === cookieName(port))?.[1] ?? "";
  return isSame(shown, guard.key) ? undefined : refuse(reply, ASK_AGAIN);
}

const ASK_AGAIN = "Open the whole address that `ar-sim ui` printed: it has a token in it.";

function cookieName(port: number): string {
  return `ar_sim_ui_${port}`;
}

function isSame(given: string, expected: string): boolean {
  const [left, right] = [Buffer.from(given), Buffer.from(expected)];
  return left.length === right.length && timingSafeEqual(left, right);
}

function refuse(reply: FastifyReply, why: string): FastifyReply {
  return sendHtml(reply, notePage("Not for you", why), 403);
}

function noCompiler(): never {
  throw new Error("no route here has a schema");
}
