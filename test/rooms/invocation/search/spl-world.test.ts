import { gzipSync } from "node:zlib";
import { expect, it } from "vitest";
import { loadAddonFromTree } from "../../../../src/addon/load-addon.ts";
import { literalTree } from "../../../../src/addon/tree.ts";
import { lookupTable } from "../../../../src/invocation/search/spl-world.ts";
import { runSearch } from "../../../../src/run-search.ts";

const addon = () =>
  loadAddonFromTree(
    literalTree({
      "default/app.conf": "[package]\nid = a\n",
      "default/eventtypes.conf":
        "[login]\nsearch = sourcetype=auth action=login\n[any]\nsearch = _raw=*\n",
      "default/tags.conf":
        "[eventtype=login]\nauthentication = enabled\n[host=web1]\nprod = enabled\n",
    }),
  );

const ROWS = [
  { sourcetype: "auth", action: "login", user: "ann", host: "web1" },
  { sourcetype: "auth", action: "logout", user: "bob", host: "web2" },
  { sourcetype: "other", user: "cid", eventtype: "own" },
];

async function users(text: string): Promise<unknown> {
  const { rows } = await runSearch(addon(), text, {
    now: 1_700_000_000,
    events: { kind: "rows", rows: ROWS },
  });
  return rows.map((row) => row["user"]);
}

it.each([
  ["search eventtype=login", ["ann"]],
  ["search tag=authentication", ["ann"]],
  ["search tag=prod", ["ann"]],
  ["search eventtype=own", ["cid"]],
  ["search NOT eventtype=login", ["bob", "cid"]],
  ["search sourcetype=auth | search eventtype=login", ["ann"]],
  ["search * | stats count by eventtype, user | search eventtype=login", ["ann"]],
])("knows the eventtypes and tags of the add-on over given rows: %s", async (text, found) => {
  expect(await users(text)).toEqual(found);
});

it("reads a packed lookup, and refuses one that is damaged or has no end", () => {
  const packed = gzipSync("user,team\nann,red\n");
  expect(lookupTable("a.csv.gz", packed).fields).toEqual(["user", "team"]);
  const bomb = gzipSync(Buffer.alloc(300 * 2 ** 20));
  for (const bytes of [bomb, packed.subarray(0, 12), Buffer.from("user\nann\n")])
    expect(() => lookupTable("a.csv.gz", bytes)).toThrow(
      expect.objectContaining({ code: "INVOKE_BAD_RESULTS", where: { file: "lookups/a.csv.gz" } }),
    );
});
