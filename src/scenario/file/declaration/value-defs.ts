/** Conditions on texts, values and counts, as JSON Schema. */

export const VALUE_DEFS = {
  textOrList: {
    anyOf: [{ $ref: "#/$defs/text" }, { type: "array", items: { $ref: "#/$defs/text" } }],
  },
  count: {
    description: "A number, or bounds.",
    anyOf: [
      { type: "integer", minimum: 0 },
      {
        type: "object",
        properties: {
          min: { type: "integer", minimum: 0 },
          max: { type: "integer", minimum: 0 },
        },
        additionalProperties: false,
      },
    ],
  },
  regex: {
    description: "A regular expression as Splunk reads it (PCRE).",
    type: "string",
    format: "pcre",
  },
  regexes: {
    anyOf: [{ $ref: "#/$defs/regex" }, { type: "array", items: { $ref: "#/$defs/regex" } }],
  },
  textCheck: {
    description: "A text that must occur, or conditions that must all hold.",
    anyOf: [
      { $ref: "#/$defs/text" },
      {
        type: "object",
        properties: {
          equals: { $ref: "#/$defs/text", description: "The whole text, except for line ends." },
          contains: { $ref: "#/$defs/textOrList", description: "Texts that must occur." },
          notContains: { $ref: "#/$defs/textOrList", description: "Texts that must not occur." },
          matches: { $ref: "#/$defs/regexes", description: "Patterns that must match somewhere." },
          notMatches: { $ref: "#/$defs/regexes", description: "Patterns that must not match." },
          empty: { type: "boolean", description: "Whether the text must be empty." },
        },
        additionalProperties: false,
      },
    ],
  },
  valueCheck: {
    description: "The value, `true` for any value, `false` for no such field, or conditions.",
    anyOf: [
      { $ref: "#/$defs/text" },
      {
        type: "object",
        properties: {
          equals: {
            $ref: "#/$defs/textOrList",
            description: "The value, or a list for a multivalue field.",
          },
          contains: { $ref: "#/$defs/textOrList", description: "Texts that must occur." },
          notContains: { $ref: "#/$defs/textOrList", description: "Texts that must not occur." },
          matches: { $ref: "#/$defs/regexes", description: "Patterns that must match somewhere." },
          notMatches: { $ref: "#/$defs/regexes", description: "Patterns that must not match." },
          exists: { type: "boolean", description: "Whether there must be such a field." },
        },
        additionalProperties: false,
      },
    ],
  },
  valueChecks: { type: "object", additionalProperties: { $ref: "#/$defs/valueCheck" } },
} as const;
