/** Where scripts keep things: credentials, settings, the KV store. */
import type { Family } from "../../call/family.ts";
import { storagePasswords } from "../access/storage-passwords.ts";
import { configs } from "../store/configs.ts";
import { kvConfig } from "../store/kv-config.ts";
import { kvData } from "../store/kv-data.ts";
import { properties } from "../store/properties.ts";

export const families: readonly Family[] = [
  storagePasswords,
  configs,
  properties,
  kvConfig,
  kvData,
];
