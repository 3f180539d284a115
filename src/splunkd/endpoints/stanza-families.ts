/**
 * Families that are nothing but the stanzas of a .conf as objects, declared: where they are, of which .conf, and what is
 * theirs beside that. Ground: REST API Reference, «Knowledge endpoints», «alerts/alert_actions», «data/commands»; the
 * .conf.spec of each for what a stanza says where nobody said anything.
 */
import type { StanzaFamily } from "../call/collection/add-stanzas.ts";
import { typesOf } from "../call/render/typed-content.ts";
import { asText, type Content, content, effective, type Entity } from "../model/entity.ts";
import { withActionDefaults } from "../model/shipped/alert-action-defaults.ts";

const LOOKUP = ["filename", "external_cmd", "collection", "external_type"];

const EXTRACTION: Content = content({
  CAN_OPTIMIZE: true,
  CLEAN_KEYS: true,
  DEFAULT_VALUE: "",
  DEST_KEY: "",
  FORMAT: "",
  KEEP_EMPTY_VALS: false,
  LOOKAHEAD: 4096,
  MV_ADD: false,
  REGEX: "",
  SOURCE_KEY: "_raw",
  WRITE_META: false,
});

const COMMAND: Content = content({
  changes_colorder: true,
  enableheader: true,
  generates_timeorder: false,
  generating: false,
  maxinputs: 50_000,
  outputheader: false,
  passauth: false,
  required_fields: "*",
  requires_preop: false,
  retainsevents: false,
  streaming: false,
  supports_getinfo: false,
  supports_rawargs: true,
  type: "python",
});

/** What an app is made of. */
export const knowledgeStanzas: readonly StanzaFamily[] = [
  {
    path: "alerts/alert_actions",
    conf: "alert_actions",
    shows: withActionDefaults,
    capabilities: { edit: ["admin_all_objects", "edit_log_alert_event"] },
  },
  { path: "admin/macros", conf: "macros" },
  { path: "configs/inputs", conf: "inputs" },
  { path: "data/ui/nav", conf: "ui-nav" },
  { path: "data/ui/panels", conf: "ui-panels" },
  { path: "data/ui/times", conf: "times" },
  { path: "data/ui/workflow-actions", conf: "workflow_actions" },
  {
    path: "data/ui/global-banner",
    conf: "global-banner",
    isGlobal: true,
    capabilities: { edit: ["edit_global_banner", "admin_all_objects"] },
  },
  {
    path: "data/transforms/extractions",
    conf: "transforms",
    title: "transforms-extract",
    fields: {
      required: ["name", "REGEX"],
      optional: [...Object.keys(EXTRACTION), "disabled", "DELIMS", "FIELDS"],
      wildcard: [],
    },
    isMember: (entity) => !isLookup(entity),
    defaults: EXTRACTION,
    blank: () => EXTRACTION,
  },
  {
    path: "data/transforms/lookups",
    conf: "transforms",
    title: "transforms-lookup",
    isMember: isLookup,
    shows: shownLookup,
  },
  {
    path: "data/commands",
    conf: "commands",
    canRemove: false,
    shows: (stanza, { name }) => content({ ...COMMAND, filename: `${name}.py`, ...stanza }),
  },
];

/** What Splunk Web keeps for itself. */
export const userInterfaceStanzas: readonly StanzaFamily[] = [
  { path: "data/ui/prefs", conf: "ui-prefs", title: "ui-prefs" },
  { path: "data/ui/viewstates", conf: "viewstates" },
  { path: "data/ui/ui-tour", conf: "ui-tour" },
  { path: "data/ui/visualizations", conf: "visualizations" },
  { path: "data/ui/manager", conf: "ui-manager" },
  { path: "data/ui/quickstart", conf: "ui-quickstart" },
  { path: "data/user-prefs", conf: "user-prefs" },
  { path: "data/macros", conf: "macros" },
  { path: "alerts/metric_alerts", conf: "metric_alerts" },
  { path: "saved/fvtags", conf: "tags" },
  {
    path: "server/httpsettings/proxysettings",
    conf: "server",
    isMember: ({ name }) => name === "proxyConfig",
  },
];

/** What stands for other instances, of which there are none. */
export const deploymentStanzas: readonly StanzaFamily[] = [
  {
    path: "search/distributed/config",
    conf: "distsearch",
    isMember: ({ name }) => name === "distributedSearch",
    isGlobal: true,
    isInApp: true,
    canRemove: false,
    capabilities: { edit: ["edit_dist_peer", "admin_all_objects"] },
    types: typesOf("disabled", ""),
  },
  {
    path: "licenser/pools",
    conf: "server",
    prefix: "lmpool:",
    isGlobal: true,
    isInApp: true,
    capabilities: { create: ["license_edit"], edit: ["license_edit"], remove: ["license_edit"] },
    fields: {
      required: ["name", "quota", "stack_id"],
      optional: ["append_peers", "append_slaves", "description", "peers", "slaves"],
      wildcard: [],
    },
    defaults: content({ description: "", peers: "" }),
    shows: shownPool,
  },
];

/** Bytes a day of the one license there is. */
export const LICENSE_QUOTA: number = 500 * 2 ** 20;

/** Ground: REST API Reference, «licenser/pools»; the quota in bytes, or with KB, MB, GB, or all that the stack has. */
function shownPool(stanza: Content): Content {
  const quota = asText(stanza["quota"]);
  const [, amount, unit = ""] = /^(\d+)(KB|MB|GB|)$/i.exec(quota) ?? [];
  const factor = { KB: 2 ** 10, MB: 2 ** 20, GB: 2 ** 30 }[unit.toUpperCase()] ?? 1;
  return content({
    ...stanza,
    effective_quota: amount === undefined ? LICENSE_QUOTA : Number(amount) * factor,
    is_unlimited: false,
    peers: asText(stanza["peers"])
      .split(/[\s,]+/)
      .filter((peer) => peer !== ""),
    peers_usage_bytes: {},
    used_bytes: 0,
  });
}

function isLookup(entity: Entity): boolean {
  const settings = effective(entity);
  return LOOKUP.some((key) => settings[key] !== undefined);
}

function shownLookup(stanza: Content): Content {
  const isStore = asText(stanza["external_type"]) === "kvstore";
  const shown = content({
    type: stanza["filename"] !== undefined ? "file" : isStore ? "kvstore" : "external",
    ...stanza,
  });
  if (stanza["fields_list"] !== undefined)
    shown["fields_array"] = asText(stanza["fields_list"]).split(/\s*,\s*/);
  return shown;
}
