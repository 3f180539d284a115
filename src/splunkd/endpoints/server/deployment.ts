/**
 * What a Splunk that stands alone says of licences, clusters, search peers and deployment clients: that there are none.
 * Ground: REST API Reference, «License», «Cluster», «Deployment» endpoints: names and keys. Guess: the figures.
 */
import { describeServer } from "../../../invocation/search/server-info.ts";
import type { Call } from "../../call/call.ts";
import type { Endpoint } from "../../call/endpoint.ts";
import { facts } from "../../call/facts.ts";
import { RestError } from "../../model/rest-error.ts";

const QUOTA = 500 * 2 ** 20;
const STACK = "enterprise";
const GROUPS = ["Enterprise", "Forwarder", "Free", "Lite", "Lite_Free", "Trial"];

const guidOf = ({ splunkd }: Call): string =>
  describeServer(splunkd.settings.serverName)["guid"] ?? "";

const peers = (call: Call) => ({
  [guidOf(call)]: {
    label: call.splunkd.settings.serverName,
    active_pool_ids: [`auto_generated_pool_${STACK}`],
    pool_ids: [`auto_generated_pool_${STACK}`],
    stack_ids: [STACK],
    warning_count: 0,
  },
});

const localPeer = (call: Call) => ({
  license: {
    guid: [guidOf(call)],
    connection_timeout: 30,
    last_manager_contact_success_time: Math.floor(call.splunkd.now() / 1000),
    license_keys: ["F".repeat(64)],
    manager_guid: guidOf(call),
    manager_uri: "self",
    master_guid: guidOf(call),
    master_uri: "self",
    slave_id: guidOf(call),
    slave_label: call.splunkd.settings.serverName,
  },
});

export const deployment: readonly Endpoint[] = [
  ...facts("licenser/groups", () =>
    Object.fromEntries(
      GROUPS.map((name) => [
        name,
        { is_active: name === "Enterprise", stack_ids: name === "Enterprise" ? [STACK] : [] },
      ]),
    ),
  ),
  ...facts("licenser/licenses", ({ splunkd }) => ({
    ["F".repeat(64)]: {
      creation_time: Math.floor(splunkd.startedAt / 1000),
      // Far off: 2038 is the last that fits.
      expiration_time: 2_147_483_647,
      features: ["Alerting", "Auth", "DeployServer", "DistSearch", "ScheduledSearch"],
      group_id: "Enterprise",
      label: "Splunk Enterprise",
      license_hash: "F".repeat(64),
      max_violations: 45,
      quota: QUOTA,
      sourcetypes: [],
      stack_id: STACK,
      status: "VALID",
      type: STACK,
      window_period: 60,
    },
  })),
  ...facts("licenser/pools", (call) => ({
    [`auto_generated_pool_${STACK}`]: {
      description: `auto_generated_pool_${STACK}`,
      effective_quota: QUOTA,
      is_unlimited: false,
      peers: ["*"],
      peers_usage_bytes: { [guidOf(call)]: 0 },
      quota: "MAX",
      stack_id: STACK,
      used_bytes: 0,
    },
  })),
  ...facts("licenser/stacks", () => ({
    [STACK]: {
      label: "Splunk Enterprise",
      max_violations: 45,
      quota: QUOTA,
      type: STACK,
      window_period: 60,
    },
  })),
  ...facts("licenser/slaves", peers),
  ...facts("licenser/peers", peers),
  ...facts("licenser/localslave", localPeer),
  ...facts("licenser/localpeer", localPeer),
  ...facts("licenser/messages", () => ({})),
  ...facts("licenser/usage", () => ({ license_usage: { quota: QUOTA, slaves_usage_bytes: 0 } })),
  ...facts("cluster/config", (call) => ({
    config: {
      cluster_label: "",
      disabled: true,
      guid: guidOf(call),
      mode: "disabled",
      site: "default",
    },
  })),
  ...facts("shcluster/config", (call) => ({
    config: { disabled: true, id: guidOf(call), mode: "disabled" },
  })),
  ...facts("search/distributed/peers", () => ({})),
  ...facts("search/distributed/config", () => ({
    distributedSearch: { autoAddServers: false, disabled: false, servers: "" },
  })),
  ...facts("deployment/server/clients", () => ({})),
  ...facts("deployment/server/serverclasses", () => ({})),
  ...facts("deployment/server/applications", () => ({})),
  ...facts("deployment/server/config", () => ({ config: { disabled: true } })),
  ...facts("deployment/client", () => ({ "deployment-client": { disabled: true } })),
  ...facts("deployment/server", () => ({ default: { disabled: true, whitelist: [] } })),
  ...facts("deployment/serverclass", () => ({})),
  ...facts("deployment/tenants", () => ({ default: { disabled: true, whitelist: [] } })),
  ...facts("deployment/client/config", () => ({ "deployment-client": { disabled: true } })),
  ...["master", "manager"].map((role) => noCluster(`cluster/${role}`, "manager")),
  ...["slave", "peer"].map((role) => noCluster(`cluster/${role}`, "peer")),
  noCluster("cluster/searchhead", "search head"),
];

/** Guess: the text; that the status is 503 is what the SDKs' suites have of a search head cluster that is none. */
function noCluster(path: string, role: string): Endpoint {
  return {
    path: `${path}/{rest*}`,
    GET: {
      run() {
        throw new RestError(
          503,
          `This node is not a cluster ${role}: indexer clustering is not enabled.`,
        );
      },
    },
  };
}
