/**
 * Hands a request to the group of endpoints that its path begins with. A group is a Fastify of its own, made with the first
 * request for it: registering all routes at once would cost every run what most never ask for.
 */
import type { ServerResponse } from "node:http";
import type { FastifyInstance } from "fastify";
import { remembering } from "../../text/remembering.ts";
import type { Message } from "../wire/message.ts";
import { readAsked } from "../wire/message.ts";
import { type Target, targetsOf } from "./target.ts";

/** Endpoints that are loaded together. */
export interface Group {
  /** What their paths begin with, below the namespace. */
  readonly under: readonly string[];
  open(): Promise<FastifyInstance>;
}

export interface DispatcherParts {
  readonly groups: readonly Group[];
  /** What apps bring, which changes with them; undefined where none brings anything. */
  readonly ofApps: () => Router | undefined;
  /** Answers where endpoints cannot be loaded, and keeps why. */
  readonly refuse: (error: unknown, message: Message, response: ServerResponse) => void;
}

type Router = FastifyInstance | Promise<FastifyInstance>;

/** Where a path may lead. */
interface Stop {
  readonly target: Target;
  /** undefined: what apps bring. */
  readonly group: Group | undefined;
}

/** Clients ask for a few paths again and again. */
const PATHS = { longest: 256, most: 1000 };

export class Dispatcher {
  readonly #byPath = new Map<string, Group>();
  readonly #opened = new Map<Group, Router>();
  readonly #parts: DispatcherParts;
  readonly #stopsOf: (path: string) => readonly Stop[];

  constructor(parts: DispatcherParts) {
    this.#parts = parts;
    for (const group of parts.groups) for (const path of group.under) this.#byPath.set(path, group);
    this.#stopsOf = remembering((path) => [...this.#stopsOn(path)], PATHS);
  }

  handle(message: Message, response: ServerResponse): void {
    message.asked = readAsked(message.url);
    message.nextStop = 0;
    this.passOn(message, response);
  }

  /**
   * Hands it to the next that may have a route for it; false when nobody is left. How far it came stands in the message: a
   * closure here would let each request keep the one before it in memory, up to the next full collection.
   */
  passOn(message: Message, response: ServerResponse): boolean {
    const stops = this.#stopsOf(message.asked?.path ?? "");
    let at = message.nextStop ?? 0;
    for (let stop = stops[at]; stop !== undefined; stop = stops[at]) {
      at += 1;
      const router = stop.group === undefined ? this.#parts.ofApps() : this.#routerOf(stop.group);
      if (router === undefined) continue;
      message.target = stop.target;
      message.nextStop = at;
      this.#route(router, message, response);
      return true;
    }
    return false;
  }

  async close(): Promise<void> {
    const opened = await Promise.allSettled(this.#opened.values());
    for (const app of opened) if (app.status === "fulfilled") await app.value.close();
  }

  /** Splunk's own endpoints go before those of apps, and a path as it stands before its other spelling. */
  *#stopsOn(path: string): Generator<Stop, undefined> {
    for (const target of targetsOf(path)) {
      for (const group of this.#groupsOf(target.segments)) yield { target, group };
      yield { target, group: undefined };
    }
  }

  /** Those whose paths may begin so, the most likely first. */
  #groupsOf(segments: readonly string[]): ReadonlySet<Group> {
    const groups = new Set<Group>();
    for (let count = Math.min(DEPTH, segments.length); count >= 0; count -= 1) {
      const group = this.#byPath.get(segments.slice(0, count).join("/"));
      if (group !== undefined) groups.add(group);
    }
    return groups;
  }

  #routerOf(group: Group): Router {
    const known = this.#opened.get(group);
    if (known !== undefined) return known;
    const opening = group.open();
    this.#opened.set(group, opening);
    opening.then(
      (app) => this.#opened.set(group, app),
      // Files may have been short at that moment: the next request tries again.
      () => this.#opened.delete(group),
    );
    return opening;
  }

  #route(router: Router, message: Message, response: ServerResponse): void {
    if (router instanceof Promise) {
      router.then(
        (app) => app.routing(message, response),
        (error: unknown) => this.#parts.refuse(error, message, response),
      );
    } else router.routing(message, response);
  }
}

/** No path of a group has more segments. */
const DEPTH = 4;
