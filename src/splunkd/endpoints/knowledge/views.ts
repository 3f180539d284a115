/** data/ui/views and data/ui/alerts: pages and forms. Ground: REST API Reference, «data/ui/views». */
import { collection } from "../../call/collection/collection.ts";
import type { Endpoint } from "../../call/endpoint.ts";
import { asText, content, effective } from "../../model/entity.ts";

const rows = (path: string, kind: string): Endpoint[] =>
  collection({
    path,
    kind,
    fields: { required: ["name", "eai:data"], optional: ["disabled", "label"], wildcard: [] },
    shows(entity) {
      const own = effective(entity);
      const text = asText(own["eai:data"]);
      return content({
        disabled: false,
        ...own,
        label: /<label>([^<]*)<\/label>/.exec(text)?.[1] ?? entity.name,
        rootNode: rootOf(text),
        isDashboard: /<(?:dashboard|form)\b/.test(text),
        isVisible: !/\bisVisible="false"/i.test(text),
        "eai:appName": entity.app,
        "eai:userName": entity.sharing === "user" ? entity.owner : "nobody",
        "eai:type": path.split("/").at(-1) ?? "",
      });
    },
    create: (args) => ({
      name: args.get("name") ?? "",
      content: content({ "eai:data": args.get("eai:data") ?? "" }),
    }),
    update: (_entity, args) =>
      content(args.has("eai:data") ? { "eai:data": args.get("eai:data") ?? "" } : {}),
  });

export const views: readonly Endpoint[] = [
  ...rows("data/ui/views", "ui-views"),
  ...rows("data/ui/alerts", "ui-alerts"),
];

/** The first element, whatever declarations and comments stand before it. */
function rootOf(text: string): string {
  for (let at = text.indexOf("<"); at !== -1; at = text.indexOf("<", at + 1)) {
    const isComment = text.startsWith("<!--", at);
    if (isComment) at = text.indexOf("-->", at);
    if (at === -1) return "";
    const name = isComment ? undefined : /^<(\w+)/.exec(text.slice(at, at + 200))?.[1];
    if (name !== undefined) return name;
  }
  return "";
}
