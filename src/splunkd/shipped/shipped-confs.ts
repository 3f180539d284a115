/**
 * Stanzas that a bare Splunk brings, as far as clients look for them.
 * Ground: the .conf files that Splunk ships; the searches that the SDKs' suites take for given.
 */
import { systemDefaults } from "../../conf/system-defaults.ts";

type Stanzas = Readonly<Record<string, Readonly<Record<string, string>>>>;

const CONFS: Readonly<Record<string, Stanzas>> = {
  web: { settings: { enableSplunkWebSSL: "0", httpport: "8000", mgmtHostPort: "127.0.0.1:8089" } },
  server: {
    general: { serverName: "", sessionTimeout: "1h", pass4SymmKey: "********" },
    httpServer: { max_content_length: "2147483648" },
    kvstore: { disabled: "0", port: "8191" },
    sslConfig: { enableSplunkdSSL: "true", sslVersions: "tls1.2" },
  },
  limits: {
    kvstore: { max_rows_per_query: "50000", max_documents_per_batch_save: "50000" },
    search: { max_count: "500000" },
  },
  indexes: {},
  inputs: { http: { disabled: "1", enableSSL: "1", port: "8088", useDeploymentServer: "0" } },
  props: { default: { CHARSET: "UTF-8", TRUNCATE: "10000" } },
  transforms: {},
  eventtypes: {},
  // Ground: reports of the search app; the SDKs' suites look for five that all apps see, two of them with «Error».
  savedsearches: {
    "Errors in the last 24 hours": {
      search: "error OR failed OR severe",
      "dispatch.earliest_time": "-1d",
    },
    "Errors in the last hour": {
      search: "error OR failed OR severe",
      "dispatch.earliest_time": "-1h",
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
      search: "search index=_internal error",
      "dispatch.earliest_time": "-24h",
    },
  },
  email: {},
  passwords: {},
  authorize: {},
  alert_actions: {
    email: { from: "splunk", mailserver: "localhost", auth_username: "", use_tls: "0" },
    webhook: { is_custom: "1", label: "Webhook", payload_format: "json" },
    logevent: { is_custom: "1", label: "Log Event", payload_format: "json" },
  },
};

export function shippedConf(file: string): Stanzas {
  return Object.hasOwn(CONFS, file) ? (CONFS[file] ?? {}) : {};
}

/** Files that exist though no app here has them. */
export const shippedConfNames: readonly string[] = [
  ...new Set([...Object.keys(CONFS), ...Object.keys(systemDefaults)]),
].sort();
