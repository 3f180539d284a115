/**
 * Checks each entry of an app package before it is written. A package holds plain files and folders below one folder,
 * with names that mean the same on every system, and is not larger than an app. The known attacks by archives are
 * refused.
 * Ground: Splunkbase, «Package apps»: one folder at the top, named as the app id; AppInspect refuses links that lead
 * outside.
 */
import { basename } from "node:path";
import { HarnessError } from "../../errors.ts";
import { foldedName, windowsFault } from "../../text/file-names.ts";

export interface PackageLimits {
  readonly files: number;
  /** Unpacked. */
  readonly bytes: number;
  /**
   * Of unpacked to packed size. It holds from `ratioFrom` unpacked bytes on, since a small text may be packed so tight.
   */
  readonly ratio: number;
  readonly ratioFrom: number;
}

/** Far beyond any app on Splunkbase. */
export const PACKAGE_LIMITS: PackageLimits = {
  files: 50_000,
  bytes: 2 ** 30,
  ratio: 100,
  ratioFrom: 32 * 2 ** 20,
};

const PACK_ANEW = "Pack the app anew, with plain files below one folder; nothing was kept of it.";

const LONGEST_PATH = 1000;
const DEEPEST = 50;

type Kind = "file" | "folder";

/** Each method throws HarnessError ADDON_BAD_PACKAGE. */
export interface PackageGuard {
  /** Returns the path to write, with slashes, or undefined for what is left out. */
  admit(name: string, kind: Kind): string | undefined;
  /** Throws where these are more entries than a package may hold. */
  checkEntries(count: number): void;
  /** Another guard of the package that has seen nothing of it. */
  anew(): PackageGuard;
  /** Counts unpacked bytes, with the headers. */
  count(bytes: number): void;
  /** Makes an error about the package. */
  refuse(message: string, hint?: string, cause?: unknown): HarnessError;
  /** Returns the folder at the top. */
  top(): string;
}

export interface GuardedPackage {
  readonly file: string;
  /** Packed. */
  readonly size: number;
  /** The folder that it is unpacked into holds names that differ in case. */
  readonly holdsCase: boolean;
}

export function packageGuard(from: GuardedPackage, limits: PackageLimits): PackageGuard {
  return new Guard(from, limits);
}

class Guard implements PackageGuard {
  readonly #from: GuardedPackage;
  readonly #limits: PackageLimits;
  /** Folded path → the path as it was first written, and its kind. */
  readonly #known = new Map<string, { readonly path: string; readonly kind: Kind }>();
  readonly #tops = new Set<string>();
  #entries = 0;
  #unpacked = 0;

  constructor(from: GuardedPackage, limits: PackageLimits) {
    this.#from = from;
    this.#limits = limits;
  }

  anew(): PackageGuard {
    return new Guard(this.#from, this.#limits);
  }

  checkEntries(count: number): void {
    if (count > this.#limits.files)
      throw this.refuse(`more than ${this.#limits.files} files and folders`);
  }

  refuse(message: string, hint = PACK_ANEW, cause?: unknown): HarnessError {
    return new HarnessError("ADDON_BAD_PACKAGE", `${basename(this.#from.file)}: ${message}`, {
      hint,
      where: { file: this.#from.file },
      cause,
    });
  }

  admit(name: string, kind: Kind): string | undefined {
    this.#entries += 1;
    this.checkEntries(this.#entries);
    const fault = faultOf(name);
    if (fault !== undefined) throw this.refuse(`${shown(name)} ${fault}`);
    const parts = name.split("/").filter((part) => part !== "" && part !== ".");
    const [top] = parts;
    if (top === undefined || parts.some(isLeftOut)) return undefined;
    // Without its folder, a file would lie beside other apps in etc/apps.
    if (parts.length === 1 && kind === "file")
      throw this.refuse(`${shown(name)} lies in no folder`);
    parts.slice(0, -1).forEach((_, at) => this.#claim(parts.slice(0, at + 1).join("/"), "folder"));
    const path = parts.join("/");
    this.#claim(path, kind);
    this.#addTop(top);
    return path;
  }

  count(bytes: number): void {
    this.#unpacked += bytes;
    const { bytes: most, ratio, ratioFrom } = this.#limits;
    if (this.#unpacked > most) throw this.refuse(`unpacks to more than ${most} bytes`);
    if (this.#unpacked > ratioFrom && this.#unpacked > this.#from.size * ratio)
      throw this.refuse(`unpacks to more than ${ratio} times its size`);
  }

  top(): string {
    const [top] = this.#tops;
    if (top !== undefined) return top;
    throw this.refuse("there is no app in it");
  }

  #claim(path: string, kind: Kind): void {
    const key = this.#from.holdsCase ? path : foldedName(path);
    const before = this.#known.get(key);
    if (before === undefined) this.#known.set(key, { path, kind });
    else if (before.path !== path)
      throw this.refuse(
        `${shown(path)} and ${shown(before.path)} are one file where case does not count`,
      );
    else if (before.kind === "file" || kind === "file")
      throw this.refuse(`${shown(path)} is in it twice`);
  }

  #addTop(top: string): void {
    this.#tops.add(top);
    if (this.#tops.size === 1) return;
    throw this.refuse(
      `more than one folder at its top: ${[...this.#tops].map(shown).join(", ")}`,
      "Pack one app at a time.",
    );
  }
}

function faultOf(name: string): string | undefined {
  if (/[\u0000-\u001f\u007f]/.test(name)) return "has a control character in its name";
  if (name.includes("\\")) return "has a backslash in its name, which is a folder on Windows";
  if (name.startsWith("/")) return "is an absolute path";
  if (/^[A-Za-z]:/.test(name) || (process.platform === "win32" && name.includes(":")))
    return "names a drive";
  const parts = name.split("/");
  if (parts.includes("..")) return "leads out of the package";
  if (process.platform === "win32" && parts.some((part) => windowsFault(part) !== undefined))
    return "has a name that Windows cannot hold";
  if (name.length > LONGEST_PATH || parts.length > DEEPEST) return "is too long a path";
  return undefined;
}

/** Files that macOS adds. They are not part of the app, and Splunk's own packaging leaves them out too. */
function isLeftOut(part: string): boolean {
  return part.startsWith("._") || part === "__MACOSX" || part === ".DS_Store";
}

function shown(name: string): string {
  const short = name.length > 80 ? `${name.slice(0, 80)}…` : name;
  return JSON.stringify(short);
}
