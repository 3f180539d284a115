import { expect, it } from "vitest";
import type { SplWorld } from "../../../../src/search/spl/stage/stage.ts";
import { formatted } from "../../../../src/search/spl/stage/format-rows.ts";
import { withoutSubsearches } from "../../../../src/search/spl/subsearch.ts";
import { overCsv, worldOf } from "../../../support/search/run-spl.ts";

const world: SplWorld = worldOf({
  macros: [
    {
      name: "notable",
      args: [],
      definition: "index=notable",
      iseval: false,
      where: { file: "macros.conf" },
    },
  ],
});

it("puts what a subsearch finds in its place", async () => {
  const text = 'search a=b [| makeresults format=csv data="user,ip\nann,1\nbob,2" ] NOT c | head 1';
  expect(await withoutSubsearches(text, world)).toBe(
    'search a=b ( ( user="ann" AND ip="1" ) OR ( user="bob" AND ip="2" ) ) NOT c | head 1',
  );
});

it("takes a field called search as it stands, as SOAR clients look up notable events", async () => {
  const text =
    'search [| makeresults | eval myfield = "1.2+3" | rex field=myfield "^(?<sid>.*)\\+(?<rid>\\d+)" | eval search = "( orig_sid::" . sid . " orig_rid::" . rid . " )" | table search] `notable` | table event_id';
  expect(await withoutSubsearches(text, world)).toBe(
    "search ( ( ( orig_sid::1.2 orig_rid::3 ) ) ) index=notable | table event_id",
  );
});

it("finds nothing where the subsearch finds nothing, and leaves other brackets alone", async () => {
  expect(await withoutSubsearches("search [| makeresults | where 1=2]", world)).toBe(
    "search NOT ()",
  );
  const text = '| makeresults | append [| makeresults] | eval x="[y]" | search x="[y]"';
  expect(await withoutSubsearches(text, world)).toBe(text);
});

it("joins several values by OR, and leaves hidden fields out", () => {
  expect(formatted([{ _time: "1", user: ["ann", 'b"ob'] }])).toBe(
    '( ( ( user="ann" OR user="b\\"ob" ) ) )',
  );
});

it("wants the command of a subsearch named", async () => {
  await expect(withoutSubsearches("search [ foo ]", world)).rejects.toThrow(
    "Unknown search command 'foo'",
  );
});

it.each([
  ["format", '( ( user="ann" AND n="1" ) OR ( user="bob" AND n="2" ) )'],
  ["return user", '(user="ann")'],
  ["return 2 user src=n", '(user="ann" src="1") OR (user="bob" src="2")'],
  ["return $user", "ann"],
  ["return 2 $n", "(1) OR (2)"],
])("makes an expression of rows: %s", async (command, search) => {
  expect(await overCsv("user,n\nann,1\nbob,2", command)).toEqual([{ search }]);
});

it("puts the value that a subsearch returns into an expression", async () => {
  const text =
    "| makeresults count=3 | streamstats count as x | where x > [| makeresults | eval x=2 | return $x]";
  expect(await withoutSubsearches(text, world)).toBe(
    "| makeresults count=3 | streamstats count as x | where x > ( ( 2 ) )",
  );
  expect(await withoutSubsearches("| makeresults | eval a=json_array([1, 2])", world)).toBe(
    "| makeresults | eval a=json_array([1, 2])",
  );
  expect(
    await withoutSubsearches(
      '| makeresults | eval n=[search [| makeresults | eval search="*" | fields search] | stats count | return $count] + 1',
      { ...world, async *events() {} },
    ),
  ).toBe("| makeresults | eval n=( ( 0 ) ) + 1");
});
