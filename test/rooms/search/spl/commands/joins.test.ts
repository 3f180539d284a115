import { expect, it } from "vitest";
import { emptyRow } from "../../../../../src/search/text/row.ts";
import type { LookupTable, SplWorld } from "../../../../../src/search/spl/stage/stage.ts";
import { overCsv, runSpl } from "../../../../support/search/run-spl.ts";

const CSV = "user,n\nann,1\nbob,\nann,3";

it("fills fields without a value, those that are named or all", async () => {
  expect(await overCsv(CSV, "fillnull n")).toMatchObject([{ n: "1" }, { n: "0" }, { n: "3" }]);
  expect(await overCsv(CSV, 'fillnull value=none | where user="bob"')).toEqual([
    { user: "bob", n: "none" },
  ]);
  expect(await overCsv(CSV, "fillnull value=x more | head 1")).toEqual([
    { user: "ann", n: "1", more: "x" },
  ]);
});

it.each([
  ['regex user="^a"', ["ann", "ann"]],
  ['regex user!="^a"', ["bob"]],
  ["regex user=b.b", ["bob"]],
])("keeps rows by a regular expression: %s", async (command, users) => {
  expect((await overCsv(CSV, command)).map((row) => row["user"])).toEqual(users);
});

it("writes the aggregates of all rows into each", async () => {
  expect(
    await overCsv(CSV, "eventstats count sum(n) as total by user | fields user count total"),
  ).toEqual([
    { user: "ann", count: "2", total: "4" },
    { user: "bob", count: "1" },
    { user: "ann", count: "2", total: "4" },
  ]);
});

const table: LookupTable = {
  fields: ["name", "role", "mail"],
  async *rows() {
    yield [
      Object.assign(emptyRow(), { name: "ann", role: "admin", mail: "a@example.com" }),
      Object.assign(emptyRow(), { name: "ann", role: "power" }),
    ];
  },
};
const world: Partial<SplWorld> = { lookup: (name) => (name === "people" ? table : undefined) };

it("joins a table to rows, all of its fields or those behind OUTPUT", async () => {
  const ask = (command: string) =>
    runSpl(`| makeresults | eval user="ann", mail="own" | fields - _time | ${command}`, world);
  expect(await ask("lookup people name AS user")).toEqual([
    { user: "ann", role: ["admin", "power"], mail: "a@example.com" },
  ]);
  expect(await ask("lookup people name AS user OUTPUT role AS level")).toEqual([
    { user: "ann", mail: "own", level: ["admin", "power"] },
  ]);
  expect(await ask("lookup people name as user OUTPUTNEW mail, role")).toMatchObject([
    { mail: "own", role: ["admin", "power"] },
  ]);
  await expect(ask("lookup nobody name")).rejects.toThrow(
    "Error in 'lookup' command: Could not construct lookup",
  );
});

it("runs a saved search, with what stands between dollars filled in", async () => {
  const saved: Partial<SplWorld> = {
    savedSearch: (name) =>
      name === "my search" ? '| makeresults | eval u="$user$" | table u' : undefined,
  };
  expect(await runSpl('| savedsearch "my search" user=ann | eval n=1', saved)).toEqual([
    { u: "ann", n: "1" },
  ]);
  await expect(runSpl("| savedsearch other", saved)).rejects.toThrow(
    "Unable to find saved search named 'other'.",
  );
});

it("counts events with tstats, and says what of it is not there", async () => {
  const events: Partial<SplWorld> = {
    async *events() {
      yield ["a", "a", "b"].map((host) => ({ raw: "x", fields: { host, index: "main" } }));
    },
  };
  expect(await runSpl("| tstats count where index=main by host", events)).toEqual([
    { host: "a", count: "2" },
    { host: "b", count: "1" },
  ]);
  expect(await runSpl("| tstats summariesonly=t dc(host) as hosts", events)).toEqual([
    { hosts: "2" },
  ]);
  await expect(runSpl("| tstats count from datamodel=Web", events)).rejects.toThrow("Data models");
});

it("gives a thousand of the matches of one row at most, however many the table has", async () => {
  const many: LookupTable = {
    fields: ["name", "n"],
    async *rows() {
      for (let batch = 0; batch < 20; batch += 1)
        yield Array.from({ length: 1000 }, (_, n) =>
          Object.assign(emptyRow(), { name: "ann", n: String(batch * 1000 + n) }),
        );
    },
  };
  const [row] = await runSpl('| makeresults | eval name="ann" | lookup many name OUTPUT n', {
    lookup: () => many,
  });
  expect(row?.["n"]).toHaveLength(1000);
});

it("refuses a saved search that runs itself, through others too", async () => {
  const saved = new Map([
    ["a", "| savedsearch b"],
    ["b", "| savedsearch a"],
  ]);
  const run = runSpl("| savedsearch a", { savedSearch: (name) => saved.get(name) });
  await expect(run).rejects.toThrow(
    "Error in 'savedsearch' command: The saved search 'a' runs itself.",
  );
});
