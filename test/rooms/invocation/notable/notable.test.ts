import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { SECURITY_DOMAINS } from "../../../../src/invocation/notable/notable-domains.ts";
import { buildNotable } from "../../../../src/invocation/notable/notable.ts";

const NOW = 1_764_000_000;

it.each(SECURITY_DOMAINS)("makes a notable of the domain %s", (domain) => {
  const row = buildNotable({ domain }, NOW);
  expect(row).toMatchObject({
    security_domain: domain,
    index: "notable",
    sourcetype: "stash",
    orig_rid: "0",
  });
  expect(row["orig_sid"]).toMatch(
    /^scheduler__admin__SplunkEnterpriseSecuritySuite__RMD5[0-9a-f]{16}_at_\d{10}_\d+$/,
  );
  expect(row["source"]).toBe(row["search_name"]);
});

it("forms event_id of the indexer's GUID, the index, and the hash of time and raw text", () => {
  const row = buildNotable({}, NOW);
  const hash = createHash("md5")
    .update(`${NOW}${String(row["_raw"])}`)
    .digest("hex");
  expect(row["event_id"]).toMatch(new RegExp(`^[0-9A-F-]{36}@@notable@@${hash}$`));
  expect(row["rule_id"]).toBe(row["event_id"]);
});

it("speaks of a finding in the words of ES 8", () => {
  expect(buildNotable({ wording: "es7" }, NOW)["finding_title"]).toBeUndefined();
  const finding = buildNotable({ wording: "es8" }, NOW);
  expect(finding["finding_title"]).toBe(finding["rule_title"]);
});

it("takes fields from outside, and takes them away", () => {
  const row = buildNotable(
    {
      set: [
        ["rule_name", "Mine"],
        ["tag", ""],
      ],
    },
    NOW,
  );
  expect(row["rule_name"]).toBe("Mine");
  expect(Object.keys(row)).not.toContain("tag");
});
