import { expect, it } from "vitest";
import { loadAddonFromTree } from "../../../../../src/addon/load-addon.ts";
import { literalTree } from "../../../../../src/addon/tree.ts";
import { runSearch } from "../../../../../src/run-search.ts";

const search = (text: string, splunkVersion: string) =>
  runSearch(loadAddonFromTree(literalTree({})), text, { splunkVersion });

it("has a function of eval from the version on that names it", async () => {
  const text = '| makeresults | eval x=mvreverse(split("a,b", ","))';
  await expect(search(text, "9.2")).rejects.toThrow(
    /The 'mvreverse' function is unsupported or undefined/,
  );
  expect((await search(text, "9.3")).rows[0]).toMatchObject({ x: ["b", "a"] });
});

it("only warns of functions on JSON, which the list names late", async () => {
  const text = '| makeresults | eval x=json_object("a", 1)';
  const { rows, problems } = await search(text, "9.0");
  expect(rows[0]).toMatchObject({ x: '{"a":1}' });
  expect(problems.map(({ message }) => message)).toContain(
    "The 'json_object' function may be unsupported: Splunk lists it from 9.2 on.",
  );
  expect((await search(text, "9.2")).problems).toEqual([]);
});

it("takes no text in quotes for a function", async () => {
  const { rows } = await search('| makeresults | eval x="mvreverse(y)"', "9.0");
  expect(rows[0]).toMatchObject({ x: "mvreverse(y)" });
});
