/**
 * Feeds that hold until something changes: what clients ask, they ask again and again. Only the time of an answer is
 * its own.
 */
import type { RenderedFeed } from "../render/render-reply.ts";

/** Characters, of one and of all: a list of ten thousand entries is asked for with other words each time. */
const MOST_OF_ONE = 1024 * 1024;
const MOST = 16 * MOST_OF_ONE;

export class HeldReplies {
  #revision = -1;
  #size = 0;
  readonly #feeds = new Map<string, RenderedFeed>();

  isStale(revision: number): boolean {
    return revision !== this.#revision;
  }

  find(request: string): RenderedFeed | undefined {
    return this.#feeds.get(request);
  }

  hold(request: string, revision: number, feed: RenderedFeed): void {
    const size = request.length + feed.before.length + feed.after.length;
    if (size > MOST_OF_ONE) return;
    if (this.isStale(revision) || this.#size + size > MOST) {
      this.#feeds.clear();
      this.#size = 0;
    }
    this.#revision = revision;
    this.#size += size;
    this.#feeds.set(request, feed);
  }
}
