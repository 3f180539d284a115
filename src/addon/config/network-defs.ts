/** What a script may reach, as users write it in ar-sim.config and in scenarios. */

export const NETWORK_DEFS = {
  destination: {
    title: "a host and a port such as `api.example.com:443`",
    description:
      "A host and a port from 1 to 65535: `api.example.com:443`. An IPv6 address has brackets: `[2001:db8::1]:443`.",
    type: "string",
    pattern:
      "^(?:\\[[0-9A-Fa-f:.]+\\]|[^\\s:/,\\[\\]]+):(?:[1-9]\\d{0,3}|[1-5]\\d{4}|6[0-4]\\d{3}|65[0-4]\\d{2}|655[0-2]\\d|6553[0-5])$",
  },
  network: {
    title:
      "`deny`, `allow`, `record`, `replay`, or { allow: [HOST:PORT] }, { record: [HOST:PORT] }",
    description:
      "What the script may reach, beside what ar-sim offers: `deny` (default), `allow`, or `{ allow: [HOST:PORT] }`. `record`, `{ record: [HOST:PORT] }`, and `replay` are for cassettes.",
    anyOf: [
      { enum: ["deny", "allow", "record", "replay"] },
      {
        type: "object",
        properties: {
          allow: { type: "array", items: { $ref: "#/$defs/destination" }, minItems: 1 },
        },
        additionalProperties: false,
        required: ["allow"],
      },
      {
        type: "object",
        properties: {
          record: { type: "array", items: { $ref: "#/$defs/destination" }, minItems: 1 },
        },
        additionalProperties: false,
        required: ["record"],
      },
    ],
  },
} as const;

/** A host and a port, as a regular expression. */
export const HOST_AND_PORT: string = NETWORK_DEFS.destination.pattern;
