/**
 * Who is logged in, how one may be, and one's own password. Ground: REST API Reference, «Access endpoints»; recorded answers
 * of httpauth-tokens. Of LDAP, SAML and second factors there are none, as in a Splunk where nobody set them up.
 */
import { addFacts } from "../../call/add-facts.ts";
import { listViews } from "../../call/collection/list-views.ts";
import type { Family, Request } from "../../call/family.ts";
import { content } from "../../model/entity.ts";
import { info, type Reply, type View } from "../../model/reply.ts";
import { encodeName } from "../../model/resource-path.ts";
import { forbidden, RestError } from "../../model/rest-error.ts";
import type { Session } from "../../store/logins/sessions.ts";
import { knownCapabilities } from "../../store/seeds/role-seeds.ts";

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

export const accessLists: Family = (app, { sessions, users, store, apps, settings, now }) => {
  app.get(`/${TOKENS}`, ({ user, args }): Reply => {
    // One's own keys, and those of all for who may edit users.
    const isAll = user.capabilities.has("edit_user");
    const views = [...sessions.all()]
      .filter((session) => isAll || session.user === user.name)
      .map((session) => sessionView(session, now()));
    return { kind: "feed", title: "httpauth-tokens", ...listViews(views, args) };
  });

  app.post(
    "/authentication/changepassword/:user",
    ({ params, args, user }: Request<{ readonly user: string }>) => {
      const name = params.user.toLowerCase();
      const [entity] = store.bucket("users").named(name);
      if (name !== user.name && !user.capabilities.has("edit_user"))
        throw forbidden(user.name, ["edit_user"]);
      if (entity === undefined) throw refusal(`User '${name}' does not exist.`);
      const password = args.get("password") ?? "";
      const old = args.get("old_password") ?? args.get("oldpassword");
      if (password === "") throw refusal("password: Required parameter missing");
      if (old !== undefined && users.checkPassword(name, old) === undefined)
        throw refusal("Invalid old password");
      store.edit("users", entity, { "#password": password });
      return info("Password changed.");
    },
  );

  addFacts(app, {
    "authentication/providers/services": { active_authmodule: { active_authmodule: "Splunk" } },
    "admin/auth-services": { active_authmodule: { active_authmodule: "Splunk" } },
    "authentication/providers/Splunk": { splunk_auth: PASSWORDS },
    "admin/Splunk-auth": { splunk_auth: PASSWORDS },
    "admin/token-auth": {
      tokens_auth: {
        disabled: settings.profile.areTokensOff,
        expiration: "+30d",
        ephemeralExpiration: "+1h",
      },
    },
    "authorization/grantable_capabilities": () => ({
      capabilities: { capabilities: knownCapabilities({ ...settings, addon: apps.addon }) },
    }),
    ...Object.fromEntries(NONE.map((path) => [path, {}])),
  });
};

function refusal(text: string): RestError {
  return new RestError(400, `In handler 'changepassword': ${text}`);
}

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

function sessionView({ key, user, usedAt }: Session, now: number): View {
  const perms = { read: ["admin", "splunk-system-role"], write: ["admin", "splunk-system-role"] };
  return {
    name: key,
    collection: TOKENS,
    app: undefined,
    owner: "system",
    sharing: "system",
    perms,
    canWrite: true,
    removable: false,
    updated: now,
    readOnly: true,
    links: { remove: `/services/${TOKENS}/${encodeName(key)}` },
    content: content({
      authString: key,
      searchId: "",
      timeAccessed: timeText(Number.isFinite(usedAt) ? usedAt : now),
      userName: user,
    }),
  };
}

/** `Sat Jun 28 06:59:36 2014`. */
function timeText(ms: number): string {
  const [week = "", day = "", month = "", year = "", time = ""] = new Date(ms)
    .toUTCString()
    .replace(",", "")
    .split(" ");
  return `${week} ${month} ${day} ${time} ${year}`;
}
