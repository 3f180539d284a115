import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { buffer } from "node:stream/consumers";
import { gzipSync } from "node:zlib";
import { type Header, pack } from "tar-stream";
import { expect, it } from "vitest";
import { HarnessError } from "../../../../src/errors.ts";
import { openPackage } from "../../../../src/sandbox/package/open-package.ts";
import { PACKAGE_LIMITS } from "../../../../src/sandbox/package/package-guard.ts";
import { storedZip, type ZipEntry } from "../../../support/stored-zip.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

type TarEntry = Partial<Header> & { name: string } & { text?: string };

async function tar(entries: readonly TarEntry[]): Promise<Buffer> {
  const packing = pack();
  for (const { text, ...header } of entries) packing.entry(header, text ?? "");
  packing.finalize();
  return buffer(packing);
}

const spl = async (entries: readonly TarEntry[]): Promise<string> =>
  onDisk("app.spl", gzipSync(await tar(entries)));

function onDisk(name: string, bytes: Buffer): string {
  const file = join(tempFolder(), name);
  writeFileSync(file, bytes);
  return file;
}

const zip = (entries: readonly ZipEntry[]): string => onDisk("app.zip", storedZip(entries));

const APP: readonly TarEntry[] = [
  { name: "TA-ping/", type: "directory" },
  { name: "TA-ping/default/app.conf", text: "[launcher]\n" },
  { name: "./TA-ping/bin/ping.py", mode: 0o755, text: "print(1)\n" },
  { name: "TA-ping/._default", text: "AppleDouble" },
  { name: "._TA-ping", text: "AppleDouble" },
];

async function refusal(opening: Promise<unknown>): Promise<string> {
  const error: unknown = await opening.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof HarnessError)) throw new Error(`not refused: ${String(error)}`);
  expect(error).toMatchObject({ code: "ADDON_BAD_PACKAGE", hint: expect.any(String) });
  expect(error.where?.file).toMatch(/app\.(?:spl|zip)$/);
  return error.message;
}

it.each(["spl", "tar", "zip"])(
  "unpacks an app from a %s, and removes it after use",
  async (kind) => {
    const bytes =
      kind === "zip"
        ? storedZip(APP.map(({ name, text = "", mode = 0o644 }) => ({ name, text, mode })))
        : await tar(APP);
    const file = onDisk(`app.${kind}`, kind === "spl" ? gzipSync(bytes) : bytes);
    const opened = await openPackage(file);
    expect(basename(opened.root)).toBe("TA-ping");
    expect(readFileSync(join(opened.root, "default/app.conf"), "utf8")).toBe("[launcher]\n");
    expect(statSync(join(opened.root, "bin/ping.py")).mode & 0o777).toBe(0o700);
    expect(readdirSync(opened.root)).toEqual(["bin", "default"]);
    await opened[Symbol.asyncDispose]();
    expect(existsSync(dirname(opened.root))).toBe(false);
  },
);

const HOSTILE: readonly [string, readonly TarEntry[], RegExp][] = [
  ["an absolute path", [{ name: "/etc/passwd" }], /is an absolute path/],
  ["repeated roots", [{ name: "////etc/passwd" }], /is an absolute path/],
  ["a way up", [{ name: "TA/../../x" }], /leads out of the package/],
  ["a bare way up", [{ name: "..", type: "directory" }], /leads out of the package/],
  ["a drive", [{ name: "C:/x" }], /names a drive/],
  ["a way up in backslashes", [{ name: "TA\\..\\..\\x" }], /has a backslash/],
  ["a NUL in a PAX name", [{ name: "TA/x", pax: { path: "TA/x\0y" } }], /has a control character/],
  ["a link", [{ name: "TA/x", type: "symlink", linkname: "/etc/passwd" }], /is a symlink/],
  ["a link to a file of it", [{ name: "TA/x", type: "symlink", linkname: "y" }], /is a symlink/],
  ["a hard link", [{ name: "TA/x", type: "link", linkname: "/etc/passwd" }], /is a link/],
  ["a device", [{ name: "TA/x", type: "character-device" }], /is a character-device/],
  ["a pipe", [{ name: "TA/x", type: "fifo" }], /is a fifo/],
  ["a file twice", [{ name: "TA/x" }, { name: "TA/./x" }], /is in it twice/],
  ["a file that is a folder too", [{ name: "TA/x" }, { name: "TA/x/y" }], /is in it twice/],
  ["two apps", [{ name: "TA/x" }, { name: "TB/x" }], /more than one folder/],
  ["a file in no folder", [{ name: "app.conf" }], /lies in no folder/],
  ["a path without end", [{ name: `TA/${"a/".repeat(300)}x` }], /is too long a path/],
  ["nothing", [], /there is no app in it/],
];

