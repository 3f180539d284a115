/** authorization/tokens. Ground: REST API Reference, «authorization/tokens»; no public suite tests it. */
import type { Call } from "../../call/call.ts";
import type { Endpoint } from "../../call/endpoint.ts";
import { content } from "../../model/entity.ts";
import { listViews } from "../../call/collection/list-views.ts";
import { type Feed, info, type View } from "../../model/reply.ts";
import { readTime } from "../../model/read-time.ts";
import { forbidden, RestError } from "../../model/rest-error.ts";
import type { AuthToken } from "../../store/logins/auth-token.ts";

const PATH = "authorization/tokens";

export const tokens: readonly Endpoint[] = [
  {
    path: PATH,
    GET: { capabilities: ["list_tokens_all", "list_tokens_own"], run: list },
    POST: {
      capabilities: ["edit_tokens_all", "edit_tokens_own"],
      args: {
        required: ["name", "audience"],
        optional: ["expires_on", "not_before", "type"],
        wildcard: [],
      },
      run: create,
    },
  },
  {
    path: `${PATH}/{user}`,
    POST: { capabilities: ["edit_tokens_all", "edit_tokens_own"], run: change },
    DELETE: { capabilities: ["edit_tokens_all", "edit_tokens_own"], run: remove },
  },
];

function list(call: Call): Feed {
  const isAll = call.user.capabilities.has("list_tokens_all");
  const all = [...call.splunkd.tokens.all()].filter((one) => isAll || one.user === call.user.name);
  return {
    kind: "feed",
    title: "tokens",
    ...listViews(
      all.map((one) => viewOf(one, call)),
      call.args,
    ),
  };
}

function create(call: Call): Feed {
  const { args, splunkd } = call;
  const name = (args.get("name") ?? "").toLowerCase();
  if (splunkd.users.find(name) === undefined)
    throw new RestError(400, `User ${name} does not exist`);
  if (name !== call.user.name && !call.user.capabilities.has("edit_tokens_all"))
    throw forbidden(call.user.name, ["edit_tokens_all"]);
  const expires = args.get("expires_on") ?? "";
  const until = expires === "" ? 0 : readTime(expires, splunkd.now() / 1000);
  if (until === undefined) throw new RestError(400, `Invalid expires_on: ${expires}`);
  const made = splunkd.tokens.make(name, args.get("audience") ?? "", Math.floor(until));
  splunkd.secrets.saw(made.token);
  const view = viewOf(made, call);
  return {
    kind: "feed",
    status: 201,
    title: "tokens",
    views: [{ ...view, content: content({ ...view.content, token: made.token, id: made.id }) }],
  };
}

function change(call: Call): ReturnType<typeof info> {
  const { args, splunkd } = call;
  const token = find(call);
  splunkd.tokens.change(token, args.get("status") === "disabled" ? "disabled" : "enabled");
  return info("Token status changed.");
}

function remove(call: Call): ReturnType<typeof info> {
  call.splunkd.tokens.remove(find(call));
  return info("Token removed.");
}

function find({ args, splunkd, user }: Call): AuthToken {
  const id = args.get("id") ?? "";
  const token = splunkd.tokens.find(id);
  if (token === undefined) throw new RestError(404, `Could not find object id=${id}`);
  if (token.user !== user.name && !user.capabilities.has("edit_tokens_all"))
    throw forbidden(user.name, ["edit_tokens_all"]);
  return token;
}

function viewOf(token: AuthToken, call: Call): View {
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
        iss: `${user} from ${call.splunkd.settings.serverName}`,
        nbr: issued,
        sub: user,
      },
      headers: { alg: "HS512", kid: "splunk.secret", ttyp: "static", ver: "v2" },
      lastUsed: 0,
      status,
    }),
  };
}
