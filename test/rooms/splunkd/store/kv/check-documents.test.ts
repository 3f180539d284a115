import { expect, it } from "vitest";
import { checkedDocument } from "../../../../../src/splunkd/store/kv/check-documents.ts";
import { KvQueryError } from "../../../../../src/splunkd/store/kv/kv-query-error.ts";

function nested(levels: number): unknown {
  return JSON.parse(`{"a":${"[".repeat(levels - 1)}${"]".repeat(levels - 1)}}`);
}

it("takes objects of up to a hundred levels", () => {
  expect(checkedDocument({}, 2)).toEqual({});
  expect(checkedDocument(nested(100), 0)).toBeTypeOf("object");
  for (const value of [nested(101), nested(100_000), [], null, 5, "x"])
    expect(() => checkedDocument(value, 0)).toThrow(KvQueryError);
});

it("refuses a document of more than 16 MB, be it one of many", () => {
  const large = { text: "x".repeat(17 * 1024 * 1024) };
  expect(() => checkedDocument(large, 18 * 1024 * 1024)).toThrow("larger than 16 MB");
  expect(checkedDocument({ text: "small" }, 18 * 1024 * 1024)).toEqual({ text: "small" });
});
