/** configs/conf-{file}. Ground: REST API Reference, «configs/conf-{file}»; solnlib's suite spells the content out. */
import { collection, ownArguments } from "../../call/collection/collection.ts";
import { isConfName } from "../../model/resource-path.ts";
import type { Endpoint } from "../../call/endpoint.ts";
import { confContent } from "../../call/collection/conf-content.ts";
import { content } from "../../model/entity.ts";
import { RestError } from "../../model/rest-error.ts";
import { savedSearchDefaults } from "../../model/shipped/saved-search-defaults.ts";

export const configs: readonly Endpoint[] = collection({
  path: "configs/conf-{file}",
  kind: (call) => `conf-${call.params["file"] ?? ""}`,
  fields: { required: ["name"], optional: ["disabled"], wildcard: [".*"] },
  shows: (entity, call) => confContent(entity, call.namespace.owner),
  blank: (call) =>
    content({
      disabled: false,
      ...(call.params["file"] === "savedsearches" ? savedSearchDefaults : {}),
    }),
  create: (args, call) => {
    const name = args.get("name") ?? "";
    if (!isConfName(call.params["file"] ?? "")) {
      throw new RestError(400, `Invalid configuration file name: ${call.params["file"]}.`);
    }
    return { name, content: ownArguments(args) };
  },
  update: (_entity, args) => ownArguments(args),
  changed(_entity, what, call) {
    const file = call.params["file"] ?? "";
    // From now on `properties` knows the file.
    if (what === "create" && !call.splunkd.store.confFiles.has(file))
      call.splunkd.store.note(["conf", file]);
  },
});
