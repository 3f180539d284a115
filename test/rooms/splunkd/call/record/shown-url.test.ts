import { expect, it } from "vitest";
import { shownPath, shownQuery } from "../../../../../src/splunkd/call/record/shown-url.ts";

it.each([
  ["username=ann&password=s3cret&cookie=1", "username=ann&password=<redacted>&cookie=1"],
  ["token=abc", "token=<redacted>"],
  ["sessionKey=abc&session_key=d", "sessionKey=<redacted>&session_key=<redacted>"],
  ["oldpassword=a&new.password=b", "oldpassword=<redacted>&new.password=<redacted>"],
  ["output_mode=json&--cred--=1&search=password", "output_mode=json&--cred--=1&search=password"],
  [
    "api_key=a&privateKey=b&passphrase=c&pwd=d&_key=e&public_key=f",
    "api_key=<redacted>&privateKey=<redacted>&passphrase=<redacted>&pwd=<redacted>&_key=e&public_key=f",
  ],
  ["a?b?password=c", "a?b?password=<redacted>"],
  ["password=", "password="],
  ["", ""],
])("shows the query %j as %j", (query, shown) => {
  expect(shownQuery(query)).toBe(shown);
});

it("shows no key that a logout ends, and of what is very long the beginning", () => {
  const path = "/services/authentication/httpauth-tokens/";
  expect(shownPath(`${path}abc^_`)).toBe(`${path}<redacted>`);
  expect(shownPath("/services/server/info")).toBe("/services/server/info");
  expect(shownQuery(`q=${"x".repeat(10_000)}`)).toHaveLength(4097);
});
