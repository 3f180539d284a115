/**
 * data/lookup-table-files: files of lookups/ of the apps, and those that somebody laid into the staging area.
 * Ground: REST API Reference, «data/lookup-table-files»: the file is moved from there.
 */
import { rmSync } from "node:fs";
import { FileFault } from "../../../host/files/file-fault.ts";
import { readRegularText } from "../../../host/files/read-regular.ts";
import { addCollection } from "../../call/collection/add-collection.ts";
import type { Family } from "../../call/family.ts";
import type { Arguments } from "../../model/arguments.ts";
import { type Content, content } from "../../model/entity.ts";
import type { Parts } from "../../parts.ts";
import { layLookup, lookupPath } from "../../visits/lay-lookup.ts";
import { STAGING, stagedFile } from "../../instance/staged-file.ts";
import { RestError } from "../../model/rest-error.ts";

/** A file is held in memory. */
const MOST_BYTES = 64 * 2 ** 20;

export const lookupFiles: Family = (app, parts) => {
  const { home } = parts;
  const staged = (args: Arguments): Content => takeStaged(args.get("eai:data") ?? "", parts);
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

function takeStaged(path: string, { home, settings }: Pick<Parts, "home" | "settings">): Content {
  const { ofHandlers, told: toldRoot, given } = home;
  const throwAway = [...(ofHandlers === undefined ? [] : [ofHandlers]), ...settings.runs.homes()];
  const ofRun = stagedFile(path, throwAway, [...throwAway, toldRoot, given]);
  const real = ofRun ?? stagedFile(path, [given], [toldRoot, given]);
  // What lies elsewhere is not even told to be there.
  if (real === undefined)
    throw new RestError(
      400,
      `Parameter eai:data: File does not exist in the staging area, $SPLUNK_HOME/${STAGING}: ${path}`,
    );
  const data = read(real, path);
  // Only what lies in a throw-away home is taken away: a file of the caller's own stays.
  if (ofRun !== undefined) rmSync(real, { force: true });
  return content({ "#data": data });
}

function read(real: string, path: string): string {
  try {
    return readRegularText(real, { most: MOST_BYTES });
  } catch (error) {
    const why = error instanceof FileFault ? error.message : "cannot be read";
    throw new RestError(400, `Parameter eai:data: ${path} ${why}`);
  }
}
