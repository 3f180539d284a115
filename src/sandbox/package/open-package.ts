/** Unpacks an app package (.spl, .tgz, .tar.gz, .zip) into a folder that is removed when it is closed. */
import {
  closeSync,
  existsSync,
  mkdtempSync,
  readSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { HarnessError } from "../../errors.ts";
import { PACKAGE_LIMITS, packageGuard, type PackageLimits } from "./package-guard.ts";
import { packageWriter } from "./package-writer.ts";
import { removeTree } from "../home/remove-tree.ts";
import { sandboxParent } from "../home/sandbox-parent.ts";
import { markSandbox } from "../home/sandbox-mark.ts";
import { sandboxPrefix, sweepStale } from "../home/sweep-stale.ts";
import { messageOf } from "../../host/caught.ts";
import { openRegular } from "../../host/files/read-regular.ts";

export interface OpenPackage extends AsyncDisposable {
  /** The folder of the app. */
  readonly root: string;
}

/** @throws HarnessError ADDON_BAD_PACKAGE. Then nothing is left behind. */
export async function openPackage(
  file: string,
  limits: PackageLimits = PACKAGE_LIMITS,
): Promise<OpenPackage> {
  const parent = sandboxParent(false);
  sweepStale(parent);
  const folder = mkdtempSync(join(parent, sandboxPrefix()));
  const from = { file, size: statSync(file).size, holdsCase: holdsCase(folder) };
  const guard = packageGuard(from, limits);
  try {
    markSandbox(folder, false);
    const writer = packageWriter(join(folder, "apps"));
    const kind = kindOf(file);
    if (kind === undefined)
      throw guard.refuse("neither a tar nor a zip", "Name a .spl, .tgz, .tar.gz or .zip file.");
    if (kind === "zip") {
      const { unpackZip } = await import("./unpack-zip.ts");
      await unpackZip(file, guard, writer);
    } else {
      const { unpackTar } = await import("./unpack-tar.ts");
      await unpackTar(file, kind === "gzip", guard, writer);
    }
    return {
      root: join(folder, "apps", guard.top()),
      async [Symbol.asyncDispose]() {
        await removeTree(folder);
      },
    };
  } catch (error) {
    await removeTree(folder);
    if (error instanceof HarnessError) throw error;
    throw guard.refuse(`cannot be unpacked: ${messageOf(error)}`, undefined, error);
  }
}

/** macOS and Windows mostly hold one file where Linux holds two. */
function holdsCase(folder: string): boolean {
  const probe = join(folder, "probe");
  writeFileSync(probe, "");
  const isSeen = existsSync(join(folder, "PROBE"));
  rmSync(probe);
  return !isSeen;
}

/** By its first bytes, since .spl is another name for .tar.gz, and people rename files. */
function kindOf(file: string): "gzip" | "tar" | "zip" | undefined {
  const head = Buffer.alloc(512);
  const handle = openRegular(file);
  try {
    readSync(handle, head, 0, head.length, 0);
  } finally {
    closeSync(handle);
  }
  if (head[0] === 0x1f && head[1] === 0x8b) return "gzip";
  if (head.toString("latin1", 0, 2) === "PK") return "zip";
  return head.toString("latin1", 257, 262) === "ustar" ? "tar" : undefined;
}
