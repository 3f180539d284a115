/** Bulletin messages. Ground: REST API Reference, «messages»; solnlib's and splunklib's suites. */
import { addCollection } from "../../call/collection/add-collection.ts";
import { createEntity } from "../../call/collection/entity-verbs.ts";
import type { Family, PathRequest } from "../../call/family.ts";
import type { Arguments } from "../../model/arguments.ts";
import { asText, type Content, content, type Entity } from "../../model/entity.ts";
import { RestError } from "../../model/rest-error.ts";
import type { Bucket } from "../../store/bucket.ts";
import { knownCapabilities } from "../../store/seeds/role-seeds.ts";

const RIGHTS = ["edit_messages", "admin_all_objects"];

const FIELDS = {
  required: ["name", "value"],
  optional: ["severity", "capability", "role", "help"],
  wildcard: [],
};

export const messages: Family = (app, parts) => {
  const { store, apps, settings } = parts;
  const all = addCollection(app, parts, {
    path: "messages",
    kind: "messages",
    isGlobal: true,
    canDisable: false,
    capabilities: { create: RIGHTS, remove: RIGHTS },
    fields: FIELDS,
    shows: (entity) => shownMessage(entity, settings.serverName),
    replaces: true,
    create(args) {
      const made = messageContent(args);
      checkCapability(args, knownCapabilities({ ...settings, addon: apps.addon }));
      checkRole(args, store.bucket("roles"));
      return { name: args.get("name") ?? "", content: made };
    },
  });
  // Ground: SpyCloud and other public add-ons post their messages there; the reference has `messages` alone.
  app.post(
    "/messages/new",
    { config: { capabilities: RIGHTS, args: FIELDS } },
    (request: PathRequest) => createEntity(all, request),
  );
};

function shownMessage(entity: Entity, serverName: string): Content {
  const value = asText(entity.content["#value"]);
  const seconds = Math.floor(entity.updated / 1000);
  return content({
    ...entity.content,
    [entity.name]: value,
    message: value,
    message_alternate: "",
    server: serverName,
    timeCreated_epochSecs: seconds,
    timeCreated_iso: new Date(seconds * 1000).toISOString().replace(/\.000Z$/, "+00:00"),
  });
}

function messageContent(args: Arguments): Content {
  const severity = args.get("severity") ?? "info";
  if (!["info", "warn", "error"].includes(severity))
    throw new RestError(400, `Invalid severity: ${severity}.`);
  return content({ "#value": args.get("value") ?? "", severity, help: args.get("help") ?? "" });
}

function checkCapability(args: Arguments, known: readonly string[]): void {
  const unknown = args.all("capability").find((name) => name !== "" && !known.includes(name));
  if (unknown !== undefined) throw new RestError(400, `Capability "${unknown}" does not exist.`);
}

function checkRole(args: Arguments, roles: Bucket): void {
  const unknown = args.all("role").find((name) => name !== "" && roles.named(name).length === 0);
  if (unknown !== undefined) throw new RestError(400, `Role "${unknown}" does not exist.`);
}
