/**
 * data/lookup-table-files: files of lookups/ of the apps, and those that somebody laid into the staging area.
 * Ground: REST API Reference, «data/lookup-table-files»: the file is moved from there.
 */
import { rmSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { readRegularText } from "../../../host/files/read-regular.ts";
import { addCollection } from "../../call/collection/add-collection.ts";
import type { Family } from "../../call/family.ts";
import type { Arguments } from "../../model/arguments.ts";
import { type Content, content } from "../../model/entity.ts";
import type { Parts } from "../../parts.ts";
import { layLookup, lookupPath } from "../../visits/lay-lookup.ts";
import { pathOnDisk } from "../../instance/path-on-disk.ts";
import { RestError } from "../../model/rest-error.ts";

/** A file is held in memory. */
const MOST_BYTES = 64 * 2 ** 20;

export const lookupFiles: Family = (app, parts) => {
  const { home, apps } = parts;
  const staged = (args: Arguments): Content =>
    stagedFile(args.get("eai:data") ?? "", { home, apps });
  addCollection(app, parts, {
    path: "data/lookup-table-files",
    kind: "lookup-files",
    capabilities: { create: ["upload_lookup_files"], edit: ["upload_lookup_files"] },
    fields: { required: ["name", "eai:data"], optional: [], wildcard: [] },
    shows: (entity) =>
      content({
        "eai:appName": entity.app,
        "eai:data": lookupPath(home.told, entity) ?? "",
        "eai:userName": entity.owner,
      }),
    create(args) {
      const name = args.get("name") ?? "";
      if (!/^[^/\\\0]+$/.test(name) || name.startsWith("."))
        throw new RestError(400, `Parameter name: '${name}' is no name of a file`);
      return { name, content: staged(args) };
    },
    update: (_entity, args) => staged(args),
    changed(entity, what) {
      if (home.ofHandlers !== undefined) layLookup(home.ofHandlers, entity, what === "remove");
    },
  });
};

function stagedFile(path: string, disk: Pick<Parts, "home" | "apps">): Content {
  const real = pathOnDisk(path, disk);
  const stats = real.includes("\0") ? undefined : statSync(real, { throwIfNoEntry: false });
  if (stats?.isFile() !== true)
    throw new RestError(400, `Parameter eai:data: File does not exist: ${path}`);
  if (stats.size > MOST_BYTES)
    throw new RestError(400, `Parameter eai:data: ar-sim holds no file of ${stats.size} bytes`);
  const data = readRegularText(real, { most: MOST_BYTES });
  // Only what lies in a throw-away home is taken away: a file of the caller's own stays.
  const { ofHandlers } = disk.home;
  if (ofHandlers !== undefined && resolve(real).startsWith(`${ofHandlers}/`))
    rmSync(real, { force: true });
  return content({ "#data": data });
}
