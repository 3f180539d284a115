/**
 * data/transforms and data/commands. Ground: REST API Reference, «Knowledge endpoint
 * descriptions» and «data/commands»; transforms.conf.spec and commands.conf.spec for what a stanza says by default.
 */
import { ownArguments } from "../../call/collection/collection.ts";
import type { Endpoint } from "../../call/endpoint.ts";
import { asText, type Content, content, effective, type Entity } from "../../model/entity.ts";
import { stanzaObjects } from "../../call/collection/stanza-objects.ts";
import { confContent } from "../../call/collection/conf-content.ts";

const has = (entity: Entity, ...keys: readonly string[]): boolean => {
  const settings = effective(entity);
  return keys.some((key) => settings[key] !== undefined);
};

const LOOKUP = ["filename", "external_cmd", "collection", "external_type"];

const EXTRACTION: Content = content({
  CAN_OPTIMIZE: true,
  CLEAN_KEYS: true,
  DEFAULT_VALUE: "",
  DEST_KEY: "",
  FORMAT: "",
  KEEP_EMPTY_VALS: false,
  LOOKAHEAD: 4096,
  MV_ADD: false,
  REGEX: "",
  SOURCE_KEY: "_raw",
  WRITE_META: false,
});

const COMMAND: Content = content({
  changes_colorder: true,
  enableheader: true,
  generates_timeorder: false,
  generating: false,
  maxinputs: 50_000,
  outputheader: false,
  passauth: false,
  required_fields: "*",
  requires_preop: false,
  retainsevents: false,
  streaming: false,
  supports_getinfo: false,
  supports_rawargs: true,
  type: "python",
});

export const transforms: readonly Endpoint[] = [
  ...stanzaObjects("data/transforms/extractions", "transforms", {
    title: "transforms-extract",
    fields: {
      required: ["name", "REGEX"],
      optional: [...Object.keys(EXTRACTION), "disabled", "DELIMS", "FIELDS"],
      wildcard: [],
    },
    isMember: (entity) => !has(entity, ...LOOKUP),
    shows: (entity, call) =>
      content({ ...EXTRACTION, ...confContent(entity, call.namespace.owner) }),
    blank: () => EXTRACTION,
  }),
  ...stanzaObjects("data/transforms/lookups", "transforms", {
    title: "transforms-lookup",
    isMember: (entity) => has(entity, ...LOOKUP),
    shows(entity, call) {
      const own = confContent(entity, call.namespace.owner);
      const kind = asText(own["external_type"]);
      const fields = asText(own["fields_list"]).split(/\s*,\s*/);
      return content({
        type:
          own["filename"] === undefined ? (kind === "kvstore" ? "kvstore" : "external") : "file",
        ...(own["fields_list"] === undefined ? {} : { fields_array: fields }),
        ...own,
      });
    },
  }),
  ...stanzaObjects("data/commands", "commands", {
    title: "commands",
    canRemove: false,
    shows: (entity, call) =>
      content({
        ...COMMAND,
        filename: `${entity.name}.py`,
        ...confContent(entity, call.namespace.owner),
      }),
    update: (_entity, args) => ownArguments(args),
  }),
];
