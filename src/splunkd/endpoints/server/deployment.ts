/**
 * What a Splunk that stands alone says of licences, clusters and deployment clients: that there are none.
 * Ground: REST API Reference, «License», «Cluster», «Deployment» endpoints: names and keys. Guess: the figures.
 */
import { serverGuid } from "../../../invocation/search/server-info.ts";
import { addFacts, type Facts } from "../../call/add-facts.ts";
import type { Family } from "../../call/family.ts";
import { RestError } from "../../model/rest-error.ts";
import { LICENSE_QUOTA } from "../stanza-families.ts";

const STACK = "enterprise";
const KEY = "F".repeat(64);
const GROUPS = ["Enterprise", "Forwarder", "Free", "Lite", "Lite_Free", "Trial"];

/** What stands for a cluster of no kind. Guess: the text; the 503 is what the SDKs' suites have of a search head cluster that is none. */
const NO_CLUSTER: Readonly<Record<string, string>> = {
  "cluster/master": "manager",
  "cluster/manager": "manager",
  "cluster/slave": "peer",
  "cluster/peer": "peer",
  "cluster/searchhead": "search head",
};

export const deployment: Family = (app, { settings, startedAt, now }) => {
  const { serverName } = settings;
  const guid = serverGuid(serverName);
  addFacts(app, licences({ guid, serverName, startedAt, now }));
  addFacts(app, {
    "cluster/config": {
      config: { cluster_label: "", disabled: true, guid, mode: "disabled", site: "default" },
    },
    "shcluster/config": { config: { disabled: true, id: guid, mode: "disabled" } },
    "deployment/client": { "deployment-client": { disabled: true } },
    "deployment/server": { default: { disabled: true, whitelist: [] } },
    "deployment/serverclass": {},
    "deployment/tenants": { default: { disabled: true, whitelist: [] } },
    "deployment/client/config": { "deployment-client": { disabled: true } },
  });
  for (const [path, role] of Object.entries(NO_CLUSTER)) {
    for (const url of [`/${path}`, `/${path}/*`])
      app.get(url, () => {
        throw new RestError(
          503,
          `This node is not a cluster ${role}: indexer clustering is not enabled.`,
        );
      });
  }
};

interface Licensee {
  readonly guid: string;
  readonly serverName: string;
  readonly startedAt: number;
  now(): number;
}

function licences(licensee: Licensee): Record<string, Facts | (() => Facts)> {
  const { startedAt } = licensee;
  const peers = peersOf(licensee);
  const localPeer = (): Facts => localPeerOf(licensee);
  return {
    "licenser/groups": Object.fromEntries(
      GROUPS.map((name) => [
        name,
        { is_active: name === "Enterprise", stack_ids: name === "Enterprise" ? [STACK] : [] },
      ]),
    ),
    "licenser/licenses": {
      [KEY]: {
        ...STACK_FACTS,
        creation_time: Math.floor(startedAt / 1000),
        // Far off: 2038 is the last that fits.
        expiration_time: 2_147_483_647,
        features: ["Alerting", "Auth", "DeployServer", "DistSearch", "ScheduledSearch"],
        group_id: "Enterprise",
        license_hash: KEY,
        sourcetypes: [],
        stack_id: STACK,
        status: "VALID",
      },
    },
    "licenser/stacks": { [STACK]: STACK_FACTS },
    "licenser/slaves": peers,
    "licenser/peers": peers,
    "licenser/localslave": localPeer,
    "licenser/localpeer": localPeer,
    "licenser/messages": {},
    "licenser/usage": { license_usage: { quota: LICENSE_QUOTA, slaves_usage_bytes: 0 } },
  };
}

const STACK_FACTS = {
  label: "Splunk Enterprise",
  max_violations: 45,
  quota: LICENSE_QUOTA,
  type: STACK,
  window_period: 60,
};

function peersOf({ guid, serverName }: Licensee): Facts {
  return {
    [guid]: {
      label: serverName,
      active_pool_ids: [`auto_generated_pool_${STACK}`],
      pool_ids: [`auto_generated_pool_${STACK}`],
      stack_ids: [STACK],
      warning_count: 0,
    },
  };
}

function localPeerOf({ guid, serverName, now }: Licensee): Facts {
  return {
    license: {
      guid: [guid],
      connection_timeout: 30,
      last_manager_contact_success_time: Math.floor(now() / 1000),
      license_keys: [KEY],
      manager_guid: guid,
      manager_uri: "self",
      master_guid: guid,
      master_uri: "self",
      slave_id: guid,
      slave_label: serverName,
    },
  };
}
