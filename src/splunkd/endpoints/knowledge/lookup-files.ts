/**
 * data/lookup-table-files: files of lookups/ of the apps, and those that somebody laid into the staging area.
 * Ground: REST API Reference, «data/lookup-table-files»: the file is moved from there.
 */
import { readFileSync, rmSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { collection } from "../../call/collection/collection.ts";
import type { Endpoint } from "../../call/endpoint.ts";
import { type Content, content } from "../../model/entity.ts";
import type { Parts } from "../../parts.ts";
import { layLookup, lookupPath } from "../../visits/lay-lookup.ts";
import { pathOnDisk } from "../../instance/path-on-disk.ts";
import { RestError } from "../../model/rest-error.ts";

/** A file is held in memory. */
const MOST_BYTES = 64 * 2 ** 20;

export const lookupFiles: readonly Endpoint[] = collection({
  path: "data/lookup-table-files",
  kind: "lookup-files",
  title: "lookup-table-files",
  capabilities: { create: ["upload_lookup_files"], edit: ["upload_lookup_files"] },
  fields: { required: ["name", "eai:data"], optional: [], wildcard: [] },
  shows: (entity, { splunkd }) =>
    content({
      "eai:appName": entity.app,
      "eai:data": lookupPath(splunkd.home.told, entity) ?? "",
      "eai:userName": entity.owner,
    }),
  create(args, { splunkd }) {
    const name = args.get("name") ?? "";
    if (!/^[^/\\\0]+$/.test(name) || name.startsWith("."))
      throw new RestError(400, `Parameter name: '${name}' is no name of a file`);
    return { name, content: staged(args.get("eai:data") ?? "", splunkd) };
  },
  update: (_entity, args, { splunkd }) => staged(args.get("eai:data") ?? "", splunkd),
  changed(entity, what, { splunkd }) {
    if (splunkd.home.ofHandlers !== undefined)
      layLookup(splunkd.home.ofHandlers, entity, what === "remove");
  },
});

function staged(path: string, splunkd: Parts): Content {
  const real = pathOnDisk(path, splunkd);
  const stats = real.includes("\0") ? undefined : statSync(real, { throwIfNoEntry: false });
  if (stats?.isFile() !== true)
    throw new RestError(400, `Parameter eai:data: File does not exist: ${path}`);
  if (stats.size > MOST_BYTES)
    throw new RestError(400, `Parameter eai:data: ar-sim holds no file of ${stats.size} bytes`);
  const data = readFileSync(real, "utf8");
  // Only what lies in a throw-away home is taken away: a file of the caller's own stays.
  if (
    splunkd.home.ofHandlers !== undefined &&
    resolve(real).startsWith(`${splunkd.home.ofHandlers}/`)
  )
    rmSync(real, { force: true });
  return content({ "#data": data });
}
