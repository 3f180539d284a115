/** Licences, clusters, search peers and deployment clients. */
import { stanzaFamily } from "../../call/collection/add-stanzas.ts";
import type { Family } from "../../call/family.ts";
import { deployment } from "../server/deployment.ts";
import { deploymentApps } from "../server/deployment-apps.ts";
import { deploymentServer } from "../server/deployment-server.ts";
import { searchPeers } from "../server/search-peers.ts";
import { deploymentStanzas } from "../stanza-families.ts";

export const families: readonly Family[] = [
  deployment,
  deploymentApps,
  deploymentServer,
  searchPeers,
  stanzaFamily(deploymentStanzas),
];
