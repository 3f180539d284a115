/** data/ui/views and data/ui/alerts: pages and forms. Ground: REST API Reference, «data/ui/views». */
import { addCollection } from "../../call/collection/add-collection.ts";
import type { Family } from "../../call/family.ts";
import { asText, type Content, content, effective, type Entity } from "../../model/entity.ts";

export const views: Family = (app, parts) => {
  for (const type of ["views", "alerts"])
    addCollection(app, parts, {
      path: `data/ui/${type}`,
      kind: `ui-${type}`,
      fields: { required: ["name", "eai:data"], optional: ["disabled", "label"], wildcard: [] },
      shows: (entity) => shownPage(entity, type),
      create: (args) => ({
        name: args.get("name") ?? "",
        content: content({ "eai:data": args.get("eai:data") ?? "" }),
      }),
      update: (_entity, args) =>
        content(args.has("eai:data") ? { "eai:data": args.get("eai:data") ?? "" } : {}),
    });
};

function shownPage(entity: Entity, type: string): Content {
  const settings = effective(entity);
  const text = asText(settings["eai:data"]);
  return content({
    disabled: false,
    ...settings,
    label: /<label>([^<]*)<\/label>/.exec(text)?.[1] ?? entity.name,
    rootNode: rootOf(text),
    isDashboard: /<(?:dashboard|form)\b/.test(text),
    isVisible: !/\bisVisible="false"/i.test(text),
    "eai:appName": entity.app,
    "eai:userName": entity.sharing === "user" ? entity.owner : "nobody",
    "eai:type": type,
  });
}

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
