import { chmodSync, symlinkSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { faultOf, FileFault, isMissing, reasonOf } from "../../../../src/host/files/file-fault.ts";
import { linkBounds } from "../../../../src/host/files/link-bounds.ts";
import { readRegular, readRegularText } from "../../../../src/host/files/read-regular.ts";
import { tempFolder } from "../../../support/temp-folder.ts";
import { canBeOdd, pipe } from "../../../trials/odd-add-ons.ts";

function caught(act: () => unknown): unknown {
  try {
    return act();
  } catch (error) {
    return error;
  }
}

it("reads a regular file whole, an empty one too", () => {
  const folder = tempFolder({ "a.txt": "one\ntwo é", "empty.txt": "" });
  expect(readRegularText(join(folder, "a.txt"))).toBe("one\ntwo é");
  expect(readRegular(join(folder, "empty.txt"))).toHaveLength(0);
});

it.skipIf(process.platform !== "linux")("reads a file that does not tell its size", () => {
  expect(readRegularText("/proc/self/status")).toMatch(/^Name:/);
});

it("reads no more than it may", () => {
  const file = join(tempFolder({ "a.txt": "12345" }), "a.txt");
  expect(readRegularText(file, { most: 5 })).toBe("12345");
  expect(() => readRegular(file, { most: 4 })).toThrow(new FileFault("has more than 4 bytes"));
  truncateSync(file, 3 * 2 ** 30);
  expect(() => readRegular(file)).toThrow(new FileFault("has more than 64 MiB"));
  expect(faultOf(file, 2 ** 20, undefined)).toBe("has more than 1 MiB");
});

it.skipIf(!canBeOdd)("waits for no pipe and opens no device", () => {
  const folder = tempFolder();
  const at = join(folder, "pipe");
  pipe(at);
  symlinkSync(at, join(folder, "link"));
  symlinkSync("/dev/zero", join(folder, "zero"));
  symlinkSync("self", join(folder, "self"));
  for (const [name, why] of [
    ["pipe", "is a pipe, not a regular file"],
    ["link", "is a pipe, not a regular file"],
    ["zero", "is a device, not a regular file"],
    ["self", "is a link that leads in a circle"],
  ] as const) {
    expect(() => readRegular(join(folder, name))).toThrow(new FileFault(why));
    expect(faultOf(join(folder, name), 1, undefined)).toBe(why);
  }
});

it("tells what is missing from what is not read", () => {
  const folder = tempFolder({ "a/b.txt": "" });
  for (const path of ["nowhere", "a/b.txt/c", "a"])
    expect(isMissing(caught(() => readRegular(join(folder, path))))).toBe(true);
  expect(faultOf(join(folder, "nowhere"), 1, undefined)).toBeUndefined();
  expect(reasonOf(new Error("broken"))).toBe("cannot be read: broken");
});

it.skipIf(process.platform === "win32" || process.getuid?.() === 0)(
  "says that the user may not read a file",
  () => {
    const file = join(tempFolder({ "a.txt": "" }), "a.txt");
    chmodSync(file, 0);
    expect(reasonOf(caught(() => readRegular(file)))).toBe("may not be read by you");
    expect(faultOf(file, 1, undefined)).toBe("may not be read by you");
  },
);

it.skipIf(process.platform === "win32")(
  "follows a link inside the folder or its git checkout, and no other",
  () => {
    const checkout = tempFolder({ ".git/HEAD": "", "app/a.txt": "A", "shared/b.txt": "B" });
    const other = tempFolder({ "c.txt": "C" });
    const app = join(checkout, "app");
    symlinkSync("a.txt", join(app, "inside"));
    symlinkSync("../shared/b.txt", join(app, "near"));
    symlinkSync("../shared", join(app, "folder"));
    symlinkSync(join(other, "c.txt"), join(app, "far"));
    symlinkSync(other, join(app, "farther"));
    symlinkSync("..", join(app, "above"));
    const bounds = linkBounds(app);
    const read = (path: string): string => readRegularText(join(app, path), { bounds });
    expect(["inside", "near", "folder/b.txt"].map(read)).toEqual(["A", "B", "B"]);
    // No link leads there.
    expect(read("../shared/b.txt")).toBe("B");
    for (const path of ["far", "farther/c.txt"])
      expect(() => read(path)).toThrow(
        new FileFault(`is a link that leads out of its add-on, to ${join(other, "c.txt")}`),
      );
    expect(bounds.admits(join(app, "above"), checkout)).toBe(false);
    const all = linkBounds(app, true);
    expect(readRegularText(join(app, "farther/c.txt"), { bounds: all })).toBe("C");
  },
);

it.skipIf(process.platform === "win32")("knows the folder by any of its names", () => {
  const folder = tempFolder({ "app/a.txt": "A" });
  symlinkSync("app", join(folder, "name"));
  const named = join(folder, "name");
  expect(readRegularText(join(named, "a.txt"), { bounds: linkBounds(named) })).toBe("A");
  writeFileSync(join(folder, "app/b.txt"), "B");
  const bounds = linkBounds(join(folder, "app"));
  expect(bounds.admits(join(folder, "app/b.txt"), join(folder, "app/b.txt"))).toBe(true);
});
