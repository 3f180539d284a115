/**
 * data/inputs as a list of its kinds, data/inputs/all over all of them, and data/inputs/oneshot, which reads a file at
 * once. Ground: REST API Reference, «Input endpoint descriptions»; splunklib's Inputs for the links it goes by.
 */
import { existsSync, statSync } from "node:fs";
import type { WrittenEvent } from "../../../events/event.ts";
import { lineBreaker, readPieces } from "../../../events/spool/read-pieces.ts";
import { readPlainLines } from "../../../events/spool/read-lines.ts";
import { visible } from "../../instance/access.ts";
import { type CollectionSpec, EntityCollection } from "../../call/collection/entity-collection.ts";
import type { Family, PathRequest, Request } from "../../call/family.ts";
import type { Arguments } from "../../model/arguments.ts";
import { content, type Entity } from "../../model/entity.ts";
import { isIndex } from "../../instance/indexes.ts";
import { listViews } from "../../call/collection/list-views.ts";
import type { Feed, View } from "../../model/reply.ts";
import { nameSpellings } from "../../model/resource-path.ts";
import { notFound, RestError } from "../../model/rest-error.ts";
import type { Parts } from "../../parts.ts";
import { inputContent } from "../../call/collection/add-stanza-inputs.ts";
import { INPUT_KINDS, TCP_KINDS } from "./inputs.ts";
import { single } from "../../call/collection/single.ts";
import { pathOnDisk } from "../../instance/path-on-disk.ts";

export const inputLists: Family = (app, parts) => {
  const { store, modularInputs } = parts;
  app.get("/data/inputs", ({ args }) => {
    const names = [...INPUT_KINDS, ...modularInputs.kinds.keys(), "all", "tcp"];
    return kindsFeed(args, "data/inputs", names);
  });
  app.get("/data/inputs/tcp", ({ args }) =>
    kindsFeed(args, "data/inputs/tcp", [...TCP_KINDS, "ssl"]),
  );
  const collection = new EntityCollection(ALL, parts);
  const viewsOf = (request: PathRequest, isSingle: boolean): View[] =>
    visible(store.bucket("conf-inputs"), request)
      .filter(({ name }) => name.includes("://"))
      .map((entity) => collection.viewOf(entity, request, isSingle));
  app.get("/data/inputs/all", (request: PathRequest) => ({
    kind: "feed",
    title: "all",
    ...listViews(viewsOf(request, false), request.args),
  }));
  // Inputs of several kinds may have one name.
  app.get("/data/inputs/all/:name", (request: PathRequest) => {
    const asked = request.params["name"] ?? "";
    const all = viewsOf(request, true);
    const called = (name: string): View[] => all.filter((view) => view.name === name);
    const views = nameSpellings(asked)
      .map(called)
      .find((named) => named.length > 0);
    if (views === undefined) throw notFound(asked);
    return { kind: "feed", title: "all", views };
  });
  // What is read is read by the time of the answer.
  app.get("/data/inputs/oneshot", () => ({
    kind: "feed",
    title: "oneshotinput",
    canCreate: true,
    views: [],
  }));
  app.post("/data/inputs/oneshot", ONESHOT, (request) => oneshot(request, parts));
};

/** Ground: authorize.conf.spec: edit_monitor is for monitors and for one-shot inputs. input_file is for inputlookup. */
const ONESHOT = {
  config: {
    capabilities: ["edit_monitor"],
    args: {
      required: ["name"],
      optional: ["host", "host_regex", "host_segment", "index", "rename-source", "sourcetype"],
      wildcard: [],
    },
  },
};

const ALL: CollectionSpec = {
  path: "data/inputs/all",
  kind: "conf-inputs",
  called(entity) {
    const [kind, name] = kindAndName(entity);
    return kind === "splunktcptoken" ? entity.name : name;
  },
  shows: (entity, { namespace }) =>
    content({ ...inputContent(entity, namespace.owner), "eai:type": kindAndName(entity)[0] }),
};

function kindAndName({ name }: Entity): [kind: string, name: string] {
  const cut = name.indexOf("://");
  return [name.slice(0, cut), name.slice(cut + 3)];
}

/** Those without a link to make one have kinds below them, or are only read. */
const NO_CREATE: ReadonlySet<string> = new Set(["all", "tcp", "ssl"]);

function kindsFeed(args: Arguments, path: string, names: readonly string[]): Feed {
  const views = names.flatMap((name): readonly View[] =>
    single("inputs", path, name, content()).views.map((view) => ({
      ...view,
      readOnly: true,
      links: NO_CREATE.has(name) ? {} : { create: "_new", _reload: "_reload" },
    })),
  );
  return { kind: "feed", title: "inputs", ...listViews(views, args) };
}

/** Larger ones are no test data, and memory is bounded. */
const MOST_BYTES = 512 * 2 ** 20;
const MOST_OF_LINE = 1 << 20;

function oneshot({ args, headers }: Request, parts: Parts): Feed {
  const { settings, inbox, now } = parts;
  const file = args.get("name") ?? "";
  const path = pathOnDisk(file, parts);
  const size = sizeOf(path, file);
  const metadata = {
    index: indexMeant(args.get("index") ?? "default", parts),
    host: hostOf(file, args) ?? settings.serverName,
    source: args.get("rename-source") ?? file,
    sourcetype: args.get("sourcetype"),
  };
  const pieces = readPieces(path, lineBreaker, MOST_OF_LINE);
  const cut = { kind: "own", sourcetype: undefined, index: undefined, hasHeader: false } as const;
  const events: WrittenEvent[] = [];
  for (const event of readPlainLines(pieces, file, { ...cut, cut: "merged" })) {
    events.push({ ...event, ...metadata, origin: { ...event.origin, kind: "receiver" } });
  }
  inbox.add(events, headers);
  const shown = content({
    "Bytes Indexed": size,
    Offset: size,
    Size: size,
    "Sources Indexed": 0,
    "Spool Time": new Date(now()).toISOString(),
  });
  return { ...single("oneshotinput", "data/inputs/oneshot", file, shown), status: 201 };
}

/** In bytes. `file`: as the caller names it. */
function sizeOf(path: string, file: string): number {
  const stats = path.includes("\0") || !existsSync(path) ? undefined : statSync(path);
  if (stats?.isFile() !== true)
    throw new RestError(400, `Parameter name: Path must be an existing file: ${file}`);
  if (stats.size > MOST_BYTES)
    throw new RestError(
      400,
      `Parameter name: ar-sim reads no file of ${stats.size} bytes: ${file}`,
    );
  return stats.size;
}

/** `undefined`: the default index. */
function indexMeant(
  index: string,
  parts: Pick<Parts, "store" | "apps" | "settings">,
): string | undefined {
  if (index === "default") return undefined;
  if (!isIndex(index, parts))
    throw new RestError(400, `Parameter index: index=${index} does not exist`);
  return index;
}

/** undefined: nobody says. */
function hostOf(file: string, args: Arguments): string | undefined {
  const given = args.get("host");
  if (given !== undefined && given !== "") return given;
  const segment = Number(args.get("host_segment") ?? Number.NaN);
  const part = Number.isInteger(segment) ? file.split("/")[segment] : undefined;
  return part === "" ? undefined : part;
}
