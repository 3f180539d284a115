/** properties: files, stanzas and single values as text. Ground: REST API Reference, «properties». */
import type { FastifyInstance } from "fastify";
import { listViews } from "../../call/collection/list-views.ts";
import type { Family, Request } from "../../call/family.ts";
import { checkCorner, checkWrite, pick, visible } from "../../instance/access.ts";
import { confNames } from "../../instance/conf-names.ts";
import { placeOf } from "../../instance/placement.ts";
import { asText, content, effective, type Entity } from "../../model/entity.ts";
import { type Feed, info, plain, type Reply, type View } from "../../model/reply.ts";
import { isConfName } from "../../model/resource-path.ts";
import { RestError } from "../../model/rest-error.ts";
import type { Parts } from "../../parts.ts";
import type { Changes } from "../../store/store.ts";

type OfFile = Request<{ readonly file: string }>;
type OfStanza = Request<{ readonly file: string; readonly stanza: string }>;
type OfKey = Request<{ readonly file: string; readonly stanza: string; readonly key: string }>;

export const properties: Family = (app, parts) => {
  const { store, apps, settings, startedAt } = parts;
  app.get("/properties", (request) => namesFeed(request, "properties", filesOf(parts), startedAt));
  app.post("/properties", ({ args }) => {
    const file = args.get("__conf") ?? "";
    if (!isConfName(file)) throw isMissing("__conf");
    store.note(["conf", file]);
    return { ...info(`Successfully created conf file ${file}.`), status: 201 };
  });

  app.get("/properties/:file", (request: OfFile) => {
    const { file } = request.params;
    checkFile(file, { apps, settings, store });
    const names = visible(store.bucket(`conf-${file}`), request).map(({ name }) => name);
    return namesFeed(request, `properties/${file}`, ["default", ...names], startedAt);
  });
  app.post("/properties/:file", (request: OfFile) => createStanza(request, parts));
  addStanza(app, parts);
};

function addStanza(app: FastifyInstance, parts: Parts): void {
  const { store, startedAt } = parts;
  const edit = (request: OfStanza, changes: Changes): void => {
    const { file } = request.params;
    const entity = stanzaOf(request, parts);
    checkWrite(entity, file, request);
    store.edit(`conf-${file}`, entity, changes);
  };

  const stanza = "/properties/:file/:stanza";
  // Ground: recorded answers: each key is an entry, its value the bare content.
  app.get(stanza, (request: OfStanza): Reply => {
    const settings = effective(stanzaOf(request, parts));
    const path = `properties/${request.params.file}/${request.params.stanza}`;
    const feed = namesFeed(request, path, Object.keys(settings), startedAt);
    const views = feed.views.map((view) => ({ ...view, text: asText(settings[view.name]) }));
    return { ...feed, views };
  });
  app.post(stanza, (request: OfStanza) => {
    const changes = [...request.args.entries()].filter(([key]) => key !== "output_mode");
    edit(request, content(changes.map(([key, values]) => [key, values[0] ?? ""] as const)));
    return info(`Successfully modified ${changes.length} key(s)`);
  });

  app.get(`${stanza}/:key`, (request: OfKey) => {
    const { key } = request.params;
    const settings = effective(stanzaOf(request, parts));
    if (!Object.hasOwn(settings, key)) throw new RestError(404, `${key} does not exist`);
    return plain(asText(settings[key]));
  });
  app.post(`${stanza}/:key`, (request: OfKey) => {
    edit(request, content([[request.params.key, request.args.get("value") ?? ""]]));
    return info("Successfully modified 1 key(s)");
  });
}

type FileParts = Pick<Parts, "apps" | "settings" | "store">;

function filesOf({ apps, settings, store }: FileParts): readonly string[] {
  return confNames(apps.addon, settings.fixtures, store.confFiles);
}

function checkFile(file: string, parts: FileParts): void {
  if (!filesOf(parts).includes(file)) throw new RestError(404, `${file} does not exist`);
}

function isMissing(argument: string): RestError {
  return new RestError(400, `The following required arguments are missing: ${argument}.`);
}

function createStanza(
  request: OfFile,
  parts: Pick<Parts, "apps" | "settings" | "store" | "now">,
): Reply {
  const { store, apps, now } = parts;
  const { file } = request.params;
  checkFile(file, parts);
  const name = request.args.get("__stanza") ?? "";
  if (name === "") throw isMissing("__stanza");
  if (store.bucket(`conf-${file}`).named(name).length === 0) {
    checkCorner(request);
    const entity = { name, content: content(), ...placeOf(request, apps), updated: now() };
    checkWrite({ ...entity, shipped: entity.content }, file, request);
    store.create(`conf-${file}`, entity);
  }
  return { ...info(`Successfully created stanza ${name}.`), status: 201 };
}

function stanzaOf(
  request: OfStanza,
  parts: Pick<Parts, "apps" | "settings" | "store" | "startedAt">,
): Entity {
  const { file, stanza } = request.params;
  checkFile(file, parts);
  const bucket = parts.store.bucket(`conf-${file}`);
  // Each file has it, whether anything stands in it or not.
  if (stanza === "default" && bucket.named(stanza).length === 0) {
    const place = placeOf(request, parts.apps);
    return { name: stanza, content: content(), ...place, updated: parts.startedAt };
  }
  return pick(bucket, stanza, request);
}

function namesFeed(
  { namespace, user, args }: Request,
  path: string,
  names: readonly string[],
  updated: number,
): Feed {
  const views = [...new Set(names)].map((name): View => ({
    name,
    collection: path,
    app: namespace.isExplicit ? namespace.app : undefined,
    owner: user.name,
    sharing: "app",
    perms: null,
    canWrite: true,
    removable: false,
    updated,
    content: content(),
  }));
  const title = path.split("/").at(-1) ?? "";
  return { kind: "feed", title, ...listViews(views, args, { count: 0 }) };
}
