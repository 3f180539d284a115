/**
 * Endpoints that are not Splunk's but an app's: those of UCC and Add-on Builder pages, `[admin_external:]` and `[script:]`
 * handlers.
 * Ground: restmap.conf.spec; what splunk-add-on-ucc-framework builds.
 */
import type { Addon } from "../../../addon/addon.ts";
import { OfAddon } from "../../instance/apps/of-addon.ts";
import type { Apps } from "../../instance/apps/apps.ts";
import type { Call } from "../../call/call.ts";
import type { Verb } from "../../call/endpoint.ts";
import {
  adminGroups,
  adminHandlers,
  type AdminTarget,
  findAdminHandler,
} from "../../handlers/admin-handler.ts";
import { findRestScript, restScripts, type RestScript } from "../../handlers/rest-script.ts";
import { content } from "../../model/entity.ts";
import { listViews } from "../../call/collection/list-views.ts";
import type { Feed, View } from "../../model/reply.ts";
import { type UccEndpoint, uccEndpoints } from "../../model/ucc/ucc-pages.ts";

/** They change with the apps that are switched on. */
export class AppEndpoints {
  readonly #apps: Apps;
  readonly #found = new OfAddon<FindVerb>();

  constructor(apps: Apps) {
    this.#apps = apps;
  }

  /** What answers this path, undefined when no app does. */
  find(segments: readonly string[]): Verb | undefined {
    return this.#found.get(this.#apps.addon, finderOf)(segments);
  }
}

type FindVerb = (segments: readonly string[]) => Verb | undefined;

function finderOf(addon: Addon | undefined): FindVerb {
  const apps = addon === undefined ? [] : [addon, ...addon.also];
  const ucc = apps.flatMap((app) => uccEndpoints(app.globalConfig));
  const scripts = addon === undefined ? [] : restScripts(addon);
  const admin = addon === undefined ? [] : adminHandlers(addon);
  const groups = addon === undefined ? new Map<string, readonly string[]>() : adminGroups(addon);
  return (segments) => {
    const named = findUcc(ucc, segments[0] === "admin" ? segments.slice(1) : segments);
    const target = findAdminHandler(admin, segments);
    if (named !== undefined) {
      const own = target !== undefined && hasFile(apps, target.handler) ? target : undefined;
      return { run: (call: Call) => callUcc(named, own, call) };
    }
    if (target !== undefined) return { run: (call: Call) => callAdmin(target, call) };
    const found = findRestScript(scripts, segments);
    if (found !== undefined) return verbOf(found.script, found.pathInfo);
    const path = segments.join("/");
    const members = groups.get(path);
    return members && { run: (call: Call) => listMembers(path, members, call) };
  };
}

/**
 * What is read is read off the confs, as the add-on's own handlers do, in a thousandth of their time. What is written
 * goes through them: they have the validators. So does all that a page has a class of its own for.
 */
async function callUcc(
  { endpoint, name }: NamedUcc,
  own: AdminTarget | undefined,
  call: Call,
): Promise<Feed> {
  const { answerUcc } = await import("./ucc.ts");
  const isRead = call.method === "GET" || call.method === "HEAD";
  const plain = (): Feed => answerUcc(endpoint, name, call);
  const { runs, runRestScript } = call.splunkd.settings;
  const canRun = runRestScript !== undefined || runs.of(call.headers).length > 0;
  if (own === undefined || !canRun || (isRead && endpoint.hasOwnHandler !== true)) return plain();
  return callAdmin(own, call, plain);
}

async function callAdmin(target: AdminTarget, call: Call, otherwise?: () => Feed): Promise<Feed> {
  const { callAdminHandler } = await import("../../handlers/call-admin-handler.ts");
  return callAdminHandler(target, call, otherwise);
}

/** Ground: tknoblau/splunk-rest-examples: the path that a group is matched at shows its handlers. */
function listMembers(path: string, members: readonly string[], call: Call): Feed {
  const { app } = call.namespace;
  const views = members.map((name): View => ({
    name,
    collection: path,
    app,
    owner: "nobody",
    sharing: "app",
    perms: { read: ["*"], write: [] },
    canWrite: false,
    removable: false,
    updated: call.splunkd.startedAt,
    content: content(),
    readOnly: true,
  }));
  return { kind: "feed", title: path, ...listViews(views, call.args) };
}

function hasFile(apps: readonly Addon[], { app, handler }: AdminTarget["handler"]): boolean {
  return apps.find(({ appId }) => appId === app)?.tree.read(`bin/${handler}`) !== undefined;
}

function verbOf(script: RestScript, pathInfo: string): Verb {
  return {
    ...(script.isOpen ? { isOpen: true } : {}),
    rawBody: true,
    run: async (call) =>
      (await import("../../handlers/call-rest-script.ts")).callRestScript(script, pathInfo, call),
  };
}

interface NamedUcc {
  readonly endpoint: UccEndpoint;
  readonly name: string | undefined;
}

/** `<path>` or `<path>/<stanza>`, whatever the case of the path. */
function findUcc(
  endpoints: readonly UccEndpoint[],
  segments: readonly string[],
): NamedUcc | undefined {
  const [first = "", second, third] = segments;
  if (third !== undefined && third !== "_reload") return undefined;
  const endpoint = endpoints.find(({ path }) => path.toLowerCase() === first.toLowerCase());
  if (endpoint === undefined) return undefined;
  return { endpoint, name: second === "_reload" ? undefined : second };
}
