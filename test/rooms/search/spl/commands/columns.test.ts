import { expect, it } from "vitest";
import { overCsv, runSpl } from "../../../../support/search/run-spl.ts";

const CSV = "user,src_ip,src_port,_cd\nann,192.0.2.1,80,x";

it("keeps the fields named, and the internal ones", async () => {
  expect(await overCsv(CSV, "fields src_*")).toEqual([
    { src_ip: "192.0.2.1", src_port: "80", _cd: "x" },
  ]);
  expect(await overCsv(CSV, "fields + user, src_port")).toEqual([
    { user: "ann", src_port: "80", _cd: "x" },
  ]);
});

it("takes fields away", async () => {
  expect(await overCsv(CSV, "fields - src_*, _*")).toEqual([{ user: "ann" }]);
});

it("makes a table in the order of its list", async () => {
  const [row = {}] = await overCsv(CSV, "table src_port nothing user");
  expect(Object.entries(row)).toEqual([
    ["src_port", "80"],
    ["user", "ann"],
  ]);
  expect(await overCsv(CSV, "table *")).toEqual([
    { user: "ann", src_ip: "192.0.2.1", src_port: "80" },
  ]);
});

it("renames by name, by wildcard and to names with spaces", async () => {
  expect(await overCsv(CSV, 'rename user AS "the user", src_* as dest_*, _cd TO cd')).toEqual([
    { "the user": "ann", dest_ip: "192.0.2.1", dest_port: "80", cd: "x" },
  ]);
});

it("overwrites a field of the new name, and loses it where the old one is missing", async () => {
  expect(await overCsv("a,b\n1,2\n,3", "rename a as b")).toEqual([{ b: "1" }, {}]);
});

it.each([
  ["fields", /Must specify at least one valid field name/],
  ["rename a", /Usage: rename \[old_name AS\/TO\/-> new_name\]\+\./],
  ["rename a as", /Usage: rename/],
  ["rename a* as b", /Wildcard mismatch: 'a\*' as 'b'\./],
  ["table", /at least one field name/],
])("refuses %s", async (command, message) => {
  await expect(runSpl(`| makeresults | ${command}`)).rejects.toThrow(message);
});

it("takes __proto__ for a field like any other", async () => {
  const rows = await overCsv(
    "__proto__,constructor\nx,y",
    "rename __proto__ as p, constructor as c",
  );
  expect(rows).toEqual([{ p: "x", c: "y" }]);
});
