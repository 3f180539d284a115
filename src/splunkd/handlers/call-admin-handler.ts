/**
 * A request to an `[admin_external:]` handler: which of its actions it is, its rights checked, the handler run, its items
 * told as the entries of a feed. Ground: restmap.conf.spec, `handleractions`; splunktaucclib and public handlers for what
 * they read; messages that people quote for how splunkd tells of one that failed.
 */
import type { PathRequest } from "../call/family.ts";
import { type Content, content, type Perms, type Sharing, type Value } from "../model/entity.ts";
import { listViews } from "../call/collection/list-views.ts";
import { readWhole } from "../model/arguments.ts";
import type { Feed, Fields, View } from "../model/reply.ts";
import { forbidden, type MessageType, RestError } from "../model/rest-error.ts";
import { validate } from "../call/hooks/validate.ts";
import type { AdminTarget } from "./admin-handler.ts";
import { allows } from "./capability-expression.ts";
import { type HandlerParts, LACKS_MODULE, runHandler } from "./run-handler.ts";

/** Of the list, not of the object. */
const NOT_ITS_OWN: ReadonlySet<string> = new Set(
  "output_mode count offset search sort_key sort_dir sort_mode f summarize".split(" "),
);

/** `otherwise`: what answers where the handler lacks a module, as in an add-on that is not built yet. */
export async function callAdminHandler(
  target: AdminTarget,
  request: PathRequest,
  parts: HandlerParts,
  otherwise?: () => Feed,
): Promise<Feed> {
  const { handler } = target;
  checkRights(target, request);
  const asked = actionOf(target, request);
  if (asked.action === "create" || asked.action === "edit")
    await validate(request.args, handler.member, parts);
  checkOffered(target, asked);
  const input = inputOf(target, request, parts, asked);
  const returned = await runHandler(handler, input, request, parts, otherwise !== undefined);
  if (returned === LACKS_MODULE && otherwise !== undefined) return otherwise();
  return feedOf(target, request, asked, readAnswer(returned), parts.now());
}

function checkRights({ capabilities }: AdminTarget, { method, user }: PathRequest): void {
  const needed = capabilities[method] ?? capabilities[""];
  if (needed !== undefined && !allows(needed, user.capabilities))
    throw forbidden(user.name, [needed]);
}

/** A handler answers the actions that it registers. A custom action is its own to refuse. */
function checkOffered({ handler }: AdminTarget, { action, customAction }: Asked): void {
  if (handler.actions.has(action) || customAction !== undefined) return;
  if (action === "list") throw new RestError(404, "Not Found");
  throw new RestError(405, "Method Not Allowed");
}

/** What the handler's process reads on stdin. */
function inputOf(
  target: AdminTarget,
  request: PathRequest,
  { sessions }: HandlerParts,
  asked: Asked,
): string {
  const { user, namespace, args } = request;
  return JSON.stringify({
    ...asked,
    method: request.method,
    args: argumentsOf(asked.action, request),
    canList: target.handler.actions.has("list"),
    app: appOf(target, request),
    user: namespace.isExplicit ? namespace.owner : user.name,
    sessionKey: request.sessionKey ?? sessions.open(user.name),
    capabilities: [...user.capabilities],
    count: readWhole(args, "count", 30),
    offset: readWhole(args, "offset", 0),
    sortByKey: args.get("sort_key") ?? "",
    sortAscending: args.get("sort_dir") !== "desc",
  });
}

interface Asked {
  readonly action: string;
  readonly id: string | undefined;
  readonly customAction?: string;
  /** `_new`: what a create would take. */
  readonly blank?: true;
}

function actionOf({ id, action }: AdminTarget, request: PathRequest): Asked {
  if (id === "_reload" || action === "_reload") return { action: "_reload", id: undefined };
  if (action !== undefined) return customActionOf(action, id);
  if (id === "_new") return { action: "create", id, blank: true };
  return verbAction(id, request);
}

/** `/{id}/enable` and `/{id}/disable` reach the handler as edits. */
function customActionOf(action: string, id: string | undefined): Asked {
  const isSwitch = action === "enable" || action === "disable";
  return { action: isSwitch ? "edit" : action, id, customAction: action };
}

