/** Endpoints that only tell: lists of named entries, each also by its name. */
import type { FastifyInstance } from "fastify";
import { content, type Value } from "../model/entity.ts";
import type { Feed, View } from "../model/reply.ts";
import { notFound } from "../model/rest-error.ts";
import { listViews } from "./collection/list-views.ts";
import type { PathRequest } from "./family.ts";
import { filledPath } from "./route-paths.ts";

/** Entries by name. */
export type Facts = Readonly<Record<string, Readonly<Record<string, Value>>>>;

/** What there is to tell at the moment, and to this caller. */
export type Tell = (request: PathRequest) => Facts;

/** `table`: path → its entries, or how to find them. */
export function addFacts(
  app: FastifyInstance,
  table: Readonly<Record<string, Facts | Tell>>,
): void {
  for (const [path, facts] of Object.entries(table)) {
    const factsFor = typeof facts === "function" ? facts : () => facts;
    app.get(`/${path}`, (request: PathRequest) => factsFeed(path, factsFor(request), request));
    app.get(`/${path}/:name`, (request: PathRequest) => {
      const name = request.params["name"] ?? "";
      const all = factsFor(request);
      const entry = Object.hasOwn(all, name) ? all[name] : undefined;
      if (entry === undefined) throw notFound(name);
      return factsFeed(path, { [name]: entry }, request);
    });
  }
}

export function factsFeed(path: string, facts: Facts, { params, args }: PathRequest): Feed {
  const filled = filledPath(path, params);
  const views = Object.entries(facts).map(([name, entry]) => viewOf(filled, name, entry));
  return { kind: "feed", title: path.split("/").at(-1) ?? "", ...listViews(views, args) };
}

function viewOf(path: string, name: string, entry: Facts[string]): View {
  return {
    name,
    collection: path,
    app: undefined,
    owner: "system",
    sharing: "system",
    perms: { read: ["*"], write: [] },
    canWrite: false,
    removable: false,
    updated: undefined,
    content: content(entry),
    readOnly: true,
  };
}
