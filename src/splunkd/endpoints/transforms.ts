/**
 * data/transforms, data/lookup-table-files and data/commands. Ground: REST API Reference, «Knowledge endpoint
 * descriptions» and «data/commands»; transforms.conf.spec and commands.conf.spec for what a stanza says by default.
 */
import { existsSync } from "node:fs";
import { collection, ownArguments } from "../collection.ts";
import type { Endpoint } from "../endpoint.ts";
import { asText, type Content, content, effective, type Entity } from "../entity.ts";
import { RestError } from "../rest-error.ts";
import { stanzaObjects } from "../stanza-objects.ts";
import { confContent } from "./configs.ts";

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
  ...collection({
    path: "data/lookup-table-files",
    kind: "lookup-files",
    title: "lookup-table-files",
    capabilities: { create: ["upload_lookup_files"], edit: ["upload_lookup_files"] },
    fields: { required: ["name", "eai:data"], optional: [], wildcard: [] },
    shows(entity, { splunkd }) {
      const folder = entity.sharing === "user" ? `users/${entity.owner}` : "apps";
      return content({
        "eai:appName": entity.app,
        "eai:data": `${splunkd.settings.splunkHome}/etc/${folder}/${entity.app}/lookups/${entity.name}`,
        "eai:userName": entity.owner,
      });
    },
    create(args) {
      const name = args.get("name") ?? "";
      if (!/^[^/\\\0]+$/.test(name) || name.startsWith("."))
        throw new RestError(400, `Parameter name: '${name}' is no name of a file`);
      return { name, content: content({ "#staged": staged(args.get("eai:data") ?? "") }) };
    },
    update: (_entity, args) => content({ "#staged": staged(args.get("eai:data") ?? "") }),
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

/** Ground: the reference: a lookup file is moved from the staging area, where somebody laid it. */
function staged(path: string): string {
  if (path === "" || path.includes("\0") || !existsSync(path))
    throw new RestError(400, `Parameter eai:data: File does not exist: ${path}`);
  return path;
}
