/** authorization/tokens. Ground: REST API Reference, «authorization/tokens»; no public suite tests it. */
import { listViews } from "../../call/collection/list-views.ts";
import type { Family } from "../../call/family.ts";
import type { User } from "../../instance/users.ts";
import type { Arguments } from "../../model/arguments.ts";
import { content } from "../../model/entity.ts";
import { type Fields, info, type Reply, type View } from "../../model/reply.ts";
import { readTime } from "../../model/read-time.ts";
import { forbidden, RestError } from "../../model/rest-error.ts";
import type { AuthToken } from "../../store/logins/auth-token.ts";
import type { Tokens } from "../../store/logins/tokens.ts";

const PATH = "authorization/tokens";
const EDIT = ["edit_tokens_all", "edit_tokens_own"];
const FIELDS: Fields = {
  required: ["name", "audience"],
  optional: ["expires_on", "not_before", "type"],
  wildcard: [],
};

export const tokens: Family = (app, { tokens: all, users, secrets, settings, now }) => {
  const viewOf = (token: AuthToken): View => tokenView(token, settings.serverName);

  app.get(
    `/${PATH}`,
    { config: { capabilities: ["list_tokens_all", "list_tokens_own"] } },
    ({ user, args }): Reply => {
      const isAll = user.capabilities.has("list_tokens_all");
      const shown = [...all.all()].filter((token) => isAll || token.user === user.name);
      return { kind: "feed", title: "tokens", ...listViews(shown.map(viewOf), args) };
    },
  );

  app.post(
    `/${PATH}`,
    { config: { capabilities: EDIT, args: FIELDS } },
    ({ user, args }): Reply => {
      const name = (args.get("name") ?? "").toLowerCase();
      if (users.find(name) === undefined) throw new RestError(400, `User ${name} does not exist`);
      if (name !== user.name && !user.capabilities.has("edit_tokens_all")) {
        throw new RestError(
          403,
          `You (user=${user.name}) do not have permission to perform this operation (requires capability: edit_tokens_all).`,
        );
      }
      const expires = args.get("expires_on") ?? "";
      const until = expires === "" ? 0 : readTime(expires, now() / 1000);
      if (until === undefined) throw new RestError(400, `Invalid expires_on: ${expires}`);
      const made = all.make(name, args.get("audience") ?? "", Math.floor(until));
      secrets.saw(made.token);
      const view = viewOf(made);
      const shown = content({ ...view.content, token: made.token, id: made.id });
      return { kind: "feed", status: 201, title: "tokens", views: [{ ...view, content: shown }] };
    },
  );

  app.post(`/${PATH}/:user`, { config: { capabilities: EDIT } }, ({ user, args }) => {
    const status = args.get("status") === "disabled" ? "disabled" : "enabled";
    all.change(tokenMeant(all, args, user), status);
    return info("Token status changed.");
  });

  app.delete(`/${PATH}/:user`, { config: { capabilities: EDIT } }, ({ user, args }) => {
    all.remove(tokenMeant(all, args, user));
    return info("Token removed.");
  });
};

function tokenMeant(all: Tokens, args: Arguments, user: User): AuthToken {
  const id = args.get("id") ?? "";
  const token = all.find(id);
  if (token === undefined) throw new RestError(404, `Could not find object id=${id}`);
  if (token.user !== user.name && !user.capabilities.has("edit_tokens_all"))
    throw forbidden(user.name, ["edit_tokens_all"]);
  return token;
}

function tokenView(token: AuthToken, serverName: string): View {
  const { id, user, audience, issued, expires, status } = token;
  return {
    name: id,
    collection: PATH,
    app: undefined,
    owner: user,
    sharing: "system",
    perms: { read: ["*"], write: ["*"] },
    canWrite: true,
    removable: true,
    updated: issued * 1000,
    content: content({
      claims: {
        aud: audience,
        exp: expires,
        iat: issued,
        idp: "Splunk",
        iss: `${user} from ${serverName}`,
        nbr: issued,
        sub: user,
      },
      headers: { alg: "HS512", kid: "splunk.secret", ttyp: "static", ver: "v2" },
      lastUsed: 0,
      status,
    }),
  };
}
