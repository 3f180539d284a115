import { expect, it } from "vitest";
import { describeSearch } from "../../../../src/invocation/search/describe-search.ts";

const URI = "https://127.0.0.1:8089";

it("fills in what a search bar would", () => {
  expect(describeSearch({ now: 1_700_000_000.5, serverHost: "sh1" }, URI)).toMatchObject({
    mode: "adhoc",
    app: "search",
    owner: "admin",
    searchName: "",
    sid: "1700000000.1",
    webUri: "http://sh1:8000",
  });
});

it("names no simulation in anything that a script is handed", () => {
  const told = JSON.stringify(describeSearch({ mode: "saved", serverHost: "sh1" }, URI));
  expect(told).not.toMatch(/sim|mock|fake/i);
});

it("makes a session key of the seen alphabet, a new one each time", () => {
  const keys = [1, 2].map(() => describeSearch({}, URI).sessionKey);
  for (const key of keys) expect(key).toMatch(/^[A-Za-z0-9_^]{130,150}$/);
  expect(new Set(keys).size).toBe(2);
});
