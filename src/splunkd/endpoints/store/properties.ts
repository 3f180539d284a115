/** properties: files, stanzas and single values as text. Ground: REST API Reference, «properties». */
import { checkCorner, checkWrite, pick, visible } from "../../instance/access.ts";
import type { Call } from "../../call/call.ts";
import { confNames } from "../../instance/conf-names.ts";
import { isConfName } from "../../model/resource-path.ts";
import type { Endpoint } from "../../call/endpoint.ts";
import type { Parts } from "../../parts.ts";
import { asText, content, effective, type Entity } from "../../model/entity.ts";
import { listViews } from "../../call/collection/list-views.ts";
import { placeOf } from "../../instance/placement.ts";
import { type Feed, info, plain, type Reply, type View } from "../../model/reply.ts";
import { RestError } from "../../model/rest-error.ts";
import type { Changes } from "../../store/store.ts";

export const properties: readonly Endpoint[] = [
  {
    path: "properties",
    GET: { run: (call) => named(call, "properties", confNamesOf(call.splunkd)) },
    POST: { run: createFile },
  },
  {
    path: "properties/{file}",
    GET: { run: listStanzas },
    POST: { run: createStanza },
  },
  { path: "properties/{file}/{stanza}", GET: { run: listKeys }, POST: { run: saveKeys } },
  { path: "properties/{file}/{stanza}/{key}", GET: { run: showValue }, POST: { run: saveValue } },
];

function createFile(call: Call): Reply {
  const file = call.args.get("__conf") ?? "";
  if (!isConfName(file)) {
    throw new RestError(400, "The following required arguments are missing: __conf.");
  }
  call.splunkd.store.note(["conf", file]);
  return { ...info(`Successfully created conf file ${file}.`), status: 201 };
}

function existing(call: Call): string {
  const file = call.params["file"] ?? "";
  if (confNamesOf(call.splunkd).includes(file)) return file;
  throw new RestError(404, `${file} does not exist`);
}

function listStanzas(call: Call): Feed {
  const file = existing(call);
  const entities = visible(call.splunkd.store.bucket(`conf-${file}`), call);
  return named(call, `properties/${file}`, ["default", ...entities.map(({ name }) => name)]);
}

function createStanza(call: Call): Reply {
  const file = existing(call);
  const name = call.args.get("__stanza") ?? "";
  if (name === "") {
    throw new RestError(400, "The following required arguments are missing: __stanza.");
  }
  const bucket = call.splunkd.store.bucket(`conf-${file}`);
  if (bucket.named(name).length === 0) {
    checkCorner(call);
    const entity = {
      name,
      content: content(),
      ...placeOf(call, call.splunkd.apps),
      updated: call.splunkd.now(),
    };
    checkWrite({ ...entity, shipped: entity.content }, file, call);
    call.splunkd.store.create(`conf-${file}`, entity);
  }
  return { ...info(`Successfully created stanza ${name}.`), status: 201 };
}

function stanzaOf(call: Call): Entity {
  const file = existing(call);
  const stanza = call.params["stanza"] ?? "";
  // Each file has it, whether anything stands in it or not.
  if (
    stanza === "default" &&
    call.splunkd.store.bucket(`conf-${file}`).named(stanza).length === 0
  ) {
    const place = placeOf(call, call.splunkd.apps);
    return { name: stanza, content: content(), ...place, updated: call.splunkd.startedAt };
  }
  return pick(call.splunkd.store.bucket(`conf-${file}`), stanza, call);
}

/** Ground: recorded answers: each key is an entry, its value the bare content. */
function listKeys(call: Call): Feed {
  const settings = effective(stanzaOf(call));
  const feed = named(
    call,
    `properties/${call.params["file"]}/${call.params["stanza"]}`,
    Object.keys(settings),
  );
  return {
    ...feed,
    views: feed.views.map((view) => ({ ...view, text: asText(settings[view.name]) })),
  };
}

function writable(call: Call): Entity {
  const entity = stanzaOf(call);
  checkWrite(entity, call.params["file"] ?? "", call);
  return entity;
}

function edit(call: Call, settings: Changes): void {
  call.splunkd.store.edit(`conf-${call.params["file"] ?? ""}`, writable(call), settings);
}

function saveKeys(call: Call): Reply {
  const changes = [...call.args.entries()].filter(([key]) => key !== "output_mode");
  edit(call, content(changes.map(([key, values]) => [key, values[0] ?? ""] as const)));
  return info(`Successfully modified ${changes.length} key(s)`);
}

function showValue(call: Call): Reply {
  const settings = effective(stanzaOf(call));
  const key = call.params["key"] ?? "";
  if (!Object.hasOwn(settings, key)) throw new RestError(404, `${key} does not exist`);
  return plain(asText(settings[key]));
}

function saveValue(call: Call): Reply {
  edit(call, content([[call.params["key"] ?? "", call.args.get("value") ?? ""]]));
  return info("Successfully modified 1 key(s)");
}

function named(call: Call, path: string, names: readonly string[]): Feed {
  const views = [...new Set(names)].map((name): View => ({
    name,
    collection: path,
    app: call.namespace.isExplicit ? call.namespace.app : undefined,
    owner: call.user.name,
    sharing: "app",
    perms: null,
    canWrite: true,
    removable: false,
    updated: call.splunkd.startedAt,
    content: content(),
  }));
  return {
    kind: "feed",
    title: path.split("/").at(-1) ?? "",
    ...listViews(views, call.args, { count: 0 }),
  };
}

function confNamesOf({ apps, settings, store }: Parts): readonly string[] {
  return confNames(apps.addon, settings.fixtures, store.confFiles);
}
