import { expect, it } from "vitest";
import { COMMANDS } from "../../src/cli/commands.ts";
import { readPage, readPages, ROOT, sectionOf } from "../support/docs/doc-pages.ts";
import { withTables } from "../support/docs/doc-tables.ts";

const pages = readPages().filter(({ text }) => text.includes("<!-- table: "));

it.each(pages.map((page) => [page.path, page] as const))(
  "has in the tables of %s what is declared",
  async (path, { text }) => {
    await expect(await withTables(text)).toMatchFileSnapshot(`${ROOT}/${path}`);
  },
);

it("lists in README each command with its summary", () => {
  const rows = [
    ...sectionOf(readPage("README"), "## Commands").matchAll(
      /^\| \[`ar-sim ([a-z-]+)`\]\([^)]+\) \| (.+) \|$/gm,
    ),
  ];
  expect(rows.map(([, name, summary]) => [name, summary])).toEqual(
    Object.entries(COMMANDS).map(([name, { summary }]) => [name, summary]),
  );
});
