/** Where scripts keep things: credentials, settings, the KV store. */
import type { Endpoint } from "../call/endpoint.ts";
import { configs } from "./store/configs.ts";
import { kvConfig } from "./store/kv-config.ts";
import { kvData } from "./store/kv-data.ts";
import { properties } from "./store/properties.ts";
import { storagePasswords } from "./access/storage-passwords.ts";

export const storeFamilies: readonly Endpoint[] = [
  ...storagePasswords,
  ...configs,
  ...properties,
  ...kvConfig,
  ...kvData,
];
