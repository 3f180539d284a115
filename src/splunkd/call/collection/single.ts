/** A feed of one entry that is no object in a namespace: what a server says of itself. */
import type { Content } from "../../model/entity.ts";
import type { Feed, View } from "../../model/reply.ts";

export function single(title: string, path: string, name: string, shown: Content): Feed {
  const view: View = {
    name,
    collection: path,
    app: undefined,
    owner: "system",
    sharing: "system",
    perms: { read: ["*"], write: [] },
    canWrite: true,
    removable: false,
    updated: undefined,
    content: shown,
  };
  return { kind: "feed", title, views: [view], paging: { total: 1, perPage: 30, offset: 0 } };
}
