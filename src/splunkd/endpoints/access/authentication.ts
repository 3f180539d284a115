/** Users, who one is, and capabilities. Ground: REST API Reference, «Access endpoints»; what the SDKs' suites assert. */
import { isFrom, type SplunkProfile } from "../../../platforms/splunk-profile.ts";
import { addCollection } from "../../call/collection/add-collection.ts";
import type { CollectionSpec } from "../../call/collection/entity-collection.ts";
import { single } from "../../call/collection/single.ts";
import type { Family, Request } from "../../call/family.ts";
import { listOf, type User } from "../../instance/users.ts";
import type { Arguments } from "../../model/arguments.ts";
import { type Content, content, effective, type Entity } from "../../model/entity.ts";
import type { Feed } from "../../model/reply.ts";
import { RestError } from "../../model/rest-error.ts";
import type { Parts } from "../../parts.ts";
import type { Bucket } from "../../store/bucket.ts";
import { knownCapabilities } from "../../store/seeds/role-seeds.ts";
import { userContent } from "../../store/seeds/seeds.ts";

const LIST_USERS = ["list_all_users", "edit_user", "admin_all_objects"];
const CONTEXT = "authentication/current-context";

export const authentication: Family = (app, parts) => {
  const { store, users, apps, settings } = parts;
  const showContext = ({ user }: Request): Feed => {
    const [entity] = store.bucket("users").named(user.name);
    const shown = entity === undefined ? rightsOf(user) : withoutHidden(shownUser(entity, users));
    const context = content({ ...shown, username: user.name });
    return single("current-context", CONTEXT, "context", context);
  };
  app.get(`/${CONTEXT}`, showContext);
  app.get(`/${CONTEXT}/context`, showContext);

  app.get("/authorization/capabilities", () => {
    const capabilities = knownCapabilities({ ...settings, addon: apps.addon });
    const path = "authorization/capabilities";
    return single("capabilities", path, "capabilities", content({ capabilities }));
  });

  addCollection(app, parts, userCollection(parts));
};

function userCollection({
  users,
  store,
  sessions,
  settings,
}: Pick<Parts, "users" | "store" | "sessions" | "settings">): CollectionSpec {
  return {
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
    shows: (entity) => shownUser(entity, users),
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
    create(args) {
      checkLengths(args, settings.profile);
      return newUser(args, store.bucket("roles"), users);
    },
    update(entity, args) {
      checkLengths(args, settings.profile);
      const changes = content(given(args, ["email", "realname", "defaultApp", "tz"]));
      if (args.has("roles")) changes["roles"] = rolesIn(args, store.bucket("roles"));
      const password = args.get("password");
      if (password !== undefined) {
        checkPassword(password, users);
        // Guess: no source says what Splunk does where one changes one's own password without `oldpassword`. It is
        // taken, since clients that leave it out would otherwise fail here, and perhaps only here.
        const old = args.get("oldpassword");
        if (old !== undefined && users.checkPassword(entity.name, old) === undefined)
          throw refusal("oldpassword: Invalid old password");
        changes["#password"] = password;
      }
      return changes;
    },
    missing: (name) => refusal(`User '${name}' does not exist.`),
    changed(entity, what) {
      if (what === "remove") sessions.closeAllOf(entity.name);
    },
    conflict: (name) =>
      new RestError(409, `In handler 'users': User with name=${name} already exists`),
  };
}

function newUser(
  args: Arguments,
  known: Bucket,
  users: Parts["users"],
): { name: string; content: Content } {
  if (args.all("roles").every((role) => role === ""))
    throw refusal("roles: at least one role is required");
  const roles = rolesIn(args, known);
  const password = args.get("password") ?? "";
  if (password === "") throw refusal("password: Required parameter missing");
  checkPassword(password, users);
  const made = userContent({
    password,
    roles,
    email: args.get("email") ?? null,
    realname: args.get("realname") ?? "",
  });
  return {
    name: (args.get("name") ?? "").toLowerCase(),
    content: content({ ...made, ...given(args, ["defaultApp", "tz"]) }),
  };
}

function checkPassword(password: string, users: Parts["users"]): void {
  if (users.isPublic(password))
    throw refusal("password: everybody knows this one, and others reach this stand-in of ar-sim");
}

/** Those of these arguments that there are. */
function given(args: Arguments, names: readonly string[]): Record<string, string> {
  const there = names.filter((name) => args.has(name));
  return Object.fromEntries(there.map((name) => [name, args.get(name) ?? ""]));
}

function rolesIn(args: Arguments, known: Bucket): readonly string[] {
  const roles = args.all("roles").filter((role) => role !== "");
  const unknown = roles.find((role) => known.named(role).length === 0);
  if (unknown !== undefined) throw refusal(`The role '${unknown}' does not exist`);
  return roles;
}

function refusal(text: string): RestError {
  return new RestError(400, `In handler 'users': ${text}`);
}

/** Without what the stand-in keeps for itself, the password in clear above all. */
function withoutHidden(shown: Content): Content {
  return content(Object.entries(shown).filter(([key]) => !key.startsWith("#")));
}

/** Of who is in no list of users: the system itself. */
function rightsOf({ roles, capabilities }: User): Content {
  return content({ roles: [...roles], capabilities: [...capabilities].sort() });
}

function shownUser(entity: Entity, users: Parts["users"]): Content {
  const capabilities = [...users.capabilitiesOf(listOf(entity, "roles"))].sort();
  return content({ ...effective(entity), capabilities });
}

/** Ground: restmap.conf, `[validation:users]`, in 10.0.2 and newer. */
function checkLengths(args: Arguments, profile: SplunkProfile): void {
  if (!isFrom(profile, "10.0")) return;
  for (const name of ["realname", "email", "tz"])
    if ((args.get(name) ?? "").length >= 1024)
      throw new RestError(
        400,
        `Value of '${name}' argument exceeds maximum length of 1024 characters`,
      );
}
