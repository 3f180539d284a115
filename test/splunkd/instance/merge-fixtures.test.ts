import { expect, it } from "vitest";
import { mergeFixtures } from "../../../src/splunkd/instance/merge-fixtures.ts";

it("appends lists, lays settings over each other one by one, and replaces the rows of a collection", () => {
  const low = {
    indexes: ["a"],
    settings: { logging: { loglevel: "INFO", keep: "1" } },
    accounts: { account: { prod: { username: "bob", password: "x" }, lab: { username: "ann" } } },
    conf: { app: { ui: { label: "low", visible: "1" } } },
    collections: { seen: [{ _key: "a" }], other: [] },
  };
  const high = {
    indexes: ["b"],
    settings: { logging: { loglevel: "DEBUG" } },
    accounts: { account: { prod: { username: "eve" } } },
    conf: { app: { ui: { label: "high" } }, inputs: {} },
    collections: { seen: [{ _key: "b" }] },
    users: [{ name: "ann", roles: ["user"] }],
  };
  expect(mergeFixtures(low, high)).toEqual({
    indexes: ["a", "b"],
    settings: { logging: { loglevel: "DEBUG", keep: "1" } },
    accounts: { account: { prod: { username: "eve", password: "x" }, lab: { username: "ann" } } },
    conf: { app: { ui: { label: "high", visible: "1" } }, inputs: {} },
    collections: { seen: [{ _key: "b" }], other: [] },
    users: [{ name: "ann", roles: ["user"] }],
  });
});

it("takes a name that every object has for a name", () => {
  const named = (value: string) =>
    ({ settings: JSON.parse(`{"__proto__": {"a": "${value}"}, "constructor": {"b": "1"}}`) }) as {
      settings: Record<string, Record<string, string>>;
    };
  const { settings } = mergeFixtures(named("low"), named("high"));
  expect(JSON.stringify(settings)).toBe('{"__proto__":{"a":"high"},"constructor":{"b":"1"}}');
});
