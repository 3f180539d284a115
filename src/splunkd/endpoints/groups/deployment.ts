/** Licences, clusters, search peers and deployment clients. */
import type { Family } from "../../call/family.ts";
import { rowsOf } from "../../call/rows.ts";
import { deployment } from "../server/deployment.ts";

export const families: readonly Family[] = [rowsOf(deployment)];
