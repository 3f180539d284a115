/** Endpoints that only tell: a list of named entries, each also by its name. */
import type { Call } from "./call.ts";
import type { Endpoint } from "./endpoint.ts";
import { type Content, content, type Value } from "../model/entity.ts";
import { listViews } from "./collection/list-views.ts";
import type { Feed, View } from "../model/reply.ts";
import { notFound } from "../model/rest-error.ts";

type Facts = Readonly<Record<string, Readonly<Record<string, Value>>>>;

export function facts(path: string, tell: (call: Call) => Facts): Endpoint[] {
  const views = (call: Call): View[] =>
    Object.entries(tell(call)).map(([name, told]) => viewOf(path, name, content(told)));
  const feed = (found: readonly View[], call: Call): Feed => ({
    kind: "feed",
    title: path.split("/").at(-1) ?? "",
    ...listViews(found, call.args),
  });
  return [
    { path, GET: { run: (call) => feed(views(call), call) } },
    {
      path: `${path}/{name}`,
      GET: {
        run(call) {
          const name = call.params["name"] ?? "";
          const found = views(call).filter((view) => view.name === name);
          if (found.length === 0) throw notFound(name);
          return feed(found, call);
        },
      },
    },
  ];
}

function viewOf(path: string, name: string, told: Content): View {
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
    content: told,
    readOnly: true,
  };
}
