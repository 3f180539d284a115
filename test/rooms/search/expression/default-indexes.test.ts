import { expect, it } from "vitest";
import { withDefaultIndexes } from "../../../../src/search/expression/default-indexes.ts";
import { matchEvent } from "../../../../src/search/expression/match-event.ts";
import { parseSearch } from "../../../../src/search/expression/search-parser.ts";
import type { CompareNode, SearchNode } from "../../../../src/search/expression/search-tree.ts";

const EVENTTYPES: Readonly<Record<string, string>> = {
  elsewhere: "index=summary x",
  anywhere: "x",
  nested: "eventtype=elsewhere y",
};

function eventtypeSearches({ pattern }: CompareNode): readonly SearchNode[] {
  const search = EVENTTYPES[pattern.pieces[0] ?? ""];
  return search === undefined ? [] : [parseSearch(search).root];
}

/** The indexes among those below in which an event with the words `x y` is found. */
function indexesOf(search: string, names = ["main", "os"]): string[] {
  const tree = withDefaultIndexes(parseSearch(search), { names, eventtypeSearches });
  return ["main", "os", "summary", "_internal"].filter((index) =>
    matchEvent(tree, {
      raw: "x y",
      fields: { index, eventtype: ["elsewhere", "anywhere", "nested"] },
    }),
  );
}

it.each([
  ["x", ["main", "os"]],
  ["", ["main", "os"]],
  ["NOT z", ["main", "os"]],
  ["index=summary x", ["summary"]],
  ["index=*", ["main", "os", "summary"]],
  ["index IN (summary, _internal)", ["summary", "_internal"]],
  ["index::summary", ["summary"]],
  ["x OR index=summary", ["main", "os", "summary"]],
  ["(index=summary x) OR (index=_internal y)", ["summary", "_internal"]],
  ["x (y OR index=summary)", ["main", "os", "summary"]],
  ["NOT index=main", ["os"]],
  ["index!=main", ["os"]],
  ["eventtype=elsewhere", ["main", "os", "summary", "_internal"]],
  ["eventtype=nested", ["main", "os", "summary", "_internal"]],
  ["eventtype=anywhere", ["main", "os"]],
])("looks for %j in %j", (search, indexes) => {
  expect(indexesOf(search)).toEqual(indexes);
});

it("takes asterisks, and nothing where there is no default index", () => {
  expect(indexesOf("x", ["*"])).toEqual(["main", "os", "summary"]);
  expect(indexesOf("x", ["_*"])).toEqual(["_internal"]);
  expect(indexesOf("x", [])).toEqual([]);
  expect(indexesOf("x OR index=main", [])).toEqual(["main"]);
});
