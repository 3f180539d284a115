/** Copies an app into the sandbox, so that a script cannot change the user's files. */
import {
  type Dirent,
  existsSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { basename, dirname, join, relative, sep } from "node:path";
import { HarnessError, type Problem } from "../../errors.ts";
import { copyRegular, type Pause } from "../../host/files/copy-regular.ts";
import { checkKind, FileFault, realFile, reasonOf } from "../../host/files/file-fault.ts";
import { isWithin, type LinkBounds, linkBounds } from "../../host/files/link-bounds.ts";

/** Folders that are large, and not part of an installed app. */
const LEFT_OUT = new Set([
  ".git",
  ".hg",
  ".svn",
  "__pycache__",
  ".tox",
  ".mypy_cache",
  ".pytest_cache",
  ".ruff_cache",
  ".idea",
  ".vscode",
]);

/** Files of ar-sim. No installed app has them. */
const OURS = /^(?:ar-sim\..+|__ar_snapshots__)$/;

interface CopyLimits {
  readonly files: number;
  readonly bytes: number;
  /** Of one file. */
  readonly most: number;
}

/** Far beyond any app on Splunkbase. The copy may be made in memory. */
const COPY_LIMITS: CopyLimits = { files: 50_000, bytes: 2 ** 31, most: 2 ** 29 };

/** Deeper than any app, and than some systems can remove again. */
const DEEPEST = 64;

export interface CopyOptions {
  /** How far links may lead. Default: within the app, or its git checkout. */
  readonly bounds?: LinkBounds | undefined;
  readonly limits?: CopyLimits | undefined;
  /** Ends the copy early. */
  readonly signal?: AbortSignal | undefined;
}

/**
 * Returns what was left out. Others have their turn meanwhile, so that Ctrl-C is heard.
 * @throws HarnessError ADDON_TOO_LARGE, or the reason of the signal. Then a part of it was copied.
 */
export async function copyApp(
  from: string,
  to: string,
  options: CopyOptions = {},
): Promise<Problem[]> {
  const copying = new AppCopy(from, to, options);
  await copying.folder(from, to, { depth: 0, above: new Set([realpathSync(from)]) });
  return copying.problems;
}

/** As long as nobody notices. */
const SLICE_MS = 100;

function pausing(signal: AbortSignal | undefined): Pause {
  let paused = performance.now();
  return () => {
    if (performance.now() - paused < SLICE_MS) return undefined;
    return new Promise((done, fail) => {
      setImmediate(() => {
        paused = performance.now();
        if (signal?.aborted === true) fail(new CopyStopped());
        else done();
      });
    });
  };
}

/** The signal came. */
export class CopyStopped extends Error {
  override readonly name = "CopyStopped";
}

interface Place {
  readonly depth: number;
  /** The real paths of the folders above, since a link may lead back to one. */
  readonly above: ReadonlySet<string>;
}

class AppCopy {
  readonly problems: Problem[] = [];
  readonly #from: string;
  readonly #to: string;
  readonly #bounds: LinkBounds;
  readonly #limits: CopyLimits;
  readonly #needsNode: boolean;
  readonly #pause: Pause;
  #files = 0;
  #bytes = 0;

  constructor(from: string, to: string, options: CopyOptions) {
    const { bounds = linkBounds(from), limits = COPY_LIMITS, signal } = options;
    this.#from = from;
    this.#to = to;
    this.#bounds = bounds;
    this.#limits = limits;
    this.#needsNode = hasNodePrograms(from);
    this.#pause = pausing(signal);
  }

  async folder(from: string, to: string, place: Place): Promise<void> {
    mkdirSync(to, { recursive: true });
    for (const entry of readdirSync(from, { withFileTypes: true })) {
      const source = join(from, entry.name);
      this.#count();
      await this.#pause();
      try {
        await this.#entry(entry, source, join(to, entry.name), place);
      } catch (cause) {
        if (cause instanceof HarnessError || cause instanceof CopyStopped) throw cause;
        this.problems.push(notCopied(source, reasonOf(cause)));
      }
    }
  }

  async #entry(entry: Dirent, source: string, target: string, place: Place): Promise<void> {
    const isOurs = OURS.test(entry.name);
    if (entry.isDirectory()) {
      if (!this.#isLeftOut(source)) await this.#below(source, target, place);
    } else if (entry.isSymbolicLink()) {
      if (!isOurs) await this.#link(source, target, place);
    } else if (!isOurs) await this.#file(source, target);
  }

  async #below(source: string, target: string, { depth, above }: Place): Promise<void> {
    if (depth >= DEEPEST) throw new FileFault(`lies deeper than ${DEEPEST} folders`);
    await this.folder(source, target, { depth: depth + 1, above });
  }

  /** Copies what the link points to, since a link could lead the script out of the sandbox. */
  async #link(source: string, target: string, place: Place): Promise<void> {
    const real = realFile(source, this.#bounds);
    const kind = statSync(real);
    checkKind(kind);
    if (kind.isFile()) return this.#file(source, target);
    const isAround = [...place.above].some((folder) => isWithin(real, folder));
    if (isAround || isWithin(real, realpathSync(dirname(source))))
      throw new FileFault("is a link to a folder that it lies in");
    const inside = this.#copied(real);
    // Copying such a folder again could make a thousand copies of it, one for each way that leads there.
    if (inside !== undefined) linkFolder(inside, target);
    else await this.#below(source, target, { ...place, above: new Set([...place.above, real]) });
  }

  /** Where the copy of a folder of the app lies. */
  #copied(real: string): string | undefined {
    const { root } = this.#bounds;
    if (!isWithin(root, real)) return undefined;
    const steps = relative(root, real).split(sep);
    const isLeft = steps.some((_, at) => this.#isLeftOut(join(root, ...steps.slice(0, at + 1))));
    return isLeft ? undefined : join(this.#to, ...steps);
  }

  #isLeftOut(folder: string): boolean {
    const name = basename(folder);
    return (
      LEFT_OUT.has(name) ||
      OURS.test(name) ||
      (name === "node_modules" && !this.#needsNode) ||
      existsSync(join(folder, "pyvenv.cfg"))
    );
  }

  async #file(source: string, target: string): Promise<void> {
    const most = Math.min(this.#limits.most, this.#limits.bytes);
    try {
      const wish = { most, bounds: this.#bounds, pause: this.#pause };
      const bytes = await copyRegular(source, target, wish);
      this.#bytes += bytes;
    } catch (error) {
      rmSync(target, { force: true });
      throw error;
    }
    if (this.#bytes > this.#limits.bytes)
      throw tooLarge(this.#from, `${this.#limits.bytes / 2 ** 20} MiB`);
  }

  #count(): void {
    this.#files += 1;
    if (this.#files > this.#limits.files)
      throw tooLarge(this.#from, `${this.#limits.files} files and folders`);
  }
}

/** Only a `.js` action needs node_modules. In other apps they belong to the build. */
function hasNodePrograms(app: string): boolean {
  try {
    return readdirSync(join(app, "bin")).some((name) => name.endsWith(".js"));
  } catch {
    return false;
  }
}

function linkFolder(inside: string, target: string): void {
  if (process.platform === "win32") symlinkSync(inside, target, "junction");
  else symlinkSync(relative(dirname(target), inside), target);
}

function tooLarge(folder: string, most: string): HarnessError {
  return new HarnessError("ADDON_TOO_LARGE", `the add-on has more than ${most}`, {
    hint: "Name the folder of the add-on itself. Move what is not part of it elsewhere, and remove --follow-links.",
    where: { file: folder },
  });
}

function notCopied(path: string, why: string): Problem {
  return {
    code: "ADDON_UNREADABLE",
    message: `left out of the run: ${basename(path)} ${why}`,
    hint: "Put a regular file that you may read in its place. For a link out of the add-on, --follow-links reads it.",
    where: { file: path },
  };
}
