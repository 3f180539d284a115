import { expect, it } from "vitest";
import {
  checkKnown,
  DEFAULT_SPLUNK,
  isFrom,
  SPLUNK_VERSIONS,
  splunkProfile,
} from "../../../src/platforms/splunk-profile.ts";
import { namesIn } from "../../../src/platforms/names-by-release.ts";
import { FIXTURE_DEFS } from "../../../src/addon/config/fixture-defs.ts";

it("takes the newest version whose spec files are known by default", () => {
  expect(DEFAULT_SPLUNK).toBe("10.2");
  expect(splunkProfile().version).toBe(DEFAULT_SPLUNK);
});

it("says which version it does not know, and which it takes on trust", () => {
  expect(() => splunkProfile("10.1")).toThrow(
    expect.objectContaining({
      code: "SPLUNK_UNKNOWN_VERSION",
      hint: expect.stringContaining("10.0"),
    }),
  );
  expect(checkKnown(splunkProfile("10.4"))).toMatchObject([{ code: "SPLUNK_ASSUMED_VERSION" }]);
  expect(checkKnown(splunkProfile("10.2"))).toEqual([]);
});

it("compares versions as numbers", () => {
  expect(isFrom({ version: "10.0" }, "9.4")).toBe(true);
  expect(isFrom({ version: "9.4" }, "10.0")).toBe(false);
  expect(isFrom({ version: "9.4" }, "9.4")).toBe(true);
});

it("reads lists of names with the versions that have them", () => {
  const names = (version: string): string[] =>
    namesIn("always since>=9.3 gone<9.3 between>=9.2<10.0", { version });
  expect(names("9.0")).toEqual(["always", "gone"]);
  expect(names("9.4")).toEqual(["always", "since", "between"]);
  expect(names("10.0")).toEqual(["always", "since"]);
});

it.each([
  ["9.0", { blocksV1Get: false, documentsPerBatch: 1000, kvServer: "4.2", areTokensOff: true }],
  ["9.1", { blocksV1Get: false, documentsPerBatch: 50_000, areTokensOff: true }],
  ["9.2", { documentsPerBatch: 50_000, areTokensOff: false }],
  ["9.4", { blocksV1Get: false, documentsPerBatch: 1000, kvServer: "7.0" }],
  ["10.0", { blocksV1Get: true, kvServer: "7.0", point: "10.0.2" }],
  ["10.2", { blocksV1Get: true, kvServer: "8.0", point: "10.2.3" }],
])("%s: %j", (version, expected) => {
  expect(splunkProfile(version)).toMatchObject(expected);
});

it("names each version in the description of the setting", () => {
  for (const version of SPLUNK_VERSIONS)
    expect(FIXTURE_DEFS.release.description).toContain(`\`${version}\``);
});