it.each(HOSTILE)("refuses a tar with %s", async (_what, entries, message) => {
  expect(await refusal(openPackage(await spl(entries)))).toMatch(message);
});

/** Whether two names are one file here. */
function areOne(): boolean {
  return existsSync(join(tempFolder({ probe: "" }), "PROBE"));
}

it.each([
  [["TA/x", "TA/X"]],
  [["TA/a/x", "TA/A/y"]],
  [["TA/straße", "TA/STRASSE"]],
  [["TA/σ", "TA/ς"]],
])("refuses %s only where they are one file", async (names) => {
  const file = await spl(names.map((name) => ({ name })));
  if (areOne()) expect(await refusal(openPackage(file))).toMatch(/where case does not count/);
  else {
    await using opened = await openPackage(file);
    const written = readdirSync(opened.root, { recursive: true, withFileTypes: true });
    expect(written.filter((entry) => entry.isFile())).toHaveLength(2);
  }
});

it("refuses a package with too many entries before it writes one", async () => {
  const limits = { ...PACKAGE_LIMITS, files: 3 };
  const names = ["TA/a", "TA/b", "TA/c", "TA/d"];
  const four = await spl(names.map((name) => ({ name })));
  // The first entry would be refused, were it looked at.
  const broken = await spl(["/abs", ...names].map((name) => ({ name })));
  const zipped = zip(["TA/../x", ...names].map((name) => ({ name, text: "" })));
  for (const file of [four, broken, zipped])
    expect(await refusal(openPackage(file, limits))).toMatch(/more than 3 files and folders/);
  await using opened = await openPackage(
    await spl(names.slice(1).map((name) => ({ name }))),
    limits,
  );
  expect(readdirSync(opened.root)).toEqual(["b", "c", "d"]);
});

it("refuses a zip in which a file is not what was packed", async () => {
  const bytes = storedZip([{ name: "TA/x", text: "a good text" }]);
  bytes.write("b", bytes.indexOf("a good text"));
  const file = join(tempFolder({ "app.zip": bytes }), "app.zip");
  expect(await refusal(openPackage(file))).toMatch(/"TA\/x" is damaged: its sum is wrong/);
});

const HOSTILE_ZIP: readonly [string, readonly ZipEntry[], RegExp][] = [
  ["an absolute path", [{ name: "/etc/passwd", text: "" }], /absolute path/],
  ["a way up", [{ name: "TA/../../x", text: "" }], /invalid relative path/],
  ["a drive", [{ name: "C:/x", text: "" }], /absolute path/],
  ["a backslash", [{ name: "TA\\..\\x", text: "" }], /invalid characters/],
  ["a NUL", [{ name: "TA/x\0y", text: "" }], /has a control character/],
  ["a link", [{ name: "TA/x", text: "/etc/passwd", mode: 0o120777 }], /is a link or a device/],
  ["a false size", [{ name: "TA/x", text: "abc", claims: 1 }], /cannot be unpacked/],
  ["two apps", ["TA/x", "TB/x"].map((name) => ({ name, text: "" })), /more than one folder/],
];

it.each(HOSTILE_ZIP)("refuses a zip with %s", async (_what, entries, message) => {
  expect(await refusal(openPackage(zip(entries)))).toMatch(message);
});

it("ends at its limits on count, size and ratio, without unpacking the rest", async () => {
  const text = "0".repeat(100_000);
  const file = await spl([{ name: "TA/a", text }, { name: "TA/b" }]);
  const limited = (limits: Partial<typeof PACKAGE_LIMITS>): Promise<string> =>
    refusal(openPackage(file, { ...PACKAGE_LIMITS, ...limits }));
  expect(await limited({ files: 1 })).toMatch(/more than 1 files/);
  expect(await limited({ bytes: 50_000 })).toMatch(/more than 50000 bytes/);
  expect(await limited({ ratioFrom: 10_000 })).toMatch(/100 times its size/);
  const zipped = openPackage(zip([{ name: "TA/a", text }]), { ...PACKAGE_LIMITS, bytes: 50_000 });
  expect(await refusal(zipped)).toMatch(/more than 50000 bytes/);
});

it("refuses what is cut, damaged, or something else", async () => {
  const whole = gzipSync(await tar([{ name: "TA/x", text: "x".repeat(5000) }]));
  expect(await refusal(openPackage(onDisk("app.spl", whole.subarray(0, 60))))).toMatch(/cannot be/);
  const damaged = Buffer.from(whole);
  damaged.fill(0xff, 20, 40);
  expect(await refusal(openPackage(onDisk("app.spl", damaged)))).toMatch(/cannot be unpacked/);
  expect(await refusal(openPackage(onDisk("app.zip", Buffer.from("PK no"))))).toMatch(/cannot be/);
  expect(await refusal(openPackage(onDisk("app.spl", Buffer.from("hello"))))).toMatch(/neither/);
});
