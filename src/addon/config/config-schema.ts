/** What `ar-sim.config.yaml` may hold. Its reader, the types and config.schema.json come from here. */
import type { Read, Schema } from "../../host/document/schema.ts";
import { FIXTURE_DEFS, type MadeFixtures } from "./fixture-defs.ts";
import { HTTP_DEFS } from "./http-defs.ts";
import { NETWORK_DEFS } from "./network-defs.ts";

const PROPERTIES = {
  $schema: { type: "string", description: "The schema of this file, for editors." },
  splunkd: { $ref: "#/$defs/splunkd" },
  waivers: { $ref: "#/$defs/waivers" },
  targets: { $ref: "#/$defs/targets" },
  network: { $ref: "#/$defs/network" },
  splunkVersion: { $ref: "#/$defs/release" },
  http: { $ref: "#/$defs/http" },
} as const;

const OWN_DEFS = {
  splunkd: {
    description: "What the stand-in for splunkd holds before the script starts.",
    type: "object",
    properties: {
      credentials: { $ref: "#/$defs/credentials" },
      accounts: {
        description: "Accounts of a UCC add-on: tab, name, fields.",
        type: "object",
        additionalProperties: { type: "object", additionalProperties: { $ref: "#/$defs/secrets" } },
      },
      settings: {
        description: "Settings of a UCC add-on: tab, fields.",
        type: "object",
        additionalProperties: { $ref: "#/$defs/secrets" },
      },
      conf: {
        description: "Settings of .conf files: file, stanza, key.",
        type: "object",
        additionalProperties: { type: "object", additionalProperties: { $ref: "#/$defs/texts" } },
      },
      collections: { $ref: "#/$defs/kvRows" },
      users: { $ref: "#/$defs/users" },
      roles: { $ref: "#/$defs/roles" },
      messages: {
        description: "Messages of the system, as Splunk Web shows them.",
        type: "array",
        items: {
          type: "object",
          properties: {
            name: { $ref: "#/$defs/text" },
            value: { $ref: "#/$defs/text" },
            severity: { $ref: "#/$defs/text" },
          },
          additionalProperties: false,
          required: ["name", "value"],
        },
      },
      hecTokens: { $ref: "#/$defs/hecTokens" },
      indexes: { $ref: "#/$defs/indexes" },
      apps: {
        description: "Names of installed apps besides those of Splunk.",
        type: "array",
        items: { $ref: "#/$defs/text" },
      },
    },
    additionalProperties: false,
  },
  targets: {
    description:
      "What `ar-sim check` judges for, if no --target is given: `9.4`, `cloud`, `es8`, `py3.13`.",
    type: "array",
    items: { $ref: "#/$defs/text" },
  },
  waivers: {
    description: "Findings of `ar-sim check` that are no faults here.",
    type: "array",
    items: {
      type: "object",
      properties: {
        id: {
          type: "string",
          pattern: "\\S",
          title: "a rule",
          description: "A rule by its id or name, such as `AR001`, or `*` for all rules.",
        },
        path: {
          type: "string",
          pattern: "\\S",
          title: "a path",
          description:
            "A file in the add-on, or a folder with a slash at its end. The default is everywhere.",
        },
        reason: {
          type: "string",
          pattern: "\\S",
          title: "a text that says why",
          description: "Why the finding is no fault here.",
        },
        until: {
          type: "string",
          format: "date",
          title: "a date such as 2026-12-31",
          description: "The last day, such as `2026-12-31`. Afterwards the finding counts again.",
        },
      },
      additionalProperties: false,
      required: ["id", "reason"],
    },
  },
} as const;

type Defs = typeof FIXTURE_DEFS & typeof NETWORK_DEFS & typeof HTTP_DEFS & typeof OWN_DEFS;

export const CONFIG_SCHEMA: Schema & Required<Pick<Schema, "properties" | "$defs">> = {
  $schema: "https://json-schema.org/draft/2020-12/schema",
  title: "The configuration of ar-sim beside an add-on",
  type: "object",
  properties: PROPERTIES,
  additionalProperties: false,
  $defs: { ...FIXTURE_DEFS, ...NETWORK_DEFS, ...HTTP_DEFS, ...OWN_DEFS },
};

export type Config = Read<
  { readonly type: "object"; readonly properties: typeof PROPERTIES },
  Defs,
  MadeFixtures
>;
export type ConfigFault = NonNullable<NonNullable<Config["http"]>[number]["fault"]>;
export type ConfigFixtures = NonNullable<Config["splunkd"]>;
