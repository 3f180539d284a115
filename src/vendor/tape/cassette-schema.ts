/** What stands in a cassette: a head, and then one exchange a YAML document. */
import { FIXTURE_DEFS } from "../../addon/config/fixture-defs.ts";
import type { DocumentForm } from "../../host/document/reading.ts";
import type { Read, Schema } from "../../host/document/schema.ts";

/** What cassettes of this version begin with. */
export const CASSETTE_VERSION = "ar-sim/cassette/1";

const PROPERTIES = {
  method: { type: "string" },
  url: { type: "string", pattern: "^https?://", title: "a URL" },
  request: {
    type: "object",
    properties: {
      json: { $ref: "#/$defs/json", description: "JSON, but for the spaces in it." },
      text: { type: "string", description: "Text as it was." },
      sha256: { type: "string", description: "What tells a large body, or one that is no text." },
    },
    additionalProperties: false,
  },
  status: { type: "integer", minimum: 100, maximum: 599 },
  headers: {
    type: "object",
    additionalProperties: { type: "array", items: { type: "string" } },
  },
  response: {
    type: "object",
    properties: {
      json: { $ref: "#/$defs/json", description: "JSON, but for the spaces in it." },
      text: { type: "string", description: "Text as it was." },
      base64: { type: "string", description: "A few bytes that are no text." },
      file: { type: "string", description: "A file beside the cassette, for large bodies." },
    },
    additionalProperties: false,
  },
} as const;

const REQUIRED = ["method", "url", "status"] as const;

const SCHEMA: Schema = {
  type: "object",
  properties: PROPERTIES,
  additionalProperties: false,
  required: REQUIRED,
  $defs: { json: FIXTURE_DEFS.json },
};

export type RecordedExchange = Read<
  {
    readonly type: "object";
    readonly properties: typeof PROPERTIES;
    readonly required: typeof REQUIRED;
  },
  Pick<typeof FIXTURE_DEFS, "json">,
  Record<string, never>
>;

export const EXCHANGE_FORM: DocumentForm = {
  schema: SCHEMA,
  readers: {},
  formats: {},
  codeOf: () => "HTTP_BAD_CASSETTE",
};
