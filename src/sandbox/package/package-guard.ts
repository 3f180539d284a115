/**
 * What an app package may hold before a byte of it is written: plain files and folders below one folder, with names that
 * mean the same on every system, and no more than an app is. Ground: Splunkbase, «Package apps»: one folder at the top,
 * named as the app id; AppInspect refuses links that lead outside. Whatever archives were ever abused for is refused.
 */
import { basename } from "node:path";
import { HarnessError } from "../../errors.ts";

export interface PackageLimits {
  readonly files: number;
  /** Unpacked. */
  readonly bytes: number;
  /** Unpacked to packed; asked once `ratioFrom` bytes are out, since a small text may well be packed that tight. */
  readonly ratio: number;
  readonly ratioFrom: number;
}

/** Beyond any app on Splunkbase by far. */
export const PACKAGE_LIMITS: PackageLimits = {
  files: 50_000,
  bytes: 2 ** 30,
  ratio: 100,
  ratioFrom: 32 * 2 ** 20,
};

const LONGEST_PATH = 1000;
const DEEPEST = 50;

export interface PackageGuard {
  /** The path to write, with slashes; undefined for what is left out. @throws HarnessError ADDON_BAD_PACKAGE */
  admit(name: string, kind: "file" | "folder"): string | undefined;
  /** Bytes that came out of the packing, headers too. @throws HarnessError ADDON_BAD_PACKAGE */
  count(bytes: number): void;
  refuse(message: string, hint?: string, cause?: unknown): HarnessError;
  /** The one folder at the top. @throws HarnessError ADDON_BAD_PACKAGE */
  top(): string;
}

export function packageGuard(file: string, size: number, limits: PackageLimits): PackageGuard {
  /** Path without case → the path it was first written as, and what it is. */
  const known = new Map<string, { path: string; kind: "file" | "folder" }>();
  const tops = new Set<string>();
  let entries = 0;
  let unpacked = 0;

  const refuse: PackageGuard["refuse"] = (message, hint, cause) =>
    new HarnessError("ADDON_BAD_PACKAGE", `${basename(file)}: ${message}`, {
      hint: hint ?? "Pack the app anew, with plain files below one folder; nothing was kept of it.",
      where: { file },
      ...(cause === undefined ? {} : { cause }),
    });

  function claim(path: string, kind: "file" | "folder"): void {
    const key = path.normalize("NFC").toLowerCase();
    const before = known.get(key);
    if (before === undefined) known.set(key, { path, kind });
    else if (before.path !== path)
      throw refuse(
        `${shown(path)} and ${shown(before.path)} are one file where case does not count`,
      );
    else if (before.kind === "file" || kind === "file")
      throw refuse(`${shown(path)} is in it twice`);
  }

  return {
    refuse,
    admit(name, kind) {
      entries += 1;
      if (entries > limits.files) throw refuse(`more than ${limits.files} files and folders`);
      const parts = partsOf(name, refuse);
      if (parts.length === 0 || parts.some(isLeftOut)) return undefined;
      // Without its folder, a file would lie beside other apps in etc/apps.
      if (parts.length === 1 && kind === "file") throw refuse(`${shown(name)} lies in no folder`);
      parts.slice(0, -1).forEach((_, at) => claim(parts.slice(0, at + 1).join("/"), "folder"));
      const path = parts.join("/");
      claim(path, kind);
      tops.add(parts[0] ?? "");
      if (tops.size > 1) {
        throw refuse(
          `more than one folder at its top: ${[...tops].map(shown).join(", ")}`,
          "Pack one app at a time.",
        );
      }
      return path;
    },
    count(bytes) {
      unpacked += bytes;
      if (unpacked > limits.bytes) throw refuse(`unpacks to more than ${limits.bytes} bytes`);
      if (unpacked > limits.ratioFrom && unpacked > size * limits.ratio)
        throw refuse(`unpacks to more than ${limits.ratio} times its size`);
    },
    top() {
      const [top] = tops;
      if (top !== undefined) return top;
      throw refuse("there is no app in it");
    },
  };
}

/** Folder names down to the file. */
function partsOf(name: string, refuse: PackageGuard["refuse"]): string[] {
  const fault = faultOf(name);
  if (fault !== undefined) throw refuse(`${shown(name)} ${fault}`);
  return name.split("/").filter((part) => part !== "" && part !== ".");
}

function faultOf(name: string): string | undefined {
  if (/[\u0000-\u001f\u007f]/.test(name)) return "has a control character in its name";
  if (name.includes("\\")) return "has a backslash in its name, which is a folder on Windows";
  if (name.startsWith("/")) return "is an absolute path";
  if (/^[A-Za-z]:/.test(name) || (process.platform === "win32" && name.includes(":")))
    return "names a drive";
  const parts = name.split("/");
  if (parts.includes("..")) return "leads out of the package";
  if (name.length > LONGEST_PATH || parts.length > DEEPEST) return "is too long a path";
  return undefined;
}

/** What macOS puts beside files: not of the app, and left out by Splunk's own packaging too. */
function isLeftOut(part: string): boolean {
  return part.startsWith("._") || part === "__MACOSX" || part === ".DS_Store";
}

function shown(name: string): string {
  const short = name.length > 80 ? `${name.slice(0, 80)}…` : name;
  return JSON.stringify(short);
}
