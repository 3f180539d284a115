/** Unpacks an app package from a path or a URL into a folder that is removed when it is closed. */
import { createWriteStream, existsSync, mkdtempSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";
import { HarnessError } from "../../errors.ts";
import { type OpenPackage, openPackage } from "./open-package.ts";
import { PACKAGE_LIMITS } from "./package-guard.ts";
import { removeTree } from "../home/remove-tree.ts";
import { sandboxParent } from "../home/sandbox-parent.ts";
import { markSandbox } from "../home/sandbox-mark.ts";
import { sandboxPrefix } from "../home/sweep-stale.ts";
import { messageOf } from "../../host/caught.ts";

const DOWNLOAD_MS = 60_000;

/** @throws HarnessError ADDON_NOT_FOUND or ADDON_BAD_PACKAGE. Then nothing is left behind. */
export async function unpackApp(source: string): Promise<OpenPackage> {
  if (/^https?:/i.test(source)) return downloaded(source);
  const file = /^file:/i.test(source) ? pathOf(source) : source;
  if (source.includes("\0") || !existsSync(file) || !statSync(file).isFile())
    throw missing(source, "No such file or directory");
  return openPackage(file);
}

function pathOf(url: string): string {
  try {
    return fileURLToPath(url);
  } catch {
    return url;
  }
}

async function downloaded(url: string): Promise<OpenPackage> {
  const folder = mkdtempSync(join(sandboxParent(false), sandboxPrefix()));
  try {
    markSandbox(folder, false);
    const answer = await fetch(url, { signal: AbortSignal.timeout(DOWNLOAD_MS) });
    if (!answer.ok || answer.body === null) throw missing(url, `HTTP ${answer.status}`);
    const file = join(folder, basename(new URL(url).pathname) || "app.spl");
    let bytes = 0;
    await pipeline(
      Readable.fromWeb(answer.body),
      async function* counted(chunks: AsyncIterable<Uint8Array>) {
        for await (const chunk of chunks) {
          bytes += chunk.length;
          if (bytes > PACKAGE_LIMITS.bytes) throw missing(url, "it is larger than any app");
          yield chunk;
        }
      },
      createWriteStream(file),
    );
    return await openPackage(file);
  } catch (error) {
    if (error instanceof HarnessError) throw error;
    const cause = error instanceof Error ? error.cause : undefined;
    throw missing(url, messageOf(cause instanceof Error ? cause : error));
  } finally {
    await removeTree(folder);
  }
}

function missing(source: string, why: string): HarnessError {
  return new HarnessError("ADDON_NOT_FOUND", why, {
    hint: "Name a .spl, .tgz, .tar.gz or .zip file of this machine, or a URL that leads to one.",
    where: { file: source },
  });
}
