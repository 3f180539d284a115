/**
 * The endpoints that a UCC or Add-on Builder add-on brings: accounts and settings, read from its .conf layers and
 * storage/passwords as its own handlers read them.
 * Ground: splunktaucclib's rest_handler (Apache-2.0): realm of the credentials, masks, what a GET with --cred-- gives.
 */
import { pick, visible } from "../../instance/access.ts";
import type { Bucket } from "../../store/bucket.ts";
import type { Call } from "../../call/call.ts";
import { asText, type Content, content, effective, type Entity } from "../../model/entity.ts";
import { listViews } from "../../call/collection/list-views.ts";
import { passwordContent, passwordName } from "../../model/password-name.ts";
import { placeOf } from "../../instance/placement.ts";
import type { Feed, View } from "../../model/reply.ts";
import { RestError } from "../../model/rest-error.ts";
import { checkSecretsRead, checkSecretsWrite, checkStanzaWrite } from "./ucc-rights.ts";
import { sameName } from "../../model/ucc/ucc-names.ts";
import type { UccEndpoint, UccField } from "../../model/ucc/ucc-pages.ts";

const MASK = "******";

/** `name` is that of one stanza, undefined for all. */
export function answerUcc(endpoint: UccEndpoint, name: string | undefined, call: Call): Feed {
  if (call.method === "POST") return save(endpoint, name, call);
  if (call.method === "DELETE") return remove(endpoint, name ?? "", call);
  if (hasSecrets(endpoint, name)) checkSecretsRead(call.user);
  const views = stanzas(endpoint, call)
    .filter((entity) => name === undefined || sameName(entity.name, name))
    .map((entity) => viewOf(endpoint, entity, call));
  if (name !== undefined && views.length === 0) {
    throw new RestError(404, `"${name}" does not exist`);
  }
  return { kind: "feed", title: endpoint.path, canCreate: true, ...listViews(views, call.args) };
}

/** Of one stanza, or of any. */
function hasSecrets(endpoint: UccEndpoint, name: string | undefined): boolean {
  const lists = name === undefined ? [...endpoint.fields.values()] : [fieldsFor(endpoint, name)];
  return lists.some((fields) => fields.some(({ isEncrypted }) => isEncrypted));
}

function confOf(endpoint: UccEndpoint, call: Call): Bucket {
  return call.splunkd.store.bucket(`conf-${endpoint.conf}`);
}

/** Settings tabs are there before anything was saved. */
function stanzas(endpoint: UccEndpoint, call: Call): Entity[] {
  const app = appOf(call);
  const viewer = {
    namespace: { ...call.namespace, owner: "nobody", app },
    user: call.user,
  };
  const found = visible(confOf(endpoint, call), viewer).filter(({ name }) => name !== "default");
  if (endpoint.kind === "input") {
    const kind = `${endpoint.path}://`;
    return found.filter(
      ({ name }) => name.includes("://") && name.toLowerCase().startsWith(kind.toLowerCase()),
    );
  }
  if (endpoint.kind === "table") return found;
  return [...endpoint.fields.keys()].map(
    (tab): Entity =>
      found.find((entity) => entity.name === tab) ?? {
        name: tab,
        ...placeOf(viewer, call.splunkd.apps),
        content: content(),
        updated: call.splunkd.startedAt,
      },
  );
}

function appOf(call: Call): string {
  const { addon } = call.splunkd.apps;
  return call.namespace.isExplicit && call.namespace.app !== "-"
    ? call.namespace.app
    : (addon?.appId ?? call.namespace.app);
}

function fieldsFor(endpoint: UccEndpoint, name: string): readonly UccField[] {
  return endpoint.fields.get(endpoint.kind === "settings" ? name : "") ?? [];
}

