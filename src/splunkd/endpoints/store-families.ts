/** Where scripts keep things: credentials, settings, the KV store. */
import type { Endpoint } from "../endpoint.ts";
import { configs } from "./configs.ts";
import { kvConfig } from "./kv-config.ts";
import { kvData } from "./kv-data.ts";
import { properties } from "./properties.ts";
import { storagePasswords } from "./storage-passwords.ts";

export const storeFamilies: readonly Endpoint[] = [
  ...storagePasswords,
  ...configs,
  ...properties,
  ...kvConfig,
  ...kvData,
];
