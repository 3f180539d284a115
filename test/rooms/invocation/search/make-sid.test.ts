import { expect, it } from "vitest";
import { makeSid, type SidParts } from "../../../../src/invocation/search/make-sid.ts";

const parts: SidParts = {
  mode: "saved",
  app: "search",
  owner: "admin",
  searchName: "jira test",
  epoch: 1_689_609_720.9,
  counter: 2,
};

it.each([
  ["jira test", "RMD5e7649a8a42798738"],
  ["slow query log", "RMD5606e5740f6f77d6a"],
  ["LSASS ACCESS", "RMD53683e10bdf5282a0"],
  ["spam", "spam"],
])("names the saved search %s as %s, as public payloads do", (searchName, inSid) => {
  expect(makeSid({ ...parts, searchName })).toBe(
    `scheduler__admin__search__${inSid}_at_1689609720_2`,
  );
});

it("encodes an app with a hyphen as base64 behind a single underscore", () => {
  const sid = makeSid({
    ...parts,
    app: "TA-pushover",
    searchName: "spam",
    epoch: 1_649_498_040,
    counter: 4,
  });
  expect(sid).toBe("scheduler__admin_VEEtcHVzaG92ZXI__spam_at_1649498040_4");
});

it("gives an ad hoc search its time and a running number", () => {
  expect(makeSid({ ...parts, mode: "adhoc" })).toBe("1689609720.2");
  expect(makeSid({ ...parts, mode: "es-adhoc" })).toBe("1689609720.2");
});

it("marks a real-time search by its snapshot, and a cluster by the member's GUID", () => {
  expect(makeSid({ ...parts, searchName: "x", snapshot: 0 })).toBe(
    "rt_scheduler__admin__search__x_at_1689609720_2.0",
  );
  expect(makeSid({ ...parts, mode: "adhoc", guid: "AB-1" })).toBe("1689609720.2_AB-1");
});
