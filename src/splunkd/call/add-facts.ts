/** Endpoints that only tell: lists of named entries, each also by its name. */
import type { FastifyInstance } from "fastify";
import { content, type Value } from "../model/entity.ts";
import type { Feed, View } from "../model/reply.ts";
import { notFound } from "../model/rest-error.ts";
import { listViews } from "./collection/list-views.ts";
import type { Request } from "./family.ts";

/** Entries by name. */
export type Facts = Readonly<Record<string, Readonly<Record<string, Value>>>>;

/** What there is to tell at the moment. */
export type Tell = (asked: { readonly name: string | undefined }) => Facts;

/** `table`: path → its entries, or how to find them. */
export function addFacts(
  app: FastifyInstance,
  table: Readonly<Record<string, Facts | Tell>>,
): void {
  for (const [path, facts] of Object.entries(table)) {
    const title = path.split("/").at(-1) ?? "";
    const viewsOf = (name?: string): View[] =>
      Object.entries(typeof facts === "function" ? facts({ name }) : facts).map((entry) =>
        viewOf(path, ...entry),
      );
    const feedOf = (views: readonly View[], { args }: Pick<Request, "args">): Feed => ({
      kind: "feed",
      title,
      ...listViews(views, args),
    });
    app.get(`/${path}`, (request) => feedOf(viewsOf(), request));
    app.get(`/${path}/:name`, (request: Request<{ readonly name: string }>) => {
      const { name } = request.params;
      const views = viewsOf(name).filter((view) => view.name === name);
      if (views.length === 0) throw notFound(name);
      return feedOf(views, request);
    });
  }
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
