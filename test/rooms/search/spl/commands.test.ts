import { expect, it } from "vitest";
import { searchPage } from "../../../../src/cli/commands/search/search-page.ts";
import { COMMANDS } from "../../../../src/search/spl/commands.ts";
import { HarnessError } from "../../../../src/errors.ts";
import { parseSpl } from "../../../../src/search/spl/parse-spl.ts";
import type { CommandCall } from "../../../../src/search/spl/spl-tree.ts";
import { worldOf } from "../../../support/search/run-spl.ts";
import { readPage, sectionOf } from "../../../support/docs/doc-pages.ts";

const names = [...COMMANDS.keys()];

it.each(names)("has the code of %s, and its name once", async (name) => {
  const [call] = parseSpl(`| ${name}`);
  const context = {
    isLast: true,
    compile: () => Promise.reject(new HarnessError("SEARCH_SYNTAX", "there is no search")),
  };
  // Without arguments many refuse; none is unknown.
  const compiled = COMMANDS.get(name)?.compile(call as CommandCall, worldOf(), context);
  await expect(Promise.resolve(compiled).catch((error: unknown) => error)).resolves.toSatisfy(
    (given) => given instanceof HarnessError || typeof given.run === "function",
  );
  expect(names.filter((other) => other === name)).toHaveLength(1);
});

it("lists every command in docs/search.md, and no other", () => {
  const table = sectionOf(readPage("search"), "## Search commands");
  const listed = [...table.matchAll(/^\| ((?:`\w+`(?:, )?)+) \|/gm)].flatMap((match) =>
    [...(match[1] ?? "").matchAll(/`(\w+)`/g)].map((name) => name[1] ?? ""),
  );
  expect(listed.toSorted()).toEqual(names.toSorted());
});

it("lists every command in the help", async () => {
  const list = /Search commands: ([^.]+)\./.exec((await searchPage.notes?.()) ?? "")?.[1] ?? "";
  expect(list.split(/,\s+/)).toEqual(names);
});
