/**
 * The life of one request, from its raw path to what goes back over the wire. Each early end is one that splunkd has:
 * nobody, nothing there, not this verb, not this user, not these arguments.
 */
import { adminPath } from "./model/admin-names.ts";
import { Arguments } from "./model/arguments.ts";
import { authenticate, type Caller, callerOf } from "./call/authenticate.ts";
import type { Call } from "./call/call.ts";
import { checkArguments } from "./call/check-arguments.ts";
import type { Verb } from "./call/endpoint.ts";
import type { HeldReplies } from "./call/held-replies.ts";
import type { AppEndpoints } from "./endpoints/apps/app-endpoints.ts";
import type { Parts } from "./parts.ts";
import type { HttpRequest } from "./wire/http-types.ts";
import {
  type Answered,
  renderError,
  renderFeed,
  renderReply,
  stamped,
  wantsJson,
} from "./call/render/render-reply.ts";
import { readResourcePath } from "./model/resource-path.ts";
import { forbidden, RestError, unknownPath } from "./model/rest-error.ts";
import type { Route, RouteTable } from "./call/route-table.ts";
import { NOBODY, type User } from "./instance/users.ts";
import type { Faults } from "./store/faults.ts";

/** What answers, and what it answers from. */
export interface World {
  readonly parts: Parts;
  readonly routes: RouteTable;
  readonly apps: AppEndpoints;
  readonly held: HeldReplies;
}

export interface Told {
  readonly answer: Answered;
  readonly user: string | null;
  /** False where nobody here plays this endpoint. */
  readonly known: boolean;
  /** Why the user may not. */
  readonly refusal?: string;
}

export async function answer(incoming: HttpRequest, world: World): Promise<Told> {
  const { parts, routes } = world;
  const cut = incoming.url.indexOf("?");
  const path = cut === -1 ? incoming.url : incoming.url.slice(0, cut);
  const search = cut === -1 ? "" : incoming.url.slice(cut + 1);
  const query = Arguments.of(search);
  let caller: Caller | undefined;
  let known = true;
  let outputMode = query.get("output_mode");
  try {
    const resource = readResourcePath(path);
    const spellings = spellingsOf(resource.segments);
    for (const [first = ""] of spellings) if (!routes.isOpen(first)) await routes.open(first);
    const { segments, route, appVerb } = found(spellings, world);
    const verb = appVerb ?? verbOf(route, incoming.method);
    // Who is nobody is not told what there is.
    if (verb?.isOpen !== true) caller = authenticate(incoming.headers, parts);
    known = resource.namespace !== undefined && (route ?? appVerb) !== undefined;
    if (!known || resource.namespace === undefined) throw unknownPath();
    if (verb === undefined) throw new RestError(405, "Method Not Allowed");
    const form = verb.rawBody === true ? "" : formOf(incoming.body);
    const args = form === "" ? query : Arguments.of(search, form);
    outputMode ??= args.get("output_mode");
    const user = caller?.user ?? NOBODY;
    const namespace = { ...resource.namespace, owner: resource.namespace.owner ?? user.name };
    const needed = verb.capabilities ?? [];
    if (needed.length > 0 && !needed.some((one) => user.capabilities.has(one))) {
      throw forbidden(user.name, needed);
    }
    if (!parts.users.isOwner(namespace.owner)) {
      throw new RestError(404, `User does not exist: ${namespace.owner}`);
    }
    if (!parts.apps.has(namespace.app)) {
      throw new RestError(404, `Application does not exist: ${namespace.app}`);
    }
    if (verb.args !== undefined) checkArguments(args, verb.args);
    const call: Call = {
      method: incoming.method,
      segments,
      params: route?.params ?? {},
      namespace,
      args,
      query,
      body: incoming.body,
      headers: incoming.headers,
      user,
      sessionKey: caller?.sessionKey,
      outputMode: outputMode ?? "xml",
      client: incoming.client,
      splunkd: parts,
    };
    const made = await answerCall(call, verb, { path, url: incoming.url, held: world.held });
    return { answer: withCookie(made, caller), user: caller?.user.name ?? null, known };
  } catch (error) {
    const failed = error instanceof RestError ? error : internal(error, parts.faults);
    const answered = withCookie(renderError(failed, outputMode ?? "xml"), caller);
    const told = { answer: answered, user: caller?.user.name ?? null, known };
    return failed.status === 403 ? { ...told, refusal: failed.message } : told;
  }
}

