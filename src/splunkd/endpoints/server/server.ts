/** server/info, settings, control and status. Ground: REST API Reference, «Introspection» and «System»; keys the SDKs assert. */
import { single } from "../../call/collection/single.ts";
import type { Family } from "../../call/family.ts";
import { type Content, content } from "../../model/entity.ts";
import type { Feed } from "../../model/reply.ts";
import { RestError } from "../../model/rest-error.ts";
import type { Parts } from "../../parts.ts";

/** Ground: asked for by public clients; each answers alike where there is no cluster. */
const CLUSTER = ["captain/info", "captain/members", "member/members", "member/info", "status"];
const CONTROLS = ["restart", "restart_webui"];
const RESTART = ["restart_splunkd", "admin_all_objects"];

export const server: Family = (app, { serverInfo, store, restart, home, settings, address }) => {
  for (const url of ["/server/info", "/server/info/server-info"])
    app.get(url, { config: { holds: true } }, () => infoFeed(serverInfo.content));

  const showSettings = (): Feed =>
    single(
      "server-settings",
      "server/settings",
      "settings",
      settingsContent({ store, home, settings, address }),
    );
  for (const url of ["/server/settings", "/server/settings/settings"]) {
    app.get(url, showSettings);
    app.post(url, { config: { capabilities: ["edit_server"] } }, ({ args }) => {
      for (const [name, values] of args.entries())
        if (name !== "output_mode") store.note(["setting", name, values[0] ?? ""]);
      restart.isNeeded("settings");
      return showSettings();
    });
  }

  // Ground: recorded answers: nothing but where to restart.
  app.get("/server/control", () => ({
    kind: "feed",
    title: "server-control",
    views: [],
    links: Object.fromEntries(CONTROLS.map((name) => [name, `/services/server/control/${name}`])),
  }));
  for (const control of CONTROLS)
    app.post(`/server/control/${control}`, { config: { capabilities: RESTART } }, () => {
      restart.begin();
      return NOTHING_LEFT;
    });

  app.get("/server/roles", () =>
    single(
      "server-roles",
      "server/roles",
      "result",
      content({ role_list: ["indexer", "license_manager", "kv_store"] }),
    ),
  );
  app.get("/server/status", () =>
    single("server-status", "server/status", "status", content({ disabled: false })),
  );
  for (const name of CLUSTER)
    app.get(`/shcluster/${name}`, () => {
      throw new RestError(503, `${name} is not available: search head clustering is not enabled.`);
    });
};

/** Ground: recorded answers of 8.0.5 and 10.6: no time, no edit links, and the short form of an ACL. */
function infoFeed(info: Content): Feed {
  const feed = single("server-info", "server/info", "server-info", info);
  const fields = { required: [], optional: [], wildcard: [] };
  return {
    ...feed,
    views: feed.views.map((view) => ({ ...view, readOnly: true, updated: 0, fields })),
  };
}

/** Ground: REST API Reference, server/settings. */
function settingsContent({
  store,
  home,
  settings,
  address,
}: Pick<Parts, "store" | "home" | "settings" | "address">): Content {
  return content({
    SPLUNK_DB: `${home.told}/var/lib/splunk`,
    SPLUNK_HOME: home.told,
    enableSplunkWebSSL: false,
    host: settings.serverName,
    host_resolved: settings.serverName,
    httpport: 8000,
    mgmtHostPort: address.port,
    minFreeSpace: 5000,
    pass4SymmKey: "********",
    serverName: settings.serverName,
    sessionTimeout: "1h",
    startwebserver: true,
    trustedIP: null,
    ...content(store.serverSettings),
  });
}

/** Ground: a feed of nothing, as recorded by splunk-sdk-csharp-pcl. What came in memory stays: nothing is to be loaded anew. */
const NOTHING_LEFT: Feed = {
  kind: "feed",
  title: "server-control",
  views: [],
  paging: { total: 0, perPage: 30, offset: 0 },
};
