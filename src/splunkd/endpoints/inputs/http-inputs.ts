/** data/inputs/http: tokens of the HTTP Event Collector. Ground: REST API Reference, «data/inputs/http»; solnlib's suite. */
import { randomUUID } from "node:crypto";
import { collection, ownArguments } from "../../call/collection/collection.ts";
import type { Endpoint } from "../../call/endpoint.ts";
import { asBoolean, asText, content, effective } from "../../model/entity.ts";
import { RestError } from "../../model/rest-error.ts";
import { confContent } from "../../call/collection/conf-content.ts";

const PREFIX = "http://";

/** The global settings are the stanza `[http]`, the tokens are `[http://<name>]`. */
export const httpInputs: readonly Endpoint[] = collection({
  path: "data/inputs/http",
  kind: "conf-inputs",
  title: "http",
  // Ground: the Terraform provider makes its tokens so, finds those of all apps in one list, and only administrators among
  // who may read them.
  isMadeByName: true,
  isGlobal: true,
  isInApp: true,
  perms: { read: ["admin"], write: ["admin"] },
  capabilities: {
    list: ["list_token_http", "edit_token_http"],
    create: ["edit_token_http"],
    edit: ["edit_token_http"],
    remove: ["edit_token_http"],
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
  shows(entity, call) {
    const own = effective(entity);
    const shown = confContent(entity, call.namespace.owner);
    if (entity.name === "http") return shown;
    return content({
      index: "default",
      host: call.splunkd.settings.serverName,
      ...shown,
      indexes: asText(own["indexes"])
        .split(/[\s,]+/)
        .filter((index) => index !== ""),
      token: asText(own["token"]),
      useACK: asBoolean(own["useACK"]) ? "1" : "0",
    });
  },
  create(args) {
    const name = args.get("name") ?? "";
    if (name === "")
      throw new RestError(400, "The following required arguments are missing: name.");
    const own = ownArguments(args);
    if (asText(own["token"]) === "") own["token"] = randomUUID();
    return { name: name.startsWith(PREFIX) ? name : `${PREFIX}${name}`, content: own };
  },
  update: (_entity, args) => ownArguments(args),
  changed(entity, _what, call) {
    call.splunkd.secrets.saw(asText(entity.content["token"]));
  },
  conflict: (name) =>
    new RestError(
      409,
      `In handler 'http': Unable to create a token. A token with the name ${name} already exists`,
    ),
});
