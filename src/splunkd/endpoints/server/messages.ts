/** Bulletin messages. Ground: REST API Reference, «messages»; solnlib's and splunklib's suites. */
import type { Arguments } from "../../model/arguments.ts";
import type { Call } from "../../call/call.ts";
import { collection } from "../../call/collection/collection.ts";
import type { Endpoint } from "../../call/endpoint.ts";
import { asText, type Content, content } from "../../model/entity.ts";
import { RestError } from "../../model/rest-error.ts";
import { knownCapabilities } from "../../store/seeds/seeds.ts";

const base = collection({
  path: "messages",
  kind: "messages",
  isGlobal: true,
  canDisable: false,
  capabilities: {
    create: ["edit_messages", "admin_all_objects"],
    remove: ["edit_messages", "admin_all_objects"],
  },
  fields: {
    required: ["name", "value"],
    optional: ["severity", "capability", "role", "help"],
    wildcard: [],
  },
  shows(entity, { splunkd }) {
    const value = asText(entity.content["#value"]);
    const seconds = Math.floor(entity.updated / 1000);
    return content({
      ...entity.content,
      [entity.name]: value,
      message: value,
      message_alternate: "",
      server: splunkd.settings.serverName,
      timeCreated_epochSecs: seconds,
      timeCreated_iso: new Date(seconds * 1000).toISOString().replace(/\.000Z$/, "+00:00"),
    });
  },
  replaces: true,
  create: (args, call) => ({ name: args.get("name") ?? "", content: read(args, call) }),
});

export const messages: readonly Endpoint[] = base;

function read(args: Arguments, { splunkd }: Call): Content {
  const severity = args.get("severity") ?? "info";
  if (!["info", "warn", "error"].includes(severity)) {
    throw new RestError(400, `Invalid severity: ${severity}.`);
  }
  const known = knownCapabilities(splunkd.apps.addon, splunkd.settings.fixtures);
  const capability = args.all("capability").find((one) => one !== "" && !known.includes(one));
  if (capability !== undefined) {
    throw new RestError(400, `Capability "${capability}" does not exist.`);
  }
  const roles = splunkd.store.bucket("roles");
  const role = args.all("role").find((one) => one !== "" && roles.named(one).length === 0);
  if (role !== undefined) throw new RestError(400, `Role "${role}" does not exist.`);
  return content({ "#value": args.get("value") ?? "", severity, help: args.get("help") ?? "" });
}
