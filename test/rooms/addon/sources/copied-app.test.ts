import { join } from "node:path";
import { expect, it } from "vitest";
import { sourceOf } from "../../../../src/addon/sources/copied-app.ts";

const apps = [
  { root: join("/src", "one"), folder: join("/h", "apps", "TA") },
  { root: join("/src", "two"), folder: join("/h", "apps", "TA_two") },
];

it.each([
  [join("/h", "apps", "TA", "bin", "x.py"), join("/src", "one", "bin", "x.py")],
  [join("/h", "apps", "TA_two", "bin", "x.py"), join("/src", "two", "bin", "x.py")],
])("finds the user's own file of %s", (copied, file) => {
  expect(sourceOf(copied, apps)).toMatchObject({ file, path: "bin/x.py" });
});

it.each([join("/h", "apps", "TA"), join("/usr", "lib", "csv.py"), ""])(
  "knows no file of %j",
  (path) => {
    expect(sourceOf(path, apps)).toBeUndefined();
  },
);
