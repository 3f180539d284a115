import { expect, it } from "vitest";
import { readJson } from "../../../src/addon/read/read-json.ts";
import { literalTree } from "../../../src/addon/tree.ts";

it("reads JSON, with or without a byte order mark, and takes what is none for absent", () => {
  const tree = literalTree({ a: "\uFEFF[1]", b: "{", c: "" });
  expect(readJson(tree, "a")).toEqual([1]);
  for (const path of ["b", "c", "d"]) expect(readJson(tree, path)).toBeUndefined();
});
