import { expect, it } from "vitest";
import { readJson, textAt } from "../../../../src/addon/read/read-json.ts";
import { literalTree } from "../../../../src/addon/tree.ts";

it("reads JSON, with or without a byte order mark, and takes what is none for absent", () => {
  const tree = literalTree({ a: "\uFEFF[1]", b: "{", c: "" });
  expect(readJson(tree, "a")).toEqual([1]);
  for (const path of ["b", "c", "d"]) expect(readJson(tree, path)).toBeUndefined();
});

it("finds the text below the keys, and nothing where the value is made otherwise", () => {
  const value = { info: { id: { name: "TA_x", version: 1 } }, list: ["a"] };
  expect(textAt(value, "info", "id", "name")).toBe("TA_x");
  expect(textAt(value, "info", "id", "version")).toBeUndefined();
  expect(textAt(value, "info", "id")).toBeUndefined();
  expect(textAt(value, "info", "id", "name", "length")).toBeUndefined();
  expect(textAt(value, "list", "length")).toBeUndefined();
  expect(textAt(value, "constructor", "name")).toBeUndefined();
  for (const none of [undefined, null, 1, "x"]) expect(textAt(none, "info")).toBeUndefined();
});