function verbAction(id: string | undefined, { method, args }: PathRequest): Asked {
  if (method === "GET" || method === "HEAD") return { action: "list", id };
  if (method === "DELETE") return { action: "remove", id };
  if (id !== undefined) return { action: "edit", id };
  const name = args.get("name");
  if (name === undefined)
    throw new RestError(400, 'Cannot perform action "POST" without a target name to act on.');
  return { action: "create", id: name };
}

function argumentsOf(action: string, { args }: PathRequest): Record<string, readonly string[]> {
  const settings = [...args.entries()].filter(
    ([name]) => !NOT_ITS_OWN.has(name) && !(action === "create" && name === "name"),
  );
  return Object.fromEntries(settings);
}

function appOf({ handler }: AdminTarget, { namespace }: PathRequest): string {
  const { isExplicit, app } = namespace;
  return isExplicit && app !== "-" && app !== "system" ? app : handler.app;
}

interface Item {
  readonly name: string;
  readonly content: Readonly<Record<string, Value>>;
  readonly metadata: Readonly<Record<string, Value>>;
  readonly customActions: readonly string[];
}

interface Answer {
  readonly entries: readonly Item[];
  readonly messages: readonly { readonly type: MessageType; readonly text: string }[];
  readonly fields: Fields;
  /** The handler cut its own page out of a longer list. */
  readonly isPaged: boolean;
}

function readAnswer(returned: unknown): Answer {
  return returned as Answer;
}

/** `now` in milliseconds, here and below. */
function feedOf(
  target: AdminTarget,
  request: PathRequest,
  asked: Asked,
  answer: Answer,
  now: number,
): Feed {
  const common = {
    kind: "feed",
    title: target.handler.member,
    canCreate: target.handler.actions.has("create"),
    messages: answer.messages,
    status: asked.action === "create" && asked.blank === undefined ? 201 : 200,
  } as const;
  if (asked.blank) {
    const blank = { name: "_new", content: {}, metadata: {}, customActions: [] };
    return {
      ...common,
      views: [{ ...viewOf(target, request, blank, now), fields: answer.fields }],
    };
  }
  const views = answer.entries.map((item) => ({
    ...viewOf(target, request, item, now),
    fields: target.id === undefined ? undefined : answer.fields,
  }));
  if (asked.action !== "list" || target.id !== undefined || answer.isPaged)
    return { ...common, views };
  return { ...common, ...listViews(views, request.args) };
}

function viewOf(target: AdminTarget, request: PathRequest, item: Item, now: number): View {
  const { handler } = target;
  const acl = item.metadata["acl"] ?? item.metadata["eai:acl"];
  const given: Content =
    typeof acl === "object" && acl !== null ? content(acl as Content) : content();
  const text = (key: string, otherwise: string): string => {
    const value = given[key];
    return typeof value === "string" && value !== "" ? value : otherwise;
  };
  const metadata = Object.entries(item.metadata).filter(
    ([key]) => !["acl", "eai:acl", "attributes", "eai:attributes"].includes(key),
  );
  const app = text("app", appOf(target, request));
  return {
    name: item.name,
    collection: target.path,
    app,
    owner: text("owner", "nobody"),
    sharing: text("sharing", "app") as Sharing,
    perms: permsOf(given["perms"]),
    canWrite: handler.actions.has("edit"),
    removable: handler.actions.has("remove"),
    updated: now,
    content: content([
      ...Object.entries(item.content),
      ...metadata.map(
        ([key, value]) => [key.startsWith("eai:") ? key : `eai:${key}`, value] as const,
      ),
    ]),
    links: Object.fromEntries(item.customActions.map((action) => [action, action])),
  };
}

function permsOf(perms: Value | undefined): Perms {
  const list = (value: Value | undefined): readonly string[] =>
    Array.isArray(value)
      ? value.map(String)
      : typeof value === "string"
        ? value.split(/\s*,\s*/)
        : [];
  if (typeof perms !== "object" || perms === null || Array.isArray(perms))
    return { read: ["*"], write: ["admin", "power"] };
  const { read, write } = perms as Record<string, Value>;
  return { read: list(read), write: list(write) };
}
