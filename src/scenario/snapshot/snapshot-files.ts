/** Snapshots on disk: `__ar_snapshots__/<scenario file>/<case>.snap` beside the scenario, what waits as `.snap.new`. */
import { createHash } from "node:crypto";
import { existsSync, readdirSync, renameSync, rmSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { HarnessError } from "../../errors.ts";
import { systemCode } from "../../host/caught.ts";
import { reasonOf } from "../../host/files/file-fault.ts";
import { makeFolder } from "../../host/files/make-folder.ts";
import { readRegularText } from "../../host/files/read-regular.ts";
import { replaceFile } from "../../host/files/replace-file.ts";

export const SNAPSHOT_FOLDER = "__ar_snapshots__";
const WAITING = ".new";
/** File systems accept names of 255 bytes. */
const LONGEST_BYTES = 200;
const CUT = 50;

export interface SnapshotPlace {
  /** Absolute path of the scenario file. */
  readonly scenario: string;
  readonly name: string;
  readonly cell: string | null;
}

/** Absolute path of the accepted snapshot. */
export function snapshotPath(place: SnapshotPlace): string {
  const { scenario, name, cell } = place;
  const title = cell === null ? name : `${name} ${cell}`;
  const slug = title.replace(/[^\p{L}\p{N}._=-]+/gu, "-").replace(/^[-.]+|-+$/g, "");
  // A hash tells apart names that are cut, or that lose characters a file name cannot have.
  const isWhole = /^[\p{L}\p{N}._= ]+$/u.test(title) && slug === title.replaceAll(" ", "-");
  const isShort = Buffer.byteLength(slug) <= LONGEST_BYTES;
  const hash = createHash("sha256").update(title).digest("hex").slice(0, 8);
  const file = isWhole && isShort ? slug : `${isShort ? slug : slug.slice(0, CUT)}-${hash}`;
  return join(dirname(scenario), SNAPSHOT_FOLDER, basename(scenario), `${file}.snap`);
}

/** The same of a case; `root`: the folder that its file is relative to. */
export function snapshotPathOf(
  { file, name, cell }: Omit<SnapshotPlace, "scenario"> & { readonly file: string },
  root: string,
): string {
  return snapshotPath({ scenario: join(root, file), name, cell });
}

/** Of the calls of a case: `ar-sim.test.cassettes/<case>.yaml` beside the scenario `ar-sim.test.yaml`. */
export function cassettePathOf(
  testCase: Omit<SnapshotPlace, "scenario"> & { readonly file: string },
  root: string,
): string {
  const slug = basename(snapshotPathOf(testCase, root), ".snap");
  const scenario = join(root, testCase.file);
  const stem = basename(scenario).replace(/\.(?:ya?ml|json)$/, "");
  return join(dirname(scenario), `${stem}.cassettes`, `${slug}.yaml`);
}

export function readSnapshot(path: string): string | undefined {
  try {
    return readRegularText(path);
  } catch (error) {
    if (systemCode(error) === "ENOENT") return undefined;
    throw unusable(path, error);
  }
}

/** Keeps `text` for review. With undefined nothing waits any more. */
export function writeWaiting(path: string, text: string | undefined): void {
  try {
    if (text === undefined) {
      rmSync(`${path}${WAITING}`, { force: true });
      return;
    }
    makeFolder(dirname(path));
    replaceFile(`${path}${WAITING}`, text);
  } catch (error) {
    throw unusable(path, error);
  }
}

export function readWaiting(path: string): string | undefined {
  return readSnapshot(`${path}${WAITING}`);
}

export function acceptWaiting(path: string): void {
  try {
    renameSync(`${path}${WAITING}`, path);
  } catch (error) {
    throw unusable(path, error);
  }
}

/** Paths of accepted and of waiting snapshots of a scenario file's folder, without `.new`. */
export function snapshotsIn(folder: string): { accepted: string[]; waiting: string[] } {
  const names = existsSync(folder) ? readdirSync(folder).sort() : [];
  const paths = (end: string): string[] =>
    names.filter((name) => name.endsWith(end)).map((name) => join(folder, name));
  return {
    accepted: paths(".snap"),
    waiting: paths(`.snap${WAITING}`).map((path) => path.slice(0, -WAITING.length)),
  };
}

function unusable(path: string, cause: unknown): HarnessError {
  return new HarnessError(
    "SCENARIO_BAD_SNAPSHOT",
    `cannot use the snapshot: it ${reasonOf(cause)}`,
    {
      hint: "See that the folder can be read and written to.",
      where: { file: path },
      cause,
    },
  );
}
