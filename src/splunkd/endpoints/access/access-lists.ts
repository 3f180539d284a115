/**
 * Who is logged in, how one may be, and one's own password. Ground: REST API Reference, «Access endpoints»; recorded answers
 * of httpauth-tokens. Of LDAP, SAML and second factors there are none, as in a Splunk where nobody set them up.
 */
import type { Call } from "../../call/call.ts";
import type { Endpoint } from "../../call/endpoint.ts";
import { content } from "../../model/entity.ts";
import { facts } from "../../call/facts.ts";
import { listViews } from "../../call/collection/list-views.ts";
import { type Feed, info, type Reply, type View } from "../../model/reply.ts";
import { encodeName } from "../../model/resource-path.ts";
import { forbidden, RestError } from "../../model/rest-error.ts";
import { knownCapabilities } from "../../store/seeds/seeds.ts";

const TOKENS = "authentication/httpauth-tokens";
const NONE = [
  "authentication/providers/LDAP",
  "authentication/providers/SAML",
  "admin/LDAP-groups",
  "admin/SAML-groups",
  "admin/SAML-user-role-map",
  "admin/ProxySSO-groups",
  "admin/Duo-MFA",
  "admin/Rsa-MFA",
  "authorization/fieldfilters",
];

export const accessLists: readonly Endpoint[] = [
  { path: TOKENS, GET: { run: tokens } },
  { path: "authentication/changepassword/{user}", POST: { run: changePassword } },
  ...facts("authentication/providers/services", () => ({
    active_authmodule: { active_authmodule: "Splunk" },
  })),
  ...facts("admin/auth-services", () => ({ active_authmodule: { active_authmodule: "Splunk" } })),
  ...facts("authentication/providers/Splunk", () => ({ splunk_auth: PASSWORDS })),
  ...facts("admin/Splunk-auth", () => ({ splunk_auth: PASSWORDS })),
  ...facts("admin/token-auth", () => ({
    tokens_auth: { disabled: false, expiration: "+30d", ephemeralExpiration: "+6h" },
  })),
  ...facts("authorization/grantable_capabilities", ({ splunkd }) => ({
    capabilities: {
      capabilities: knownCapabilities(splunkd.apps.addon, splunkd.settings.fixtures),
    },
  })),
  ...NONE.flatMap((path) => facts(path, () => ({}))),
];

/** Ground: authentication.conf.spec, [splunk_auth]. */
const PASSWORDS = {
  constantLoginTime: "0.000",
  enablePasswordHistory: "0",
  expireAlertDays: "15",
  expirePasswordDays: "90",
  expireUserAccounts: "0",
  forceWeakPasswordChange: "0",
  lockoutAttempts: "5",
  lockoutMins: "30",
  lockoutThresholdMins: "5",
  lockoutUsers: "1",
  minPasswordDigit: "0",
  minPasswordLength: "8",
  minPasswordLowercase: "0",
  minPasswordSpecial: "0",
  minPasswordUppercase: "0",
  passwordHistoryCount: "24",
};

/** One's own keys, and those of all for who may edit users. */
function tokens(call: Call): Feed {
  const { splunkd, user } = call;
  const isAll = user.capabilities.has("edit_user");
  const views = [...splunkd.sessions.all()]
    .filter((one) => isAll || one.user === user.name)
    .map(({ key, user: userName, usedAt }): View => ({
      name: key,
      collection: TOKENS,
      app: undefined,
      owner: "system",
      sharing: "system",
      perms: { read: ["admin", "splunk-system-role"], write: ["admin", "splunk-system-role"] },
      canWrite: true,
      removable: false,
      updated: splunkd.now(),
      readOnly: true,
      links: { remove: `/services/${TOKENS}/${encodeName(key)}` },
      content: content({
        authString: key,
        searchId: "",
        timeAccessed: timeText(Number.isFinite(usedAt) ? usedAt : splunkd.now()),
        userName,
      }),
    }));
  return { kind: "feed", title: "httpauth-tokens", ...listViews(views, call.args) };
}

/** `Sat Jun 28 06:59:36 2014`. */
function timeText(ms: number): string {
  const [week = "", day = "", month = "", year = "", time = ""] = new Date(ms)
    .toUTCString()
    .replace(",", "")
    .split(" ");
  return `${week} ${month} ${day} ${time} ${year}`;
}

function changePassword(call: Call): Reply {
  const { args, splunkd, user } = call;
  const name = (call.params["user"] ?? "").toLowerCase();
  const [entity] = splunkd.store.bucket("users").named(name);
  if (name !== user.name && !user.capabilities.has("edit_user"))
    throw forbidden(user.name, ["edit_user"]);
  if (entity === undefined)
    throw new RestError(400, `In handler 'changepassword': User '${name}' does not exist.`);
  const password = args.get("password") ?? "";
  const old = args.get("old_password") ?? args.get("oldpassword");
  if (password === "")
    throw new RestError(400, "In handler 'changepassword': password: Required parameter missing");
  if (old !== undefined && splunkd.users.checkPassword(name, old) === undefined)
    throw new RestError(400, "In handler 'changepassword': Invalid old password");
  splunkd.store.edit("users", entity, { "#password": password });
  return info("Password changed.");
}
