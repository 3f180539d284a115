/** What a case may give, as JSON Schema. */

export const GIVEN_DEFS = {
  row: { type: "object", additionalProperties: { $ref: "#/$defs/textOrList" } },
  rowsOfFile: {
    type: "object",
    properties: {
      file: {
        type: "string",
        description: "A CSV, CSV.gz, JSON or NDJSON file, relative to the scenario file.",
      },
      set: {
        $ref: "#/$defs/texts",
        description: "Fields to set in each row. An empty text removes the field.",
      },
    },
    additionalProperties: false,
    required: ["file"],
  },
  notable: {
    anyOf: [
      { type: "boolean" },
      {
        type: "object",
        properties: {
          domain: { enum: ["access", "audit", "endpoint", "identity", "network", "threat"] },
          wording: { enum: ["es7", "es8"] },
          set: {
            $ref: "#/$defs/texts",
            description: "Fields to set. An empty text removes the field.",
          },
        },
        additionalProperties: false,
      },
    ],
  },
  rowsOfNotable: {
    type: "object",
    properties: {
      notable: { $ref: "#/$defs/notable", description: "A built-in notable event." },
    },
    additionalProperties: false,
    required: ["notable"],
  },
  rowsOfSearch: {
    type: "object",
    properties: {
      spl: {
        type: "string",
        description: "What a search without `sendalert` returns: `| makeresults count=3`.",
      },
    },
    additionalProperties: false,
    required: ["spl"],
  },
  generate: {
    type: "object",
    properties: {
      count: {
        type: "integer",
        minimum: 0,
        maximum: 1000000,
        description: "The number of rows. The default is `1`.",
      },
      fields: {
        $ref: "#/$defs/row",
        description: "Fields of each row. `{n}` stands for the number of the row.",
      },
      mv: {
        anyOf: [{ type: "boolean" }, { type: "integer", minimum: 0 }],
        description: "Adds a multivalue field `mv`. A number sets how many values it has.",
      },
      unicode: {
        type: "boolean",
        description:
          "Adds a field `unicode` with letters of many scripts, emoji, quotes, commas and line ends.",
      },
      empty: { type: "boolean", description: "Adds a field `empty` without a value." },
      duplicateRid: {
        type: "boolean",
        description: "Adds a field `rid` that is `0` in every row.",
      },
    },
    additionalProperties: false,
  },
  rowsGenerated: {
    type: "object",
    properties: {
      generate: { $ref: "#/$defs/generate", description: "Generated rows with odd values." },
    },
    additionalProperties: false,
    required: ["generate"],
  },
  rows: {
    description: "A list of rows, or one of the sources below.",
    anyOf: [
      { type: "array", items: { $ref: "#/$defs/row" } },
      { $ref: "#/$defs/rowsOfFile" },
      { $ref: "#/$defs/rowsOfNotable" },
      { $ref: "#/$defs/rowsOfSearch" },
      { $ref: "#/$defs/rowsGenerated" },
    ],
  },
  given: {
    description: "What the run starts with.",
    type: "object",
    properties: {
      action: {
        type: "string",
        description:
          "The action: a stanza of alert_actions.conf. You can omit it if there is only one.",
      },
      mode: {
        enum: ["adhoc", "saved", "per-result", "es-adhoc"],
        description:
          "How the action is triggered: `adhoc` (default), `saved`, `per-result` or `es-adhoc`.",
      },
      params: { $ref: "#/$defs/texts", description: "Parameters, without the prefix `param.`" },
      rows: { $ref: "#/$defs/rows" },
      line: {
        type: "string",
        description: "A whole search instead of an action: `| makeresults | sendalert my_action`.",
      },
      savedSearch: {
        type: "string",
        description: "A search of savedsearches.conf that triggers the action.",
      },
      searchName: {
        type: "string",
        description: "The name of the search that triggers the action.",
      },
      search: { type: "string", description: "The text of that search." },
      app: {
        type: "string",
        description: "The app that the search runs in. The default is `search`.",
      },
      owner: {
        type: "string",
        description: "The user who owns the search. The default is `admin`.",
      },
      conf: {
        type: "object",
        additionalProperties: { type: "object", additionalProperties: { $ref: "#/$defs/texts" } },
        description:
          "Settings in one more `local/` layer: `conf: { alert_actions: { my_action: { maxtime: 5s } } }`.",
      },
      files: {
        $ref: "#/$defs/texts",
        description: "Files to add to the add-on or to replace in it: path and text.",
      },
      settings: {
        type: "object",
        additionalProperties: { type: "object", additionalProperties: { $ref: "#/$defs/texts" } },
        description: "Values of the settings and account tabs of a UCC add-on: tab, stanza, field.",
      },
      credentials: { $ref: "#/$defs/credentials" },
      kv: { $ref: "#/$defs/kvRows" },
      users: { $ref: "#/$defs/users" },
      roles: { $ref: "#/$defs/roles" },
      indexes: { $ref: "#/$defs/indexes" },
      hecTokens: { $ref: "#/$defs/hecTokens" },
      unknownEndpoints: {
        enum: ["answer", "warn", "fail"],
        description:
          "What a call to an unsupported endpoint means: `answer`, `warn` (default) or `fail`.",
      },
      env: { $ref: "#/$defs/texts", description: "Environment variables of the script." },
      network: { $ref: "#/$defs/network" },
      http: { $ref: "#/$defs/http" },
      python: {
        $ref: "#/$defs/text",
        description: "The path or version of the Python interpreter.",
      },
      splunkVersion: { $ref: "#/$defs/release" },
      user: {
        type: "string",
        description: "The user who runs the action: one of `users`, or the name of a role.",
      },
      cwd: {
        enum: ["bin", "root"],
        description:
          "The working folder of the script: `bin` of its app (default), or `root`, the root folder.",
      },
      now: {
        type: ["string", "number"],
        description: "The clock of the run: epoch seconds, or an ISO date.",
      },
      seed: {
        type: "integer",
        minimum: 0,
        description: "The seed of generated rows, ids and hashes. The default is `1`.",
      },
      serverHost: { type: "string", description: "The name of the Splunk server." },
      maxResults: {
        type: "integer",
        minimum: 0,
        description: "The most rows that the action gets. The default is its setting `maxresults`.",
      },
      force: {
        type: "boolean",
        description: "Whether the action runs although the saved search does not trigger it.",
      },
      preview: {
        type: "boolean",
        description: "Whether the script runs once more before, as for the preview of a search.",
      },
      emptyParams: {
        enum: ["include", "omit"],
        description:
          "Whether the payload contains parameters without a value: `include` or `omit`.",
      },
      unresolved: {
        enum: ["default", "literal", "empty"],
        description: "What a token without a value becomes: `default`, `literal` or `empty`.",
      },
      numericSid: {
        type: "boolean",
        description: "Whether the payload has the search id as a number.",
      },
    },
    additionalProperties: false,
  },
} as const;
