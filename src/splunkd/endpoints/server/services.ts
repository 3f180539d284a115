/** The roots: what the server has, and which services. Ground: the SDKs ask for them when they are to be sure of a login. */
import type { Family } from "../../call/family.ts";
import { content } from "../../model/entity.ts";
import type { Feed, View } from "../../model/reply.ts";
import { ROOT } from "../../model/resource-path.ts";

const NAMES =
  "alerts apps auth authentication authorization cluster configs data deployment kvstore licenser messages properties receivers saved scheduled search server storage".split(
    " ",
  );

/** What lies below a path that is no list of objects itself. Ground: the paths of the REST API Reference. */
const CHILDREN: Readonly<Record<string, string>> = {
  alerts: "alert_actions fired_alerts metric_alerts",
  apps: "appinstall apptemplates local",
  auth: "login",
  authentication: "current-context httpauth-tokens providers users",
  authorization: "capabilities grantable_capabilities roles tokens",
  data: "commands indexes inputs lookup-table-files modular-inputs outputs props transforms ui user-prefs",
  "data/outputs/tcp": "default group server syslog",
  "data/props": "calcfields extractions fieldaliases lookups sourcetype-rename",
  "data/transforms": "extractions lookups",
  "data/ui": "global-banner manager nav panels prefs times views viewstates workflow-actions",
  deployment: "client server serverclass tenants",
  kvstore: "status",
  licenser: "groups licenses messages peers pools stacks usage",
  receivers: "simple stream",
  saved: "eventtypes fvtags searches",
  scheduled: "views",
  search: "distributed fields jobs parser scheduler tags timeparser typeahead",
  "search/distributed": "config groups peers",
  server: "control health info introspection logger roles settings status sysinfo",
  storage: "collections passwords",
  "storage/collections": "config data",
};

export const services: Family = (app, { startedAt }) => {
  // Seen in splunk-sdk-java's HttpServiceTest: the root answers who is nobody.
  app.get(`/${ROOT}`, { config: { isOpen: true } }, () =>
    pathsFeed("splunkd", ["rpc", "services", "servicesNS", "static"], "", startedAt),
  );
  for (const [path, names] of Object.entries(CHILDREN)) {
    const title = path.split("/").at(-1) ?? "";
    app.get(`/${path}`, () => pathsFeed(title, names.split(" "), `/services/${path}`, startedAt));
  }
  app.get("/", () => pathsFeed("services", NAMES, "/services", startedAt));
};

function pathsFeed(title: string, names: readonly string[], below: string, updated: number): Feed {
  const views = names.map((name): View => ({
    name,
    collection: "",
    address: `${below}/${name}`,
    app: undefined,
    owner: "system",
    sharing: "system",
    perms: { read: ["*"], write: [] },
    canWrite: false,
    removable: false,
    updated,
    content: content(),
    readOnly: true,
  }));
  return { kind: "feed", title, views };
}
