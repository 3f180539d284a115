/**
 * Objects that are stanzas of one .conf each: eventtypes, macros, transforms, indexes, alert actions, inputs.
 * Ground: REST API Reference, «Knowledge endpoints», «Index endpoints», «alerts/alert_actions».
 */
import { collection, ownArguments } from "../collection.ts";
import type { CollectionSpec } from "../collection-spec.ts";
import { recordWrite } from "../conf-writes.ts";
import type { Endpoint } from "../endpoint.ts";
import { content } from "../entity.ts";
import { confContent } from "./configs.ts";

function stanzasOf(path: string, conf: string, more: Partial<CollectionSpec> = {}): Endpoint[] {
  return collection({
    path,
    kind: `conf-${conf}`,
    fields: { required: ["name"], optional: ["disabled"], wildcard: [".*"] },
    shows: (entity, call) => confContent(entity, call.namespace.owner),
    blank: () => content({ disabled: false }),
    create: (args) => ({ name: args.get("name") ?? "", content: ownArguments(args) }),
    update: (_entity, args) => ownArguments(args),
    changed: (entity, what, call) => recordWrite(call, conf, entity, what),
    ...more,
  });
}

export const knowledge: readonly Endpoint[] = [
  ...stanzasOf("saved/eventtypes", "eventtypes", {
    title: "eventtypes",
    fields: {
      required: ["name", "search"],
      optional: ["description", "disabled", "priority", "tags", "color"],
      wildcard: [],
    },
    shows: (entity, call) =>
      content({ description: "", priority: "1", ...confContent(entity, call.namespace.owner) }),
  }),
  ...stanzasOf("alerts/alert_actions", "alert_actions", {
    title: "alert_actions",
    capabilities: { edit: ["admin_all_objects", "edit_log_alert_event"] },
  }),
  ...stanzasOf("admin/macros", "macros", { title: "macros" }),
  ...stanzasOf("configs/inputs", "inputs", { title: "inputs" }),
  ...stanzasOf("data/transforms/lookups", "transforms", { title: "transforms-lookup" }),
  ...stanzasOf("data/transforms/extractions", "transforms", { title: "transforms-extract" }),
  ...stanzasOf("data/props/extractions", "props", { title: "props-extract" }),
  ...stanzasOf("data/outputs/tcp/syslog", "outputs-syslog", { title: "syslog" }),
  ...stanzasOf("data/outputs/tcp/default", "outputs", { title: "tcpout-default" }),
  ...stanzasOf("data/lookup-table-files", "lookup-table-files", { title: "lookup-table-files" }),
  ...stanzasOf("data/ui/nav", "ui-nav", { title: "nav" }),
  ...stanzasOf("data/ui/panels", "ui-panels", { title: "panels" }),
  ...stanzasOf("data/ui/times", "times", { title: "times" }),
  ...stanzasOf("data/ui/workflow-actions", "workflow_actions", { title: "workflow-actions" }),
  ...stanzasOf("data/ui/global-banner", "global-banner", {
    title: "global-banner",
    isGlobal: true,
    capabilities: { edit: ["edit_global_banner", "admin_all_objects"] },
  }),
];
