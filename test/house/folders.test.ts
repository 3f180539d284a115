// How many entries a folder may have: as many as one takes in at a glance.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

const MOST_ENTRIES = 15;
const MOST_ROOMS = 20;
const MOST_DOORS = 8;

/** Of another language, so that no other room can import it or be imported by it. */
const NO_ROOMS: ReadonlySet<string> = new Set(["wheel"]);

/** Folders that may have more, and why. */
const LARGER: Readonly<Record<string, string>> = {
  src: "rooms and doors, which have bounds of their own",
  "test/rooms": "one folder for each room of src/",
  "src/search/spl/commands": "a registry: one file for each search command",
  "src/sandbox/python/splunk": "the modules of Splunk's own package, named as Splunk names them",
};

/** Files and folders; what Python compiles is in no repository. */
function entriesOf(folder: string) {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).filter(
    ({ name }) => name !== "__pycache__" && !name.endsWith(".pyc"),
  );
}

function foldersIn(folder: string): string[] {
  const inner = entriesOf(folder).filter((entry) => entry.isDirectory());
  return [folder, ...inner.flatMap(({ name }) => foldersIn(`${folder}/${name}`))];
}

it.each([...foldersIn("src"), ...foldersIn("test")])("%s has few entries", (folder) => {
  const { length } = entriesOf(folder);
  if (LARGER[folder] === undefined) expect(length).toBeLessThanOrEqual(MOST_ENTRIES);
  else expect(length, `${folder} needs no exception any more`).toBeGreaterThan(MOST_ENTRIES);
});

it("knows of no exception for a folder that is not there", () => {
  const folders = [...foldersIn("src"), ...foldersIn("test")];
  expect(Object.keys(LARGER).filter((folder) => !folders.includes(folder))).toEqual([]);
});

describe("src", () => {
  const entries = entriesOf("src");
  it(`has at most ${MOST_ROOMS} rooms`, () => {
    const rooms = entries.filter((entry) => entry.isDirectory() && !NO_ROOMS.has(entry.name));
    expect(rooms.length).toBeLessThanOrEqual(MOST_ROOMS);
  });
  it(`has at most ${MOST_DOORS} doors`, () => {
    expect(entries.filter((entry) => entry.isFile()).length).toBeLessThanOrEqual(MOST_DOORS);
  });
});

it("has a room in test/rooms for rooms of src/ alone", () => {
  const rooms = new Set(entriesOf("src").map(({ name }) => name));
  const tested = entriesOf("test/rooms").map(({ name }) => name);
  expect(tested.filter((name) => !rooms.has(name))).toEqual([]);
});
