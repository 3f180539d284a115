/**
 * Endpoints that are not Splunk's but an app's: those of UCC and Add-on Builder pages, `[admin_external:]` and `[script:]`
 * handlers.
 * Ground: restmap.conf.spec; what splunk-add-on-ucc-framework builds.
 */
import type { FastifyContextConfig, FastifyInstance } from "fastify";
import type { Addon } from "../../../addon/addon.ts";
import { listViews } from "../../call/collection/list-views.ts";
import type { Family, PathRequest, Request } from "../../call/family.ts";
import {
  adminGroups,
  adminHandlers,
  type AdminHandler,
  type AdminTarget,
  findAdminHandler,
} from "../../handlers/admin-handler.ts";
import { restScripts } from "../../handlers/rest-script.ts";
import { content } from "../../model/entity.ts";
import type { Feed, Reply, View } from "../../model/reply.ts";
import { routed, type Target } from "../../call/target.ts";
import { type UccEndpoint, uccEndpoints } from "../../model/ucc/ucc-pages.ts";
import type { Parts } from "../../parts.ts";

/** A handler of an app is asked whatever the verb. */
const VERBS = ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"];

type Answer = (request: PathRequest) => Promise<Reply> | Reply;

export function appFamily(addon: Addon): Family {
  return (app, parts) => {
    const apps = [addon, ...addon.also];
    const admin = adminHandlers(addon);
    for (const page of apps.flatMap(({ globalConfig }) => uccEndpoints(globalConfig)))
      addPage(app, page, admin, apps, parts);
    for (const handler of admin) addAdminHandler(app, handler, admin, parts);
    for (const script of restScripts(addon)) {
      const config = { isOpen: script.isOpen, rawBody: true };
      const skipped = script.match.length;
      add(app, [script.match, [...script.match, "*"]], config, async (request) => {
        const { callRestScript } = await import("../../handlers/call-rest-script.ts");
        const pathInfo = request.segments.slice(skipped).join("/");
        return callRestScript(script, pathInfo, request, parts);
      });
    }
    for (const [path, members] of adminGroups(addon))
      add(app, [path.split("/")], {}, (request) =>
        listMembers(path, members, request, parts.startedAt),
      );
  };
}

/** The paths of UCC pages are taken in any case: the router has them as their page spells them. */
export function spelledAsPages(addon: Addon): (target: Target) => string {
  const pages = [addon, ...addon.also].flatMap(({ globalConfig }) => uccEndpoints(globalConfig));
  const spellings = new Map(pages.map(({ path }) => [path.toLowerCase(), path]));
  return (target) => {
    const { segments } = target;
    const at = segments[0] === "admin" ? 1 : 0;
    const spelling = spellings.get(segments[at]?.toLowerCase() ?? "");
    if (spelling === undefined || spelling === segments[at]) return target.url;
    return routed({ ...target, segments: segments.with(at, spelling) });
  };
}

/** What is there already came first, and stays. */
function add(
  app: FastifyInstance,
  paths: readonly (readonly string[])[],
  config: FastifyContextConfig,
  handler: Answer,
): void {
  for (const path of paths) {
    const url = `/${path.map(asPattern).join("/")}`;
    if (app.hasRoute({ method: "GET", url })) continue;
    app.route<{ Params: Readonly<Record<string, string>> }>({
      method: VERBS,
      url,
      config,
      handler,
    });
  }
}

/** A part of a path that an app names, or a placeholder of ours. */
function asPattern(part: string): string {
  if (part === "*" || part === ":id" || part === ":action") return part;
  return part.replaceAll(":", "::").replaceAll("*", "%2A");
}

/** Its stanzas are below it; `_reload` of one or of all tells them again. */
function addPage(
  app: FastifyInstance,
  page: UccEndpoint,
  admin: readonly AdminHandler[],
  apps: readonly Addon[],
  parts: Parts,
): void {
  const answer: Answer = (request) => {
    const target = findAdminHandler(admin, request.segments);
    const handled = target !== undefined && hasFile(apps, target.handler) ? target : undefined;
    const { id } = request.params;
    return callPage({ page, parts }, id === "_reload" ? undefined : id, handled, request);
  };
  for (const root of [[page.path], ["admin", page.path]])
    add(app, [root, [...root, ":id"], [...root, ":id", "_reload"]], {}, answer);
}

function addAdminHandler(
  app: FastifyInstance,
  handler: AdminHandler,
  admin: readonly AdminHandler[],
  parts: Parts,
): void {
  for (const { parts: path } of handler.paths) {
    add(app, [path, [...path, ":id"], [...path, ":id", ":action"]], {}, async (request) => {
      const target = findAdminHandler(admin, request.segments);
      if (target === undefined) throw new Error(`no handler at ${request.segments.join("/")}`);
      return callAdmin(target, request, parts);
    });
  }
}

/**
 * What is read is read off the confs, as the add-on's own handlers do, in a thousandth of their time. What is written
 * goes through them: they have the validators. So does all that a page has a class of its own for.
 */
async function callPage(
  { page, parts }: { readonly page: UccEndpoint; readonly parts: Parts },
  name: string | undefined,
  handled: AdminTarget | undefined,
  request: PathRequest,
): Promise<Feed> {
  const { answerUcc } = await import("./ucc.ts");
  const isRead = request.method === "GET" || request.method === "HEAD";
  const plain = (): Feed => answerUcc(page, name, request, parts);
  const { runs, runRestScript } = parts.settings;
  const canRun = runRestScript !== undefined || runs.of(request.headers).length > 0;
  if (handled === undefined || !canRun || (isRead && page.hasOwnHandler !== true)) return plain();
  return callAdmin(handled, request, parts, plain);
}

async function callAdmin(
  target: AdminTarget,
  request: PathRequest,
  parts: Parts,
  otherwise?: () => Feed,
): Promise<Feed> {
  const { callAdminHandler } = await import("../../handlers/call-admin-handler.ts");
  return callAdminHandler(target, request, parts, otherwise);
}

/** Ground: tknoblau/splunk-rest-examples: the path that a group is matched at shows its handlers. */
function listMembers(
  path: string,
  members: readonly string[],
  { namespace, args }: Pick<Request, "namespace" | "args">,
  startedAt: number,
): Feed {
  const views = members.map((name): View => ({
    name,
    collection: path,
    app: namespace.app,
    owner: "nobody",
    sharing: "app",
    perms: { read: ["*"], write: [] },
    canWrite: false,
    removable: false,
    updated: startedAt,
    content: content(),
    readOnly: true,
  }));
  return { kind: "feed", title: path, ...listViews(views, args) };
}

function hasFile(apps: readonly Addon[], { app, handler }: AdminHandler): boolean {
  return apps.find(({ appId }) => appId === app)?.tree.read(`bin/${handler}`) !== undefined;
}