function viewOf(endpoint: UccEndpoint, entity: Entity, call: Call): View {
  const fields = fieldsFor(endpoint, entity.name);
  const shown = content({ disabled: false, ...effective(entity) });
  for (const { name, fallback } of fields) {
    if (shown[name] === undefined && fallback !== undefined && endpoint.kind === "settings")
      shown[name] = fallback;
  }
  const secrets = secretsOf(endpoint, entity, call);
  const isClear = call.args.get("--cred--") === "1" || call.args.get("--cred--") === "true";
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

/** Ground: splunktaucclib's RestCredentialsContext: one JSON object a stanza, under this realm. */
function realmOf(endpoint: UccEndpoint, call: Call): string {
  const where =
    endpoint.kind === "input" ? `data/inputs/${endpoint.path}` : `configs/conf-${endpoint.conf}`;
  return `__REST_CREDENTIAL__#${appOf(call)}#${where}`;
}

function secretsOf(endpoint: UccEndpoint, entity: Entity, call: Call): Content {
  const text = storedSecret(realmOf(endpoint, call), entity.name, call);
  try {
    return text === "" ? content() : content(JSON.parse(text) as Record<string, string>);
  } catch {
    return content();
  }
}

/** solnlib cuts a long secret into numbered parts. */
function storedSecret(realm: string, user: string, call: Call): string {
  const bucket = call.splunkd.store.bucket("passwords");
  const clear = (name: string): string | undefined => {
    const found = bucket.named(passwordName(realm, name))[0];
    return found === undefined ? undefined : asText(found.content["clear_password"]);
  };
  let whole = clear(user) ?? "";
  if (whole !== "") return whole;
  for (let part = 1; part < 1000; part++) {
    const text = clear(`${user}\`\`splunk_cred_sep\`\`${part}`);
    if (text === undefined || text.startsWith("``splunk_cred_sep``")) break;
    whole += text;
  }
  return whole;
}

function save(endpoint: UccEndpoint, path: string | undefined, call: Call): Feed {
  const { store } = call.splunkd;
  const entity = toSave(endpoint, path, call);
  if (hasSecrets(endpoint, entity.name)) checkSecretsWrite(call.user);
  const namespace = { ...call.namespace, owner: "nobody", app: appOf(call) };
  checkStanzaWrite(entity, endpoint.conf, { namespace, user: call.user });
  const { settings, secrets } = givenOf(endpoint, entity.name, call);
  const saved = store.edit(`conf-${endpoint.conf}`, entity, settings);
  const all = { ...secretsOf(endpoint, entity, call), ...secrets };
  if (Object.keys(all).length > 0) storeSecret(endpoint, saved, all, call);
  return {
    kind: "feed",
    status: path === undefined ? 201 : 200,
    title: endpoint.path,
    views: [viewOf(endpoint, saved, call)],
  };
}

/** The stanza that is meant, or a new one. */
function toSave(endpoint: UccEndpoint, path: string | undefined, call: Call): Entity {
  const given = path ?? call.args.get("name");
  if (given === undefined || given === "")
    throw new RestError(400, "The following required arguments are missing: name.");
  const isInput = endpoint.kind === "input" && path === undefined;
  const name = isInput ? `${endpoint.path}://${given}` : given;
  const known = stanzas(endpoint, call).find((entity) => sameName(entity.name, name));
  if (path !== undefined && known === undefined)
    throw new RestError(404, `"${given}" does not exist`);
  if (path === undefined && known !== undefined && endpoint.kind !== "settings")
    throw new RestError(409, `Name "${given}" is already in use`);
  const { apps, now } = call.splunkd;
  const namespace = { ...call.namespace, owner: "nobody", app: appOf(call) };
  const place = placeOf({ ...call, namespace }, apps);
  return known ?? { name, ...place, content: content(), updated: now() };
}

interface Given {
  /** What stands in the .conf: of a secret that there is one. */
  readonly settings: Content;
  /** What is new of the secrets. */
  readonly secrets: Content;
}

function givenOf(endpoint: UccEndpoint, stanza: string, call: Call): Given {
  const encrypted = fieldsFor(endpoint, stanza).filter((field) => field.isEncrypted);
  const names = new Set(encrypted.map(({ name }) => name));
  const settings = content();
  const secrets = content();
  for (const [key, [value = ""]] of call.args.entries()) {
    if (key === "name" || key === "output_mode" || key.startsWith("--")) continue;
    const isSecret = names.has(key) && value !== "";
    settings[key] = isSecret ? MASK : value;
    if (isSecret && value !== MASK && value !== "********") secrets[key] = value;
  }
  return { settings, secrets };
}

function storeSecret(endpoint: UccEndpoint, entity: Entity, secrets: object, call: Call): void {
  const realm = realmOf(endpoint, call);
  call.splunkd.store.create("passwords", {
    name: passwordName(realm, entity.name),
    app: entity.app,
    owner: "nobody",
    sharing: "app",
    perms: { read: ["*"], write: ["admin", "power"] },
    content: passwordContent(realm, entity.name, JSON.stringify(secrets)),
    updated: call.splunkd.now(),
  });
}

function remove(endpoint: UccEndpoint, name: string, call: Call): Feed {
  if (endpoint.kind === "settings") throw new RestError(405, "Method Not Allowed");
  const entity = stanzas(endpoint, call).find((one) => sameName(one.name, name));
  if (entity === undefined) throw new RestError(404, `"${name}" does not exist`);
  const viewer = {
    namespace: { ...call.namespace, owner: "-", app: "-" },
    user: call.user,
  };
  const stored = pick(confOf(endpoint, call), entity.name, viewer);
  checkStanzaWrite(stored, endpoint.conf, viewer);
  call.splunkd.store.remove(`conf-${endpoint.conf}`, stored);
  return answerUcc(endpoint, undefined, { ...call, method: "GET" });
}
