/**
 * `admin/<handler>`: the older name of what has a path of its own, which splunk.entity and many add-ons still use.
 * Ground: REST API Reference, «Splunk Enterprise REST API»; seen in Splunk_TA_paloalto (admin/passwords) and
 * alert_manager (admin/conf-alert_manager).
 */
const PATHS: Readonly<Record<string, string>> = {
  passwords: "storage/passwords",
  users: "authentication/users",
  roles: "authorization/roles",
  capabilities: "authorization/capabilities",
  "current-context": "authentication/current-context",
  localapps: "apps/local",
  savedsearch: "saved/searches",
  eventtypes: "saved/eventtypes",
  alert_actions: "alerts/alert_actions",
  fired_alerts: "alerts/fired_alerts",
  messages: "messages",
  indexes: "data/indexes",
  http: "data/inputs/http",
  calcfields: "data/props/calcfields",
  fieldaliases: "data/props/fieldaliases",
  "props-lookup": "data/props/lookups",
  "sourcetype-rename": "data/props/sourcetype-rename",
  commandsconf: "data/commands",
  "tcpout-default": "data/outputs/tcp/default",
  "tcpout-group": "data/outputs/tcp/group",
  "tcpout-server": "data/outputs/tcp/server",
  syslog: "data/outputs/tcp/syslog",
  monitor: "data/inputs/monitor",
  script: "data/inputs/script",
  raw: "data/inputs/tcp/raw",
  cooked: "data/inputs/tcp/cooked",
  splunktcptoken: "data/inputs/tcp/splunktcptoken",
  udp: "data/inputs/udp",
  oneshotinput: "data/inputs/oneshot",
  "modular-inputs": "data/modular-inputs",
  "collections-conf": "storage/collections/config",
  kvstore: "kvstore",
  "transforms-lookup": "data/transforms/lookups",
  "transforms-extract": "data/transforms/extractions",
  "props-extract": "data/props/extractions",
  "lookup-table-files": "data/lookup-table-files",
  views: "data/ui/views",
  nav: "data/ui/nav",
  panels: "data/ui/panels",
  times: "data/ui/times",
  "workflow-actions": "data/ui/workflow-actions",
  "ui-prefs": "data/ui/prefs",
  "user-prefs": "data/user-prefs",
  viewstates: "data/ui/viewstates",
  fvtags: "saved/fvtags",
  tags: "search/tags",
  fields: "search/fields",
  metric_alerts: "alerts/metric_alerts",
  authtokens: "authorization/tokens",
  "httpauth-tokens": "authentication/httpauth-tokens",
  proxysettings: "server/httpsettings/proxysettings",
  "server-status-partitions-space": "server/status/partitions-space",
  "server-status-limits-search-concurrency": "server/status/limits/search-concurrency",
  "global-banner": "data/ui/global-banner",
  "server-info": "server/info",
  "server-settings": "server/settings",
  "server-roles": "server/roles",
  "server-status": "server/status",
  logger: "server/logger",
};

const NAMES = new Map(Object.entries(PATHS).map(([name, path]) => [path, name]));

/** What the path of a collection is called below `admin/`. */
export function adminName(path: string): string {
  return NAMES.get(path) ?? path.replace(/^configs\//, "").replace(/^.*\//, "");
}

/** The path that `admin/…` stands for; that of an app's own handler is its name alone. */
export function adminPath(segments: readonly string[]): readonly string[] | undefined {
  const [first, handler = "", ...rest] = segments;
  if (first !== "admin" || handler === "") return undefined;
  if (/^conf-./.test(handler)) return ["configs", handler, ...rest];
  const path = Object.hasOwn(PATHS, handler) ? PATHS[handler] : undefined;
  return [...(path?.split("/") ?? [handler]), ...rest];
}
