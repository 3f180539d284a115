/** saved/eventtypes. Ground: REST API Reference, «saved/eventtypes»; eventtypes.conf.spec. */
import { addStanzas } from "../../call/collection/add-stanzas.ts";
import type { Family } from "../../call/family.ts";
import { typesOf } from "../../call/render/typed-content.ts";
import { asText, content, effective, type Entity } from "../../model/entity.ts";
import type { Bucket } from "../../store/bucket.ts";

export const eventtypes: Family = (app, parts) => {
  const { store } = parts;
  addStanzas(app, parts, {
    path: "saved/eventtypes",
    conf: "eventtypes",
    fields: {
      required: ["name", "search"],
      optional: ["description", "disabled", "priority", "tags", "color"],
      wildcard: [],
    },
    defaults: { description: "", priority: 1 },
    types: typesOf("disabled", "priority"),
    shows: (stanza, entity) =>
      content({ ...stanza, tags: tagsOf(entity, store.bucket("conf-tags")) }),
  });
};

/** Ground: a list, be it empty, seen in splunk-sdk-java's EventTypesTest; tags.conf.spec for where they come from. */
function tagsOf(eventtype: Entity, stanzas: Bucket): string[] {
  const given = asText(effective(eventtype)["tags"])
    .split(/[\s,]+/)
    .filter((tag) => tag !== "");
  const tags = stanzas
    .named(`eventtype=${eventtype.name}`)
    .flatMap((stanza) =>
      Object.entries(effective(stanza)).flatMap(([tag, value]) =>
        asText(value) === "enabled" ? [tag] : [],
      ),
    );
  return [...new Set([...given, ...tags])].sort();
}
