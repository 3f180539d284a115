/**
 * data/inputs as a list of its kinds, data/inputs/all over all of them, and data/inputs/oneshot, which reads a file at
 * once. Ground: REST API Reference, «Input endpoint descriptions»; splunklib's Inputs for the links it goes by.
 */
import { existsSync, statSync } from "node:fs";
import type { WrittenEvent } from "../../../events/event.ts";
import { lineBreaker, readPieces } from "../../../events/spool/read-pieces.ts";
import { readPlainLines } from "../../../events/spool/read-lines.ts";
import { visible } from "../../instance/access.ts";
import type { Call } from "../../call/call.ts";
import { viewOf } from "../../call/collection/collection-spec.ts";
import type { Endpoint } from "../../call/endpoint.ts";
import { content } from "../../model/entity.ts";
import { isIndex } from "../../instance/indexes.ts";
import { listViews } from "../../call/collection/list-views.ts";
import type { Feed, View } from "../../model/reply.ts";
import { RestError } from "../../model/rest-error.ts";
import { inputContent } from "../../call/collection/stanza-inputs.ts";
import { INPUT_KINDS, TCP_KINDS } from "./inputs.ts";
import { single } from "../../call/collection/single.ts";
import { pathOnDisk } from "../../instance/path-on-disk.ts";

export const inputLists: readonly Endpoint[] = [
  {
    path: "data/inputs",
    GET: {
      run: (call) =>
        kinds(call, "data/inputs", [
          ...INPUT_KINDS,
          ...call.splunkd.modularInputs.kinds.keys(),
          "all",
          "tcp",
        ]),
    },
  },
  {
    path: "data/inputs/tcp",
    GET: { run: (call) => kinds(call, "data/inputs/tcp", [...TCP_KINDS, "ssl"]) },
  },
  { path: "data/inputs/all", GET: { run: all } },
  {
    path: "data/inputs/oneshot",
    GET: {
      // What is read is read by the time of the answer.
      run: (): Feed => ({ kind: "feed", title: "oneshotinput", canCreate: true, views: [] }),
    },
    POST: {
      capabilities: ["edit_monitor", "input_file"],
      args: {
        required: ["name"],
        optional: ["host", "host_regex", "host_segment", "index", "rename-source", "sourcetype"],
        wildcard: [],
      },
      run: oneshot,
    },
  },
];

/** Those without a link to make one have kinds below them, or are only read. */
const NO_CREATE: ReadonlySet<string> = new Set(["all", "tcp", "ssl"]);

function kinds(call: Call, path: string, names: readonly string[]): Feed {
  const views = names.flatMap((name): readonly View[] =>
    single("inputs", path, name, content()).views.map((view) => ({
      ...view,
      readOnly: true,
      links: NO_CREATE.has(name) ? {} : { create: "_new", _reload: "_reload" },
    })),
  );
  return { kind: "feed", title: "inputs", ...listViews(views, call.args) };
}

function all(call: Call): Feed {
  const viewer = call;
  const views = visible(call.splunkd.store.bucket("conf-inputs"), viewer)
    .filter(({ name }) => name.includes("://"))
    .map((entity) => {
      const cut = entity.name.indexOf("://");
      const kind = entity.name.slice(0, cut);
      const spec = {
        path: "data/inputs/all",
        kind: "conf-inputs",
        called: () => (kind === "splunktcptoken" ? entity.name : entity.name.slice(cut + 3)),
        shows: () => content({ ...inputContent(entity, call), "eai:type": kind }),
      };
      return viewOf(spec, entity, call);
    });
  return { kind: "feed", title: "all", ...listViews(views, call.args) };
}

/** Larger ones are no test data, and memory is bounded. */
const MOST_BYTES = 512 * 2 ** 20;
const MOST_OF_LINE = 1 << 20;

function oneshot(call: Call): Feed {
  const { args, splunkd, headers } = call;
  const file = args.get("name") ?? "";
  const path = pathOnDisk(file, splunkd);
  const size = sizeOf(path, file);
  const said = {
    index: indexOf(call),
    host: hostOf(file, call),
    source: args.get("rename-source") ?? file,
    sourcetype: args.get("sourcetype"),
  };
  const pieces = readPieces(path, lineBreaker, MOST_OF_LINE);
  const cut = { kind: "own", sourcetype: undefined, index: undefined, hasHeader: false } as const;
  const events: WrittenEvent[] = [];
  for (const event of readPlainLines(pieces, file, { ...cut, cut: "merged" })) {
    events.push({ ...event, ...said, origin: { ...event.origin, kind: "receiver" } });
  }
  splunkd.inbox.add(events, headers);
  const told = content({
    "Bytes Indexed": size,
    Offset: size,
    Size: size,
    "Sources Indexed": 0,
    "Spool Time": new Date(splunkd.now()).toISOString(),
  });
  return { ...single("oneshotinput", "data/inputs/oneshot", file, told), status: 201 };
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
function indexOf({ args, splunkd }: Call): string | undefined {
  const index = args.get("index") ?? "default";
  if (index === "default") return undefined;
  if (!isIndex(index, splunkd))
    throw new RestError(400, `Parameter index: index=${index} does not exist`);
  return index;
}

function hostOf(file: string, { args, splunkd }: Call): string {
  const given = args.get("host");
  if (given !== undefined && given !== "") return given;
  const segment = Number(args.get("host_segment") ?? Number.NaN);
  const part = Number.isInteger(segment) ? file.split("/")[segment] : undefined;
  return part === undefined || part === "" ? splunkd.settings.serverName : part;
}
