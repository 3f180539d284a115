/** Users, who one is, and capabilities. Ground: REST API Reference, «Access endpoints»; what the SDKs' suites assert. */
import type { Call } from "../../call/call.ts";
import { collection } from "../../call/collection/collection.ts";
import type { Endpoint } from "../../call/endpoint.ts";
import { type Content, content, effective, type Entity } from "../../model/entity.ts";
import { RestError } from "../../model/rest-error.ts";
import { knownCapabilities, userContent } from "../../store/seeds/seeds.ts";
import { listOf } from "../../instance/users.ts";
import { single } from "../../call/collection/single.ts";

const LIST_USERS = ["list_all_users", "edit_user", "admin_all_objects"];
const CONTEXT = "authentication/current-context";

const context = (call: Call): ReturnType<typeof single> => {
  const entity = call.splunkd.store.bucket("users").named(call.user.name)[0];
  const own = entity === undefined ? content() : told(shown(entity, call));
  return single(
    "current-context",
    CONTEXT,
    "context",
    content({ ...own, username: call.user.name }),
  );
};

export const authentication: readonly Endpoint[] = [
  { path: CONTEXT, GET: { run: context } },
  { path: `${CONTEXT}/context`, GET: { run: context } },
  {
    path: "authorization/capabilities",
    GET: {
      run: (call) =>
        single(
          "capabilities",
          "authorization/capabilities",
          "capabilities",
          content({
            capabilities: knownCapabilities(
              call.splunkd.apps.addon,
              call.splunkd.settings.fixtures,
            ),
          }),
        ),
    },
  },
  ...collection({
    path: "authentication/users",
    kind: "users",
    title: "user",
    isGlobal: true,
    canDisable: false,
    capabilities: { create: ["edit_user"], remove: ["edit_user"] },
    fields: {
      required: ["name"],
      optional:
        "password roles defaultApp email realname tz oldpassword createrole force-change-pass restart_background_jobs lang locked-out".split(
          " ",
        ),
      wildcard: [],
    },
    shows: shown,
    // Names are taken in any case.
    spell: (segment) => segment.toLowerCase(),
    // Ground: capability change_own_password; others' records are for who may list or edit users.
    mayEdit: (entity, { user, args }) =>
      user.capabilities.has("edit_user") ||
      (entity.name === user.name &&
        user.capabilities.has("change_own_password") &&
        !args.has("roles")),
    // Ground: authorize.conf.spec, list_all_users. Guess: who has none of these is shown oneself, not refused.
    mayList: (entity, { user }) =>
      entity.name === user.name ||
      LIST_USERS.some((capability) => user.capabilities.has(capability)),
    create(args, call) {
      const name = (args.get("name") ?? "").toLowerCase();
      const roles = args.all("roles").filter((role) => role !== "");
      if (roles.length === 0)
        throw new RestError(400, "In handler 'users': roles: at least one role is required");
      checkRoles(roles, call);
      const password = args.get("password") ?? "";
      if (password === "")
        throw new RestError(400, "In handler 'users': password: Required parameter missing");
      const made = userContent({
        password,
        roles,
        email: args.get("email") ?? null,
        realname: args.get("realname") ?? "",
      });
      for (const key of ["defaultApp", "tz"]) if (args.has(key)) made[key] = args.get(key) ?? "";
      return { name, content: made };
    },
    update(entity, args, call) {
      const changes = content();
      for (const key of ["email", "realname", "defaultApp", "tz"])
        if (args.has(key)) changes[key] = args.get(key) ?? "";
      if (args.has("roles")) {
        const roles = args.all("roles").filter((role) => role !== "");
        checkRoles(roles, call);
        changes["roles"] = roles;
      }
      const password = args.get("password");
      if (password !== undefined) {
        const old = args.get("oldpassword");
        if (old !== undefined && call.splunkd.users.checkPassword(entity.name, old) === undefined) {
          throw new RestError(400, "In handler 'users': oldpassword: Invalid old password");
        }
        changes["#password"] = password;
      }
      return changes;
    },
    missing: (name) => new RestError(400, `In handler 'users': User '${name}' does not exist.`),
    changed: (entity, what, { splunkd }) => {
      if (what === "remove") splunkd.sessions.closeAllOf(entity.name);
    },
    conflict: (name) =>
      new RestError(409, `In handler 'users': User with name=${name} already exists`),
  }),
];

function checkRoles(roles: readonly string[], { splunkd }: Call): void {
  const unknown = roles.find((role) => splunkd.store.bucket("roles").named(role).length === 0);
  if (unknown !== undefined)
    throw new RestError(400, `In handler 'users': The role '${unknown}' does not exist`);
}

/** Without what the stand-in keeps for itself, the password in clear above all. */
function told(own: Content): Content {
  return content(Object.entries(own).filter(([key]) => !key.startsWith("#")));
}

function shown(entity: Entity, { splunkd }: Call): Content {
  const capabilities = [...splunkd.users.capabilitiesOf(listOf(entity, "roles"))].sort();
  return content({ ...effective(entity), capabilities });
}
