/** server/info, settings, control and status. Ground: REST API Reference, «Introspection» and «System»; keys the SDKs assert. */
import type { Call } from "../../call/call.ts";
import type { Endpoint } from "../../call/endpoint.ts";
import { type Content, content } from "../../model/entity.ts";
import { single } from "../../call/collection/single.ts";
import type { Feed } from "../../model/reply.ts";
import { RestError } from "../../model/rest-error.ts";

/** Ground: asked for by public clients; each answers alike where there is no cluster. */
const CLUSTER = ["captain/info", "captain/members", "member/members", "member/info", "status"];
const CONTROLS = ["restart", "restart_webui"];
const RESTART = ["restart_splunkd", "admin_all_objects"];

export const server: readonly Endpoint[] = [
  {
    path: "server/info",
    GET: { holds: true, run: showInfo },
  },
  {
    path: "server/info/server-info",
    GET: { holds: true, run: showInfo },
  },
  {
    path: "server/settings",
    GET: {
      run: (call) =>
        single("server-settings", "server/settings", "settings", settingsContent(call)),
    },
    POST: { capabilities: ["edit_server"], run: saveSettings },
  },
  {
    path: "server/settings/settings",
    GET: {
      run: (call) =>
        single("server-settings", "server/settings", "settings", settingsContent(call)),
    },
    POST: { capabilities: ["edit_server"], run: saveSettings },
  },
  {
    path: "server/control",
    GET: {
      // Ground: recorded answers: nothing but where to restart.
      run: () => ({
        kind: "feed",
        title: "server-control",
        views: [],
        links: Object.fromEntries(
          CONTROLS.map((name) => [name, `/services/server/control/${name}`]),
        ),
      }),
    },
  },
  { path: "server/control/restart", POST: { capabilities: RESTART, run: restart } },
  { path: "server/control/restart_webui", POST: { capabilities: RESTART, run: restart } },
  {
    path: "server/roles",
    GET: {
      run: () =>
        single(
          "server-roles",
          "server/roles",
          "result",
          content({ role_list: ["indexer", "license_manager", "kv_store"] }),
        ),
    },
  },
  {
    path: "server/status",
    GET: {
      run: () => single("server-status", "server/status", "status", content({ disabled: false })),
    },
  },
  ...CLUSTER.map((name): Endpoint => ({
    path: `shcluster/${name}`,
    GET: {
      run: () => noCluster(`${name} is not available: search head clustering is not enabled.`),
    },
  })),
];

function noCluster(text: string): never {
  throw new RestError(503, text);
}

/** Ground: recorded answers of 8.0.5 and 10.6: no time, no edit links, and the short form of an ACL. */
function showInfo(call: Call): Feed {
  const feed = single("server-info", "server/info", "server-info", call.splunkd.serverInfo.content);
  const fields = { required: [], optional: [], wildcard: [] };
  return {
    ...feed,
    views: feed.views.map((view) => ({ ...view, readOnly: true, updated: 0, fields })),
  };
}

/** Ground: REST API Reference, server/settings. */
function settingsContent({ splunkd }: Call): Content {
  const { home, settings, address } = splunkd;
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
    ...content(splunkd.store.serverSettings),
  });
}

function saveSettings(call: Call): Feed {
  for (const [name, values] of call.args.entries()) {
    if (name !== "output_mode") call.splunkd.store.note(["setting", name, values[0] ?? ""]);
  }
  call.splunkd.restart.isNeeded("settings");
  return single("server-settings", "server/settings", "settings", settingsContent(call));
}

/** Ground: a feed of nothing, as recorded by splunk-sdk-csharp-pcl. What came in memory stays: nothing is to be loaded anew. */
function restart({ splunkd }: Call): Feed {
  splunkd.restart.begin();
  const paging = { total: 0, perPage: 30, offset: 0 };
  return { kind: "feed", title: "server-control", views: [], paging };
}
