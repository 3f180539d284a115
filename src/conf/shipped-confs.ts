/**
 * Stanzas of a fresh Splunk that clients look for. The REST stand-in and the files of the sandbox both use them.
 * Ground: the .conf files that Splunk ships; the searches that the test suites of the SDKs expect.
 */
import type { SplunkProfile } from "../platforms/splunk-profile.ts";
import { shippedActions } from "./shipped-actions.ts";
import { systemDefaults } from "./system-defaults.ts";

export type ShippedStanzas = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Settings of a fresh Splunk that differ from machine to machine. */
export interface ShippedFacts {
  readonly serverName: string;
  readonly managementPort: number;
  /** Of the HTTP Event Collector. Default: 8088. */
  readonly hecPort?: number | undefined;
  /** The Splunk that ships them. */
  readonly profile: SplunkProfile;
}

/** Where the HTTP Event Collector listens by default. */
export const HEC_PORT = 8088;

const CONFS: Readonly<Record<string, ShippedStanzas>> = {
  web: {
    settings: {
      enableSplunkWebSSL: "0",
      httpport: "8000",
      mgmtHostPort: "127.0.0.1:8089",
      startwebserver: "1",
    },
  },
  server: {
    general: {
      serverName: "",
      sessionTimeout: "1h",
      pass4SymmKey: "********",
      "python.version": "force_python3",
    },
    httpServer: { max_content_length: "2147483648" },
    kvstore: { disabled: "0", port: "8191" },
    sslConfig: { enableSplunkdSSL: "true", requireClientCert: "false", sslVersions: "tls1.2" },
    clustering: { mode: "disabled" },
    shclustering: { disabled: "1" },
    // Ground: server.conf.spec, `[lmpool:auto_generated_pool_<stack>]`.
    "lmpool:auto_generated_pool_enterprise": {
      description: "auto_generated_pool_enterprise",
      peers: "*",
      quota: "MAX",
      stack_id: "enterprise",
    },
  },
  // Ground: distsearch.conf.spec, with its defaults.
  distsearch: {
    distributedSearch: {
      authTokenConnectionTimeout: "5",
      authTokenReceiveTimeout: "10",
      authTokenSendTimeout: "10",
      connectionTimeout: "10",
      disabled: "false",
      receiveTimeout: "600",
      sendTimeout: "30",
      servers: "",
      statusTimeout: "10",
    },
  },
  // Ground: global-banner.conf.spec.
  "global-banner": {
    BANNER_MESSAGE_SINGLETON: {
      "global_banner.visible": "false",
      "global_banner.message": "",
      "global_banner.background_color": "blue",
    },
  },
  limits: {
    http_input: { max_content_length: "838860800", max_number_of_tokens: "10000" },
    kvstore: { max_rows_per_query: "50000", max_documents_per_batch_save: "1000" },
    search: { max_count: "500000" },
  },
  indexes: {},
  // Ground: the SDKs' suites look for these two.
  datamodels: {
    internal_audit_logs: { acceleration: "0" },
    internal_server: { acceleration: "0" },
  },
  inputs: {
    http: { disabled: "1", enableSSL: "1", port: String(HEC_PORT), useDeploymentServer: "0" },
    "monitor://$SPLUNK_HOME/var/log/splunk": { index: "_internal" },
    "monitor://$SPLUNK_HOME/etc/splunk.version": {
      _TCP_ROUTING: "*",
      index: "_internal",
      sourcetype: "splunk_version",
    },
  },
  // Ground: outputs.conf as shipped.
  outputs: {
    tcpout: {
      "forwardedindex.0.whitelist": ".*",
      "forwardedindex.1.blacklist": "_.*",
      "forwardedindex.2.whitelist": "(_audit|_internal|_introspection|_telemetry)",
      "forwardedindex.filter.disable": "false",
      indexAndForward: "false",
      maxQueueSize: "auto",
    },
  },
  props: { default: { CHARSET: "UTF-8", TRUNCATE: "10000" } },
  transforms: {},
  eventtypes: {},
  // Ground: names of the search app's reports as splunk-sdk-csharp-pcl recorded them; the SDKs' suites look for five, two
  // of them with «Error», and splunk-sdk-php's EntityTest for the words of the first.
  "user-prefs": { general: { default_namespace: "$default", lang: "", tz: "" } },
  savedsearches: {
    "Errors in the last 24 hours": {
      search: "error OR failed OR severe OR ( sourcetype=access_* ( 404 OR 500 OR 503 ) )",
      "dispatch.earliest_time": "-1d",
    },
    "Errors in the last hour": {
      search: "error OR failed OR severe OR ( sourcetype=access_* ( 404 OR 500 OR 503 ) )",
      "dispatch.earliest_time": "-1h",
    },
    "Indexing workload": {
      search: "index=_internal group=per_sourcetype_thruput | stats sum(kb) by series",
      "dispatch.earliest_time": "-1445m",
      "dispatch.latest_time": "-5m",
      is_visible: "0",
    },
    "License Usage Data Cube": {
      search: "search index=_internal",
      "dispatch.earliest_time": "-31d",
    },
    "Messages by minute last 3 hours": {
      search: "search index=_internal",
      "dispatch.earliest_time": "-3h",
    },
    "Splunk errors last 24 hours": {
      search: 'index=_internal " error " NOT debug source=*splunkd.log*',
      "dispatch.earliest_time": "-24h",
    },
    "Top five sourcetypes": {
      search: "index=_internal | top limit=5 sourcetype",
      "dispatch.earliest_time": "-24h",
      is_visible: "0",
    },
  },
  email: {},
  passwords: {},
  authorize: {},
  alert_actions: {},
};

export function shippedConf(file: string, facts: ShippedFacts): ShippedStanzas {
  const stanzas = Object.hasOwn(CONFS, file) ? (CONFS[file] ?? {}) : {};
  const { general, settings, http } = stanzas;
  if (file === "alert_actions") return shippedActions(facts.profile);
  if (file === "limits") return withLimits(stanzas, facts.profile);
  if (file === "server")
    return { ...stanzas, general: { ...general, serverName: facts.serverName } };
  if (file === "web")
    return {
      ...stanzas,
      settings: { ...settings, mgmtHostPort: `127.0.0.1:${facts.managementPort}` },
    };
  if (file === "inputs" && facts.hecPort !== undefined)
    return { ...stanzas, http: { ...http, port: String(facts.hecPort) } };
  return stanzas;
}

function withLimits(limits: ShippedStanzas, profile: SplunkProfile): ShippedStanzas {
  const documents = String(profile.documentsPerBatch);
  return {
    ...limits,
    kvstore: { ...limits["kvstore"], max_documents_per_batch_save: documents },
  };
}

/** .conf files that exist even if no app has them. */
export const shippedConfNames: readonly string[] = [
  ...new Set([...Object.keys(CONFS), ...Object.keys(systemDefaults)]),
].sort();

/** The text of such a file in etc/system/default. Empty when nothing is known of it. */
export function shippedText(file: string, facts: ShippedFacts): string {
  const above = Object.hasOwn(systemDefaults, file) ? (systemDefaults[file] ?? "") : "";
  const stanzas = Object.entries(shippedConf(file, facts)).map(([name, settings]) => {
    const lines = Object.entries(settings).map(([key, value]) => `${key} = ${value}\n`);
    return `[${name}]\n${lines.join("")}`;
  });
  return [above, ...stanzas].filter((part) => part !== "").join("\n");
}
