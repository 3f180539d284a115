/** What this caller got by this path and query before, where nothing has changed since. */
import type { FastifyReply, FastifyRequest } from "fastify";
import type { Store } from "../../store/store.ts";
import { askedIn } from "../../wire/message.ts";
import { HeldReplies } from "./held-replies.ts";
import { type RenderedFeed, stamped } from "../render/render-reply.ts";
import { bodyOf } from "./checks.ts";
import { type Sent } from "./put.ts";
import { put } from "./put.ts";

export class HeldAnswers {
  readonly #replies = new HeldReplies();
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  /** The answer that still holds. */
  find(request: FastifyRequest, reply: FastifyReply, now: number): Sent | undefined {
    if (!mayHold(request) || this.#replies.isStale(this.#store.revision)) return undefined;
    const feed = this.#replies.find(nameOf(request));
    return feed && put(stamped(feed, now), reply);
  }

  /** Before the handler: what changes meanwhile is not in its answer. */
  begin(request: FastifyRequest): void {
    if (mayHold(request) && bodyOf(request).length === 0) request.heldSince = this.#store.revision;
  }

  keep(request: FastifyRequest, feed: RenderedFeed): void {
    const { revision } = this.#store;
    if (request.heldSince === revision) this.#replies.hold(nameOf(request), revision, feed);
  }
}

function mayHold({ method, config }: FastifyRequest): boolean {
  return config.holds === true && method === "GET";
}

function nameOf(request: FastifyRequest): string {
  return `${request.user.name}\n${askedIn(request).url}`;
}
