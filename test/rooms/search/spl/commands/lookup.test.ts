import { expect, it } from "vitest";
import { loadAddonFromTree } from "../../../../../src/addon/load-addon.ts";
import { literalTree } from "../../../../../src/addon/tree.ts";
import { splWorld } from "../../../../../src/invocation/search/spl-world.ts";
import type { MutableRow } from "../../../../../src/search/text/row.ts";
import { runSpl } from "../../../../support/search/run-spl.ts";

const search = {
  now: 1_700_000_000,
  sid: "1",
  serverHost: "sh1",
  splunkVersion: "10.2",
  earliest: 0,
  latest: undefined,
};

/** The rows of a search with one lookup, `w`, over w.csv. */
async function over(csv: string, settings: string, rest: string): Promise<MutableRow[]> {
  const addon = loadAddonFromTree(
    literalTree({
      "default/app.conf": "[package]\nid = a\n",
      "default/transforms.conf": `[w]\nfilename = w.csv\n${settings}\n`,
      "lookups/w.csv": csv,
    }),
  );
  return runSpl(`| makeresults | fields - _time | ${rest}`, splWorld(addon, search));
}

it("takes asterisks of the table as wildcards where the definition says so", async () => {
  const csv = 'name,desc\n*powershell*,ps\n"C:\\*\\cmd.exe",cmd\n*,any\n';
  const rule = "match_type = WILDCARD(name)\ncase_sensitive_match = false";
  const desc = async (value: string, settings = rule) =>
    (await over(csv, settings, `eval p="${value}" | lookup w name AS p OUTPUT desc`))[0]?.["desc"];
  expect(await desc("C:\\\\x\\\\PowerShell.exe")).toEqual(["ps", "any"]);
  expect(await desc("c:\\\\windows\\\\CMD.EXE")).toEqual(["cmd", "any"]);
  expect(await desc("x", `${rule}\nmax_matches = 1`)).toBe("any");
  expect(await desc("C:\\\\x\\\\PowerShell.exe", "match_type = WILDCARD(name)")).toBe("any");
  expect(await desc("*", "")).toBe("any");
  expect(await desc("my powershell", "")).toBeUndefined();
});

it("finds addresses in the nets of the table, IPv6 too, and one that stands alone", async () => {
  const csv =
    "net,zone\n10.0.0.0/8,lan\n10.1.0.0/16,lab\n2001:db8::/32,six\n192.0.2.7,host\n0.0.0.0/0,all\n";
  const zone = async (ip: string) =>
    (
      await over(csv, "match_type = CIDR(net)", `eval ip="${ip}" | lookup w net AS ip OUTPUT zone`)
    )[0]?.["zone"];
  expect(await zone("10.1.2.3")).toEqual(["lan", "lab", "all"]);
  expect(await zone("2001:DB8:1::2")).toBe("six");
  expect(await zone("192.0.2.7")).toEqual(["host", "all"]);
  expect(await zone("no address")).toBeUndefined();
});

it("compares each field by its own rule, and finds what all of them fit", async () => {
  const csv =
    "user,url,net,ok\nann,*/admin*,10.0.0.0/8,1\nann,*,192.0.2.0/24,2\nbob,*,10.0.0.0/8,3\n";
  const ok = async (user: string, url: string, ip: string) =>
    (
      await over(
        csv,
        "match_type = WILDCARD(url), CIDR(net)",
        `eval user="${user}", url="${url}", ip="${ip}" | lookup w user url net AS ip OUTPUT ok`,
      )
    )[0]?.["ok"];
  expect(await ok("ann", "/x/admin/1", "10.9.9.9")).toBe("1");
  expect(await ok("ann", "/x", "10.9.9.9")).toBeUndefined();
  expect(await ok("ann", "/x", "192.0.2.1")).toBe("2");
  expect(await ok("bob", "", "10.1.1.1")).toBe("3");
  expect(await ok("Bob", "", "10.1.1.1")).toBeUndefined();
});

it("gives max_matches rows in the order of the file, and fills up to min_matches", async () => {
  const csv = "k,v\na,1\na,2\na,3\n,4\n";
  const ask = async (settings: string, key: string) =>
    (await over(csv, settings, `eval k="${key}" | lookup w k OUTPUT v`))[0]?.["v"];
  expect(await ask("max_matches = 2", "a")).toEqual(["1", "2"]);
  expect(await ask("min_matches = 1\ndefault_match = none", "z")).toBe("none");
  expect(await ask("min_matches = 5\ndefault_match = x", "a")).toEqual(["1", "2", "3", "x", "x"]);
  expect(await ask("default_match = x", "z")).toBeUndefined();
  expect(await ask("min_matches = 1\ndefault_match = x\nmax_matches = 1", "A")).toBe("x");
  expect(await ask("case_sensitive_match = 0", "A")).toEqual(["1", "2", "3"]);
  // A row without the field is not looked up.
  expect(await over(csv, "min_matches = 1\ndefault_match = x", "lookup w k OUTPUT v")).toEqual([
    {},
  ]);
});

it("asks for each value of a multivalue field", async () => {
  const csv = "k,v\na,1\nb,2\n";
  expect(
    await over(
      csv,
      "min_matches = 1\ndefault_match = none",
      'eval k=split("b,c,a", ",") | lookup w k OUTPUT v | fields v',
    ),
  ).toEqual([{ v: ["2", "none", "1"] }]);
});

it("leaves rows out that the filter does not let through, for inputlookup too", async () => {
  const csv = "k,v,n\na,1,600\na,2,40\nb,3,700\n";
  const rule = 'filter = (n>500) AND (k="a*")';
  expect(await over(csv, rule, 'eval k="a" | lookup w k OUTPUT v')).toEqual([{ k: "a", v: "1" }]);
  expect(await over(csv, rule, "inputlookup append=t w | search v=*")).toEqual([
    { k: "a", v: "1", n: "600" },
  ]);
  // The file itself has no rules.
  expect(await over(csv, rule, 'eval k="a" | lookup w.csv k OUTPUT v')).toEqual([
    { k: "a", v: ["1", "2"] },
  ]);
});

it.each([
  ["web1", "10.9.9.9", ["a", "b"]],
  ["webdb", "10.1.9.9", ["a", "b"]],
  ["webdb", "192.0.2.1", "c"],
  ["web1", "nowhere", undefined],
])("takes at most as many of %s in %s as both rules and max_matches let", async (h, ip, v) => {
  const csv =
    "name,net,v\nweb*,10.0.0.0/8,a\n*,10.0.0.0/8,b\n*db,192.0.2.0/24,c\n*b*,10.1.0.0/16,d\n";
  const rules = "match_type = WILDCARD(name), CIDR(net)\nmax_matches = 2";
  const rest = `eval h="${h}", ip="${ip}" | lookup w name AS h net AS ip OUTPUT v`;
  expect((await over(csv, rules, rest))[0]?.["v"]).toEqual(v);
});
