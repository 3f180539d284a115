/** configs/conf-<file>. Ground: REST API Reference, «configs/conf-{file}»; solnlib's suite spells the content out. */
import { addCollection } from "../../call/collection/add-collection.ts";
import { confContent } from "../../call/collection/conf-content.ts";
import { settingsIn } from "../../call/collection/settings-in.ts";
import type { Family, PathRequest } from "../../call/family.ts";
import { content } from "../../model/entity.ts";
import { isConfName } from "../../model/resource-path.ts";
import { RestError } from "../../model/rest-error.ts";
import { savedSearchDefaults } from "../../model/shipped/saved-search-defaults.ts";

const fileOf = ({ params }: PathRequest): string => params["file"] ?? "";

export const configs: Family = (app, parts) => {
  const { store } = parts;
  addCollection(app, parts, {
    path: "configs/conf-:file",
    kind: (request) => `conf-${fileOf(request)}`,
    fields: { required: ["name"], optional: ["disabled"], wildcard: [".*"] },
    shows: (entity, { namespace }) => confContent(entity, namespace.owner),
    blank(request) {
      const defaults =
        fileOf(request) === "savedsearches" ? savedSearchDefaults(parts.settings.profile) : {};
      return content({ disabled: false, ...defaults });
    },
    create(args, request) {
      const file = fileOf(request);
      if (!isConfName(file)) throw new RestError(400, `Invalid configuration file name: ${file}.`);
      return { name: args.get("name") ?? "", content: settingsIn(args) };
    },
    update: (_entity, args) => settingsIn(args),
    changed(_entity, what, request) {
      // From now on `properties` knows the file.
      const file = fileOf(request);
      if (what === "create" && !store.confFiles.has(file)) store.note(["conf", file]);
    },
  });
};
