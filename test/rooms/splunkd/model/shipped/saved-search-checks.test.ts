import { expect, it } from "vitest";
import { checkSavedSearch } from "../../../../../src/splunkd/model/shipped/saved-search-checks.ts";

it.each([
  ["'alert.severity'", "7", "must be an integer between 1 and 6 inclusive."],
  ["'alert.suppress'", "maybe", "must be a boolean"],
  ["alert.expires", "a day", "must be of the format <integer>[smhd]?"],
  ["alert.suppress.period", "-1m", "must be of the format <integer>[smhd]? or ack"],
  ["'dispatch.auto_cancel'", "-1", "must be a non-negative integer."],
])("refuses a saved search whose %s is %s, as splunkd does", (shown, value, wish) => {
  const given = new Map([[shown.replaceAll("'", ""), value]]);
  expect(() => checkSavedSearch(given, { version: "10.2" })).toThrow(
    `Value of argument ${shown} ${wish}`,
  );
});

it("takes what is right, what is empty, and what it knows nothing of", () => {
  const given = { "alert.severity": "6", "alert.expires": "24h", "alert.suppress": "", other: "x" };
  expect(() => checkSavedSearch(new Map(Object.entries(given)), { version: "10.2" })).not.toThrow();
});
