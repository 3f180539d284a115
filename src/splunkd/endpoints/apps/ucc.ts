/**
 * The endpoints that a UCC or Add-on Builder add-on brings: accounts and settings, read from its .conf layers and
 * storage/passwords as its own handlers read them.
 * Ground: splunktaucclib's rest_handler (Apache-2.0): realm of the credentials, masks, what a GET with --cred-- gives.
 */
import { pick, type Viewer, visible } from "../../instance/access.ts";
import type { Bucket } from "../../store/bucket.ts";
import type { PathRequest } from "../../call/family.ts";
import type { Parts } from "../../parts.ts";
import type { Arguments } from "../../model/arguments.ts";
import { asText, type Content, content, effective, type Entity } from "../../model/entity.ts";
import { listViews } from "../../call/collection/list-views.ts";
import { placeOf } from "../../instance/placement.ts";
import type { Feed, View } from "../../model/reply.ts";
import { RestError } from "../../model/rest-error.ts";
import { readSecrets, realmOf, removeSecrets, storeSecrets } from "./ucc-secrets.ts";
import { checkSecretsRead, checkSecretsWrite, checkStanzaWrite } from "./ucc-rights.ts";
import { sameName } from "../../model/ucc/ucc-names.ts";
import type { UccEndpoint, UccField } from "../../model/ucc/ucc-pages.ts";

const MASK = "******";

type UccParts = Pick<Parts, "store" | "apps" | "now" | "startedAt">;

/** `name` is that of one stanza, undefined for all. */
export function answerUcc(
  endpoint: UccEndpoint,
  name: string | undefined,
  request: PathRequest,
  parts: UccParts,
): Feed {
  if (request.method === "POST") return save(endpoint, name, request, parts);
  if (request.method === "DELETE") return remove(endpoint, name ?? "", request, parts);
  return read(endpoint, name, request, parts);
}

function read(
  endpoint: UccEndpoint,
  name: string | undefined,
  request: PathRequest,
  parts: UccParts,
): Feed {
  if (hasSecrets(endpoint, name)) checkSecretsRead(request.user);
  const views = stanzas(endpoint, request, parts)
    .filter((entity) => name === undefined || sameName(entity.name, name))
    .map((entity) => viewOf(endpoint, entity, request, parts));
  if (name !== undefined && views.length === 0) {
    throw new RestError(404, `"${name}" does not exist`);
  }
  return { kind: "feed", title: endpoint.path, canCreate: true, ...listViews(views, request.args) };
}

/** Of one stanza, or of any. */
function hasSecrets(endpoint: UccEndpoint, name: string | undefined): boolean {
  const lists = name === undefined ? [...endpoint.fields.values()] : [fieldsFor(endpoint, name)];
  return lists.some((fields) => fields.some(({ isEncrypted }) => isEncrypted));
}

function confOf(endpoint: UccEndpoint, { store }: UccParts): Bucket {
  return store.bucket(`conf-${endpoint.conf}`);
}

/** Settings tabs are there before anything was saved. */
function stanzas(endpoint: UccEndpoint, request: PathRequest, parts: UccParts): Entity[] {
  const viewer = viewerOf(request, parts);
  const all = visible(confOf(endpoint, parts), viewer).filter(({ name }) => name !== "default");
  if (endpoint.kind === "input") {
    const kind = `${endpoint.path}://`;
    return all.filter(
      ({ name }) => name.includes("://") && name.toLowerCase().startsWith(kind.toLowerCase()),
    );
  }
  if (endpoint.kind === "table") return all;
  return [...endpoint.fields.keys()].map(
    (tab): Entity =>
      all.find((entity) => entity.name === tab) ?? {
        name: tab,
        ...placeOf(viewer, parts.apps),
        content: content(),
        updated: parts.startedAt,
      },
  );
}

function appOf({ namespace }: PathRequest, { apps }: UccParts): string {
  return namespace.isExplicit && namespace.app !== "-"
    ? namespace.app
    : (apps.addon?.appId ?? namespace.app);
}

/** As who a page looks at its stanzas: nobody, in its app. */
function viewerOf(request: PathRequest, parts: UccParts): Viewer {
  const namespace = { ...request.namespace, owner: "nobody", app: appOf(request, parts) };
  return { namespace, user: request.user };
}

function fieldsFor(endpoint: UccEndpoint, name: string): readonly UccField[] {
  return endpoint.fields.get(endpoint.kind === "settings" ? name : "") ?? [];
}

