import { expect, it } from "vitest";
import { SPLUNK_RELEASES, splunkRelease } from "../../../src/platforms/splunk-releases.ts";
import { TARGETS, targetOf } from "../../../src/platforms/targets.ts";

it("has one name for each target, and one target for each release", () => {
  const names = TARGETS.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const release of SPLUNK_RELEASES) expect(targetOf(release.version)?.release).toBe(release);
});

it.each([
  ["9.2", ["3.7"]],
  ["9.4", ["3.9"]],
  ["10.0", ["3.9"]],
  ["10.2", ["3.9", "3.13"]],
  ["cloud", ["3.9", "3.13"]],
  ["es8", []],
  ["py3.12", ["3.12"]],
])("%s runs actions with %j", (name, pythons) => {
  expect(targetOf(name)?.pythons).toEqual(pythons);
});

it("takes a name in any case, and knows no other", () => {
  expect(targetOf(" ES7 ")?.label).toBe("Enterprise Security 7");
  expect(targetOf("8.2")).toBeUndefined();
  expect(splunkRelease("10.1")).toBeUndefined();
});

it("knows python.required from 10.2 on", () => {
  const without = SPLUNK_RELEASES.filter((release) => release.requiredValues === undefined);
  expect(without.map(({ version }) => version)).toEqual([
    "9.0",
    "9.1",
    "9.2",
    "9.3",
    "9.4",
    "10.0",
  ]);
});
