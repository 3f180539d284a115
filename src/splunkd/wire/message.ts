/** A request as it comes, with what goes along with it until it is answered. */
import type { IncomingMessage } from "node:http";
import type { Target } from "../call/target.ts";

/** What stands in the request line. */
export interface Asked {
  readonly url: string;
  readonly path: string;
  /** Without its `?`. */
  readonly query: string;
}

export interface Message extends IncomingMessage {
  /** The stand-in asks itself: nobody records it. */
  isInside?: boolean;
  /** Resolves when it is its turn on its connection; undefined: at once. */
  turn?: Promise<void> | undefined;
  /** Fastify overwrites `url` with what its router is to read. */
  asked?: Asked;
  /** What it asks for. */
  target?: Target;
  /** How many of those that may have a route for its path were asked. */
  nextStop?: number;
}

export function readAsked(url: string = "/"): Asked {
  const cut = url.indexOf("?");
  if (cut === -1) return { url, path: url, query: "" };
  return { url, path: url.slice(0, cut), query: url.slice(cut + 1) };
}

const NOTHING: Asked = readAsked("");

/** What a request of Fastify asks for. */
export function askedIn({ raw }: { readonly raw: Message }): Asked {
  return raw.asked ?? NOTHING;
}
