/**
 * Objects that are stanzas of one .conf each: eventtypes, macros, transforms, indexes, alert actions, inputs.
 * Ground: REST API Reference, «Knowledge endpoints», «Index endpoints», «alerts/alert_actions».
 */
import type { Endpoint } from "../../call/endpoint.ts";
import { asText, content, effective, type Entity } from "../../model/entity.ts";
import type { Parts } from "../../parts.ts";
import { withActionDefaults } from "../../model/shipped/alert-action-defaults.ts";
import { stanzaObjects } from "../../call/collection/stanza-objects.ts";
import { typedContent, typesOf } from "../../call/render/typed-content.ts";
import { confContent } from "../../call/collection/conf-content.ts";

const EVENTTYPE = typesOf("disabled", "priority");

export const knowledge: readonly Endpoint[] = [
  ...stanzaObjects("saved/eventtypes", "eventtypes", {
    title: "eventtypes",
    fields: {
      required: ["name", "search"],
      optional: ["description", "disabled", "priority", "tags", "color"],
      wildcard: [],
    },
    shows: (entity, call) =>
      typedContent(
        content({
          description: "",
          priority: 1,
          ...confContent(entity, call.namespace.owner),
          tags: tagsOf(entity, call.splunkd),
        }),
        EVENTTYPE,
      ),
  }),
  ...stanzaObjects("alerts/alert_actions", "alert_actions", {
    title: "alert_actions",
    shows: (entity, call) => withActionDefaults(confContent(entity, call.namespace.owner)),
    capabilities: { edit: ["admin_all_objects", "edit_log_alert_event"] },
  }),
  ...stanzaObjects("admin/macros", "macros", { title: "macros" }),
  ...stanzaObjects("configs/inputs", "inputs", { title: "inputs" }),
  ...stanzaObjects("data/ui/nav", "ui-nav", { title: "nav" }),
  ...stanzaObjects("data/ui/panels", "ui-panels", { title: "panels" }),
  ...stanzaObjects("data/ui/times", "times", { title: "times" }),
  ...stanzaObjects("data/ui/workflow-actions", "workflow_actions", { title: "workflow-actions" }),
  ...stanzaObjects("data/ui/global-banner", "global-banner", {
    title: "global-banner",
    isGlobal: true,
    capabilities: { edit: ["edit_global_banner", "admin_all_objects"] },
  }),
];

/** Ground: a list, be it empty, seen in splunk-sdk-java's EventTypesTest; tags.conf.spec for where they come from. */
function tagsOf(eventtype: Entity, splunkd: Parts): string[] {
  const own = asText(effective(eventtype)["tags"])
    .split(/[\s,]+/)
    .filter((tag) => tag !== "");
  const stanzas = splunkd.store.bucket("conf-tags").named(`eventtype=${eventtype.name}`);
  const tags = stanzas.flatMap((stanza) =>
    Object.entries(effective(stanza)).flatMap(([tag, value]) =>
      asText(value) === "enabled" ? [tag] : [],
    ),
  );
  return [...new Set([...own, ...tags])].sort();
}
