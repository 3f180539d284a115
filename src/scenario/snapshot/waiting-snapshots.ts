/** Snapshots below a folder that wait for review: finds, shows, accepts and rejects them. */
import { readdirSync } from "node:fs";
import { join, resolve } from "node:path";
import { HarnessError } from "../../errors.ts";
import { diffTexts } from "../expect/diff-texts.ts";
import {
  acceptWaiting,
  readSnapshot,
  readWaiting,
  SNAPSHOT_FOLDER,
  snapshotsIn,
  writeWaiting,
} from "./snapshot-files.ts";

export interface WaitingSnapshot {
  /** Absolute path that it has once it is accepted. */
  readonly path: string;
  readonly isNew: boolean;
  /** Unified diff to the accepted one. */
  readonly diff: string;
}

/** Absolute paths, sorted. `named`: only these. */
export function findWaiting(root: string, named: readonly string[] = []): string[] {
  const all = foldersBelow(root).flatMap((folder) => snapshotsIn(folder).waiting);
  if (named.length === 0) return all.sort();
  return named.map((name) => {
    const path = resolve(root, name).replace(/\.new$/, "");
    if (all.includes(path) || readWaiting(path) !== undefined) return path;
    throw new HarnessError("SCENARIO_BAD_SNAPSHOT", `no snapshot waits at ${path}`, {
      hint:
        all.length === 0
          ? "Run `ar-sim test` first; none waits here."
          : "`ar-sim snapshots review` lists those that wait.",
      where: { file: path },
    });
  });
}

export function describeWaiting(path: string): WaitingSnapshot {
  const accepted = readSnapshot(path);
  return {
    path,
    isNew: accepted === undefined,
    diff: diffTexts(accepted ?? "", readWaiting(path) ?? "", "accepted", "new"),
  };
}

export function acceptSnapshot(path: string): void {
  acceptWaiting(path);
}

export function rejectSnapshot(path: string): void {
  writeWaiting(path, undefined);
}

const NOT_BELOW = /^(?:\..*|node_modules|__pycache__|venv|site-packages)$/;

/** The folders of scenario files inside each `__ar_snapshots__`. */
function foldersBelow(folder: string): string[] {
  return foldersIn(folder)
    .filter((name) => !NOT_BELOW.test(name))
    .flatMap((name) => {
      const path = join(folder, name);
      return name === SNAPSHOT_FOLDER
        ? foldersIn(path).map((inner) => join(path, inner))
        : foldersBelow(path);
    });
}

function foldersIn(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name);
  } catch {
    return [];
  }
}