function viewOf(
  endpoint: UccEndpoint,
  entity: Entity,
  request: PathRequest,
  parts: UccParts,
): View {
  const fields = fieldsFor(endpoint, entity.name);
  const shown = content({ disabled: false, ...effective(entity) });
  for (const { name, fallback } of fields) {
    if (shown[name] === undefined && fallback !== undefined && endpoint.kind === "settings")
      shown[name] = fallback;
  }
  const realm = realmOf(endpoint, appOf(request, parts));
  const secrets = readSecrets(realm, entity.name, parts.store.bucket("passwords"));
  const isClear = ["1", "true"].includes(request.args.get("--cred--") ?? "");
  for (const { name, isEncrypted } of fields) {
    if (!isEncrypted) continue;
    const secret = secrets[name] ?? (shown[name] === MASK ? undefined : shown[name]);
    if (secret === undefined || secret === "") continue;
    shown[name] = isClear ? asText(secret) : MASK;
  }
  shown["eai:appName"] = entity.app;
  shown["eai:userName"] = "nobody";
  return {
    name:
      endpoint.kind === "input" ? entity.name.slice(entity.name.indexOf("://") + 3) : entity.name,
    collection: endpoint.path,
    app: entity.app,
    owner: entity.owner,
    sharing: entity.sharing,
    perms: entity.perms,
    canWrite: true,
    removable: endpoint.kind !== "settings",
    updated: entity.updated,
    content: shown,
  };
}

function save(
  endpoint: UccEndpoint,
  path: string | undefined,
  request: PathRequest,
  parts: UccParts,
): Feed {
  const entity = toSave(endpoint, path, request, parts);
  if (hasSecrets(endpoint, entity.name)) checkSecretsWrite(request.user);
  checkStanzaWrite(entity, endpoint.conf, viewerOf(request, parts));
  const { settings, secrets } = givenOf(endpoint, entity.name, request.args);
  const { store } = parts;
  const saved = store.edit(`conf-${endpoint.conf}`, entity, settings);
  // From now on `properties` knows the file.
  if (!store.confFiles.has(endpoint.conf)) store.note(["conf", endpoint.conf]);
  const realm = realmOf(endpoint, appOf(request, parts));
  const kept = readSecrets(realm, entity.name, store.bucket("passwords"));
  const all = { ...kept, ...secrets };
  if (Object.keys(all).length > 0) storeSecrets(realm, saved, all, parts);
  return {
    kind: "feed",
    status: path === undefined ? 201 : 200,
    title: endpoint.path,
    views: [viewOf(endpoint, saved, request, parts)],
  };
}

/** The stanza that is meant, or a new one. */
function toSave(
  endpoint: UccEndpoint,
  path: string | undefined,
  request: PathRequest,
  parts: UccParts,
): Entity {
  const given = path ?? request.args.get("name");
  if (given === undefined || given === "")
    throw new RestError(400, "The following required arguments are missing: name.");
  const isInput = endpoint.kind === "input" && path === undefined;
  const name = isInput ? `${endpoint.path}://${given}` : given;
  const known = stanzas(endpoint, request, parts).find((entity) => sameName(entity.name, name));
  if (path !== undefined && known === undefined)
    throw new RestError(404, `"${given}" does not exist`);
  if (path === undefined && known !== undefined && endpoint.kind !== "settings")
    throw new RestError(409, `Name "${given}" is already in use`);
  const place = placeOf(viewerOf(request, parts), parts.apps);
  return known ?? { name, ...place, content: content(), updated: parts.now() };
}

interface Given {
  /** What stands in the .conf: of a secret that there is one. */
  readonly settings: Content;
  /** What is new of the secrets. */
  readonly secrets: Content;
}

function givenOf(endpoint: UccEndpoint, stanza: string, args: Arguments): Given {
  const encrypted = fieldsFor(endpoint, stanza).filter((field) => field.isEncrypted);
  const names = new Set(encrypted.map(({ name }) => name));
  const settings = content();
  const secrets = content();
  for (const [key, [value = ""]] of args.entries()) {
    if (key === "name" || key === "output_mode" || key.startsWith("--")) continue;
    const isSecret = names.has(key) && value !== "";
    settings[key] = isSecret ? MASK : value;
    if (isSecret && value !== MASK && value !== "********") secrets[key] = value;
  }
  return { settings, secrets };
}

function remove(endpoint: UccEndpoint, name: string, request: PathRequest, parts: UccParts): Feed {
  if (endpoint.kind === "settings") throw new RestError(405, "Method Not Allowed");
  const entity = stanzas(endpoint, request, parts).find((stanza) => sameName(stanza.name, name));
  if (entity === undefined) throw new RestError(404, `"${name}" does not exist`);
  const viewer = {
    namespace: { ...request.namespace, owner: "-", app: "-" },
    user: request.user,
  };
  const stored = pick(confOf(endpoint, parts), entity.name, viewer);
  checkStanzaWrite(stored, endpoint.conf, viewer);
  parts.store.remove(`conf-${endpoint.conf}`, stored);
  // Ground: splunktaucclib's rest_handler: with a stanza go its credentials.
  removeSecrets(realmOf(endpoint, appOf(request, parts)), stored.name, parts.store);
  return read(endpoint, undefined, request, parts);
}
