/** server/logger: levels of splunkd's log channels. Ground: REST API Reference, «server/logger». */
import { addCollection } from "../../call/collection/add-collection.ts";
import type { Family } from "../../call/family.ts";
import { content } from "../../model/entity.ts";
import { RestError } from "../../model/rest-error.ts";

const LEVELS = ["FATAL", "CRIT", "ERROR", "WARN", "INFO", "DEBUG"];

export const serverLogger: Family = (app, parts) => {
  addCollection(app, parts, {
    path: "server/logger",
    kind: "loggers",
    title: "server-logger",
    isGlobal: true,
    canRemove: false,
    canDisable: false,
    capabilities: { edit: ["edit_server", "admin_all_objects"] },
    fields: { required: [], optional: ["level"], wildcard: [] },
    update(_entity, args) {
      const level = args.get("level") ?? "";
      if (!LEVELS.includes(level)) throw new RestError(400, `Invalid level: ${level}.`);
      return content({ level });
    },
  });
};
