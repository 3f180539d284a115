import { expect, it } from "vitest";
import { helpOfSearch } from "../../../src/cli/commands/help-texts.ts";
import { COMMANDS } from "../../../src/search/spl/commands.ts";
import { readReadme } from "../../support/readme-examples.ts";

const names = [...COMMANDS.keys()];

it("lists every command in README's table, and no other", () => {
  const [, section = ""] = readReadme().split("## Use the search bar");
  const [table = ""] = section.split(/\n## /);
  const listed = [...table.matchAll(/^\| ((?:`\w+`(?:, )?)+) \|/gm)].flatMap((match) =>
    [...(match[1] ?? "").matchAll(/`(\w+)`/g)].map((name) => name[1] ?? ""),
  );
  expect(listed.toSorted()).toEqual(names.toSorted());
});

it("lists every command in the help", () => {
  const list = /Commands: ([^.]+)\./.exec(helpOfSearch)?.[1] ?? "";
  expect(list.split(/,\s+/)).toEqual(names);
});
