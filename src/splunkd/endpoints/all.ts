/**
 * Every endpoint that is played, one family a file. A group of families is loaded with the first request that begins
 * with one of its words: most scripts ask for a few things only, and wait for the first.
 */
import type { EndpointGroup } from "../call/route-table.ts";
import { serverFamilies } from "./server-families.ts";

export const endpointGroups: readonly EndpointGroup[] = [
  { under: [], load: () => serverFamilies },
  {
    under: ["storage", "kvstore", "configs", "properties"],
    load: async () => (await import("./store-families.ts")).storeFamilies,
  },
  {
    under: ["saved", "data", "datamodel", "alerts", "admin", "configs"],
    load: async () => (await import("./object-families.ts")).objectFamilies,
  },
  {
    under: ["search", "saved", "alerts", "receivers", "notable_update", "public", "v1", "ar-sim"],
    load: async () => (await import("./search-families.ts")).searchFamilies,
  },
];
