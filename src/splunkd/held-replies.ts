/**
 * Feeds that hold until something changes: what clients ask, they ask again and again. Only the time of an answer is
 * its own.
 */
import type { RenderedFeed } from "./render-reply.ts";

const MOST = 256;

export class HeldReplies {
  #revision = -1;
  readonly #feeds = new Map<string, RenderedFeed>();

  isStale(revision: number): boolean {
    return revision !== this.#revision;
  }

  find(request: string): RenderedFeed | undefined {
    return this.#feeds.get(request);
  }

  hold(request: string, revision: number, feed: RenderedFeed): void {
    if (this.isStale(revision) || this.#feeds.size >= MOST) this.#feeds.clear();
    this.#revision = revision;
    this.#feeds.set(request, feed);
  }
}