/** Guess: splunkd has no such limit. So large a form is no argument of anything, and each copy of it takes memory. */
const MOST_FORM = 32 * 1024 * 1024;

function formOf(body: Buffer): string {
  if (body.length > MOST_FORM) throw new RestError(413, "Content-Length too large");
  return body.toString("utf8");
}

/** What this caller got by this path and query before, where nothing has changed since. */
export function heldAnswer(incoming: HttpRequest, { parts, held }: World): Told | undefined {
  const { method, url, headers, body } = incoming;
  if (method !== "GET" || body.length > 0 || held.isStale(parts.store.revision)) return undefined;
  const caller = callerOf(headers, parts);
  const feed = caller && held.find(heldName(caller.user, url));
  if (feed === undefined) return undefined;
  const made = stamped(feed, parts.now());
  return { answer: withCookie(made, caller), user: caller?.user.name ?? null, known: true };
}

function heldName(user: User, url: string): string {
  return `${user.name}\n${url}`;
}

async function answerCall(
  call: Call,
  verb: Verb,
  { path, url, held }: { readonly path: string; readonly url: string; readonly held: HeldReplies },
): Promise<Answered> {
  const { store, settings, address, now } = call.splunkd;
  const { build, version } = settings;
  const mode = { isJson: wantsJson(call.outputMode), base: address.uri, path, build, version };
  if (verb.holds !== true || call.method !== "GET" || call.body.length > 0) {
    return renderReply(await verb.run(call), mode, now());
  }
  // Of before it was made: what changes meanwhile is not in it.
  const { revision } = store;
  const reply = await verb.run(call);
  if (reply.kind !== "feed") return renderReply(reply, mode, now());
  const feed = renderFeed(reply, mode, now());
  if (store.revision === revision) held.hold(heldName(call.user, url), revision, feed);
  return stamped(feed, now());
}

interface Found {
  readonly segments: readonly string[];
  readonly route: Route | undefined;
  readonly appVerb: Verb | undefined;
}

type Spellings = readonly [readonly string[], ...(readonly string[])[]];

/** A path as it stands, and what `admin/` makes of it. */
function spellingsOf(asked: readonly string[]): Spellings {
  const other = adminPath(asked);
  return other === undefined ? [asked] : [asked, other];
}

/** Splunk's own endpoints go before those of apps, and a path as it stands before its other spelling. */
function found(spellings: Spellings, { routes, apps }: World): Found {
  for (const segments of spellings) {
    const route = routes.find(segments);
    const appVerb = route === undefined ? apps.find(segments) : undefined;
    if (route !== undefined || appVerb !== undefined) return { segments, route, appVerb };
  }
  return { segments: spellings[0], route: undefined, appVerb: undefined };
}

function verbOf(route: Route | undefined, method: string): Verb | undefined {
  const { endpoint } = route ?? {};
  switch (method) {
    case "GET":
    case "HEAD":
      return endpoint?.GET;
    case "POST":
      return endpoint?.POST;
    case "PUT":
      return endpoint?.PUT ?? endpoint?.POST;
    case "DELETE":
      return endpoint?.DELETE;
    default:
      return undefined;
  }
}

/** Ground: both SDKs expect the cookie again in each answer to a request that came with one. */
function withCookie(made: Answered, caller: Caller | undefined): Answered {
  if (caller?.cookie === undefined) return made;
  const cookie = `${caller.cookie}; Path=/; Secure; HttpOnly; Max-Age=3600`;
  return { ...made, headers: { ...made.headers, "Set-Cookie": cookie } };
}

/** Our own fault; told as splunkd tells of its own, and kept for the one who started us. */
function internal(error: unknown, faults: Faults): RestError {
  faults.add(error);
  return new RestError(500, "Internal Server Error");
}
