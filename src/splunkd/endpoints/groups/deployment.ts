/** Licences, clusters, search peers and deployment clients. */
import type { Family } from "../../call/family.ts";
import { deployment } from "../server/deployment.ts";

export const families: readonly Family[] = [deployment];
