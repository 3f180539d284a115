/** Licences, clusters, search peers and deployment clients. */
import { stanzaFamily } from "../../call/collection/add-stanzas.ts";
import type { Family } from "../../call/family.ts";
import { deployment } from "../server/deployment.ts";
import { deploymentStanzas } from "../stanza-families.ts";

export const families: readonly Family[] = [deployment, stanzaFamily(deploymentStanzas)];
