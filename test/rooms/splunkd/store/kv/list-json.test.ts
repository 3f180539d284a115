import { expect, it } from "vitest";
import { listJson } from "../../../../../src/splunkd/store/kv/list-json.ts";

it("is the JSON of the whole list, however long", () => {
  for (const length of [0, 1, 8, 9, 1000, 20_000]) {
    const documents = Array.from({ length }, (_, number) => ({ number }));
    expect(listJson(documents, 1e9)).toBe(JSON.stringify(documents));
  }
});

it("leaves out what would be over the limit", () => {
  const documents = Array.from({ length: 100 }, (_, number) => ({ number, text: "x".repeat(100) }));
  const kept = JSON.parse(listJson(documents, 1000)) as typeof documents;
  expect(kept).toEqual(documents.slice(0, kept.length));
  expect(kept).toHaveLength(8);
  expect(listJson(documents, 0)).toBe("[]");
});
