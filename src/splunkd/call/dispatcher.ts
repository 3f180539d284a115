/**
 * Hands a request to the group of endpoints that its path begins with. A group is a Fastify of its own, made with the first
 * request for it: registering all routes at once would cost every run what most never ask for.
 */
import type { ServerResponse } from "node:http";
import type { FastifyInstance } from "fastify";
import { type Target, targetsOf } from "./target.ts";
import type { Message } from "../wire/message.ts";

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
}

type Router = FastifyInstance | Promise<FastifyInstance>;

interface Step {
  readonly target: Target;
  open(): Router | undefined;
}

export class Dispatcher {
  readonly #byPath = new Map<string, Group>();
  readonly #opened = new Map<Group, Router>();
  readonly #ofApps: DispatcherParts["ofApps"];

  constructor({ groups, ofApps }: DispatcherParts) {
    this.#ofApps = ofApps;
    for (const group of groups) for (const path of group.under) this.#byPath.set(path, group);
  }

  handle(message: Message, response: ServerResponse): void {
    message.asked = message.url ?? "/";
    const steps = this.#stepsOf(message.asked);
    message.passOn = () => {
      const { value: step } = steps.next();
      if (step === undefined) return false;
      const router = step.open();
      if (router === undefined) return message.passOn?.() ?? false;
      message.target = step.target;
      route(router, message, response);
      return true;
    };
    message.passOn();
  }

  async close(): Promise<void> {
    const opened = await Promise.allSettled(this.#opened.values());
    for (const app of opened) if (app.status === "fulfilled") await app.value.close();
  }

  /** Splunk's own endpoints go before those of apps, and a path as it stands before its other spelling. */
  *#stepsOf(asked: string): Generator<Step, undefined> {
    for (const target of targetsOf(asked)) {
      for (const group of this.#groupsOf(target.segments))
        yield { target, open: () => this.#routerOf(group) };
      yield { target, open: this.#ofApps };
    }
  }

  /** Those whose paths may begin so, the most likely first. */
  *#groupsOf(segments: readonly string[]): Generator<Group> {
    const seen = new Set<Group>();
    for (let count = Math.min(DEPTH, segments.length); count >= 0; count -= 1) {
      const group = this.#byPath.get(segments.slice(0, count).join("/"));
      if (group === undefined || seen.has(group)) continue;
      seen.add(group);
      yield group;
    }
  }

  #routerOf(group: Group): Router {
    const known = this.#opened.get(group);
    if (known !== undefined) return known;
    const opening = group.open().then((app) => {
      this.#opened.set(group, app);
      return app;
    });
    this.#opened.set(group, opening);
    return opening;
  }
}

/** No path of a group has more segments. */
const DEPTH = 4;

function route(router: Router, message: Message, response: ServerResponse): void {
  if (router instanceof Promise) {
    router.then(
      (app) => app.routing(message, response),
      () => response.destroy(),
    );
  } else router.routing(message, response);
}
