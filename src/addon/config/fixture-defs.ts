/**
 * The JSON Schema of what the stand-in for splunkd holds. Users write it in ar-sim.config, in --fixtures, and in
 * scenarios.
 */

export const FIXTURE_DEFS = {
  text: {
    description:
      "A text. Numbers, `true` and `false` are taken as they are written: `007` stays `007`.",
    type: ["string", "number", "boolean", "null"],
  },
  release: {
    description:
      "The Splunk that ar-sim behaves like: `9.0`, `9.1`, `9.2`, `9.3`, `9.4`, `10.0`, `10.2` or `10.4`.",
    type: ["string", "number"],
  },
  texts: { type: "object", additionalProperties: { $ref: "#/$defs/text" } },
  secret: {
    description: "A text, or `{ env: NAME }` for the value of an environment variable.",
    title: "a text, or { env: NAME }",
    anyOf: [
      { $ref: "#/$defs/text" },
      {
        type: "object",
        properties: { env: { type: "string" } },
        additionalProperties: false,
        required: ["env"],
      },
    ],
  },
  secrets: { type: "object", additionalProperties: { $ref: "#/$defs/secret" } },
  json: {
    description: "Any value.",
    type: ["object", "array", "string", "number", "boolean", "null"],
  },
  credentials: {
    description: "Entries of `storage/passwords`.",
    type: "array",
    items: {
      type: "object",
      properties: {
        realm: { $ref: "#/$defs/text" },
        username: { $ref: "#/$defs/text" },
        password: { $ref: "#/$defs/secret" },
        app: { $ref: "#/$defs/text" },
        owner: { $ref: "#/$defs/text" },
      },
      additionalProperties: false,
      required: ["username", "password"],
    },
  },
  users: {
    description: "Users besides `admin`, with their roles.",
    type: "array",
    items: {
      type: "object",
      properties: {
        name: { $ref: "#/$defs/text" },
        password: { $ref: "#/$defs/secret" },
        roles: { type: "array", items: { $ref: "#/$defs/text" } },
        email: { $ref: "#/$defs/text" },
        realname: { $ref: "#/$defs/text" },
      },
      additionalProperties: false,
      required: ["name", "roles"],
    },
  },
  roles: {
    description: "Roles besides those of Splunk, Enterprise Security and authorize.conf.",
    type: "array",
    items: {
      type: "object",
      properties: {
        name: { $ref: "#/$defs/text" },
        capabilities: { type: "array", items: { $ref: "#/$defs/text" } },
        importedRoles: { type: "array", items: { $ref: "#/$defs/text" } },
      },
      additionalProperties: false,
      required: ["name", "capabilities"],
    },
  },
  indexes: {
    description: "Indexes besides those of Splunk.",
    type: "array",
    items: { $ref: "#/$defs/text" },
  },
  hecTokens: {
    description: "Tokens of the HTTP Event Collector.",
    type: "array",
    items: {
      type: "object",
      properties: {
        name: { $ref: "#/$defs/text" },
        token: { $ref: "#/$defs/secret" },
        index: { $ref: "#/$defs/text" },
        sourcetype: { $ref: "#/$defs/text" },
        useAck: { type: "boolean" },
      },
      additionalProperties: false,
      required: ["name", "token"],
    },
  },
  kvRows: {
    description: "Rows of KV store collections, by `collection` or `app/collection`.",
    type: "object",
    additionalProperties: {
      type: "array",
      items: { type: "object", additionalProperties: { $ref: "#/$defs/json" } },
    },
  },
} as const;

/** What the definitions with a reader of their own are read as. */
export interface MadeFixtures {
  readonly text: string;
  readonly release: string;
  readonly secret: string;
  readonly json: unknown;
}
