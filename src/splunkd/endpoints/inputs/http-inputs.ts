/** data/inputs/http: tokens of the HTTP Event Collector. Ground: REST API Reference, «data/inputs/http»; solnlib's suite. */
import { randomUUID } from "node:crypto";
import { addCollection } from "../../call/collection/add-collection.ts";
import { confContent } from "../../call/collection/conf-content.ts";
import { settingsIn } from "../../call/collection/settings-in.ts";
import type { EntityCollection } from "../../call/collection/entity-collection.ts";
import { changeEntity } from "../../call/collection/entity-verbs.ts";
import type { Family, PathRequest } from "../../call/family.ts";
import {
  asBoolean,
  asText,
  type Content,
  content,
  effective,
  type Entity,
} from "../../model/entity.ts";
import type { Feed } from "../../model/reply.ts";
import { RestError } from "../../model/rest-error.ts";

const PREFIX = "http://";

const EDIT = ["edit_token_http"];

/** The global settings are the stanza `[http]`, the tokens are `[http://<name>]`. */
export const httpInputs: Family = (app, parts) => {
  const { settings, secrets } = parts;
  const tokens = addCollection(app, parts, {
    path: "data/inputs/http",
    kind: "conf-inputs",
    // Ground: the Terraform provider makes its tokens so, finds those of all apps in one list, and only administrators
    // among who may read them.
    isMadeByName: true,
    isGlobal: true,
    isInApp: true,
    perms: { read: ["admin"], write: ["admin"] },
    capabilities: {
      list: ["list_token_http", "edit_token_http"],
      create: EDIT,
      edit: EDIT,
      remove: EDIT,
    },
    fields: {
      required: ["name"],
      optional:
        "token index indexes sourcetype source host disabled description useACK outputgroup".split(
          " ",
        ),
      wildcard: [".*"],
    },
    // The global settings have a name and are in no list: the Terraform provider fails on a list that has them.
    isMember: (entity) => entity.name.startsWith(PREFIX),
    spell(segment) {
      const name = segment.replace(/%2f/gi, "/");
      return name === "http" || name.startsWith(PREFIX) ? name : `${PREFIX}${name}`;
    },
    shows: (entity, { namespace }) =>
      shownToken(entity, confContent(entity, namespace.owner), settings.serverName),
    create(args) {
      const name = args.get("name") ?? "";
      if (name === "")
        throw new RestError(400, "The following required arguments are missing: name.");
      const made = settingsIn(args);
      if (asText(made["token"]) === "") made["token"] = randomUUID();
      return { name: name.startsWith(PREFIX) ? name : `${PREFIX}${name}`, content: made };
    },
    update: (_entity, args) => settingsIn(args),
    changed: (entity) => secrets.saw(asText(entity.content["token"])),
    conflict: (name) =>
      new RestError(
        409,
        `In handler 'http': Unable to create a token. A token with the name ${name} already exists`,
      ),
  });
  // Ground: Splunk Web's «Rotate» of a token: the old value ends, a new one takes its place.
  app.post(
    "/data/inputs/http/:name/rotate",
    { config: { capabilities: EDIT } },
    (request: PathRequest) => rotate(tokens, request),
  );
};

function rotate(tokens: EntityCollection, request: PathRequest): Feed {
  const name = tokens.nameIn(request);
  if (name === "http") throw new RestError(400, "The global settings have no token.");
  return changeEntity(tokens, request, { token: randomUUID() });
}

function shownToken(entity: Entity, stanza: Content, serverName: string): Content {
  if (entity.name === "http") return stanza;
  const settings = effective(entity);
  return content({
    index: "default",
    host: serverName,
    ...stanza,
    indexes: asText(settings["indexes"])
      .split(/[\s,]+/)
      .filter((index) => index !== ""),
    token: asText(settings["token"]),
    useACK: asBoolean(settings["useACK"]) ? "1" : "0",
  });
}
