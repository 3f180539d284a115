import { expect, it } from "vitest";
import { parseSpl } from "../../../../src/search/spl/parse-spl.ts";
import { runSpl } from "../../../support/search/run-spl.ts";

const macro = (name: string, definition: string, args: string[] = [], iseval = false) => ({
  name,
  args,
  definition,
  iseval,
});

it("expands macros, also those that hold whole commands", () => {
  const macros = [macro("rows", "| makeresults count=$n$ | head 1", ["n"])];
  expect(
    parseSpl("`rows(3)` | tail 2", { macros }).map(({ name, args }) => `${name} ${args}`),
  ).toEqual(["makeresults count=3", "head 1", "tail 2"]);
});

it("takes comments out", () => {
  expect(parseSpl("| makeresults ```one | two``` | head 1").map(({ name }) => name)).toEqual([
    "makeresults",
    "head",
  ]);
});

it("refuses a macro that names itself", () => {
  const macros = [macro("a", "`b`"), macro("b", "`a`")];
  expect(() => parseSpl("| makeresults | `a`", { macros })).toThrow(
    expect.objectContaining({ code: "SEARCH_RECURSION" }),
  );
});

it("refuses an empty search", () => {
  expect(() => parseSpl("  ")).toThrow(/The search is empty/);
});

it("refuses a command that is not emulated by its name, with its place and what is known", async () => {
  await expect(runSpl("| makeresults\n| collect x=1")).rejects.toMatchObject({
    code: "SEARCH_UNKNOWN_COMMAND",
    message: "Unknown search command 'collect' (line 2, column 3)\n| collect x=1\n  ^",
    hint: expect.stringMatching(/^ar-sim knows addinfo, addtotals, .*, xmlkv\.$/),
  });
  await expect(runSpl("| makeresults | tabl a")).rejects.toMatchObject({
    hint: expect.stringMatching(/^Did you mean table\? /),
  });
});

it.each(["makeresults", "metadata type=hosts", "eventcount"])("wants %s in front", async (text) => {
  const [name] = text.split(" ");
  await expect(runSpl(`| makeresults | ${text}`)).rejects.toThrow(
    `Error in '${name}' command: This command must be the first command of a search.`,
  );
});
