import { expect, it } from "vitest";
import { optionsOf } from "../../src/cli/command-line/command-page.ts";
import { COMMANDS } from "../../src/cli/commands.ts";
import { readPages } from "../support/docs/doc-pages.ts";

/** Of other programs, and of scripts; the last two are of every command. */
const OTHERS = new Set([
  "--against",
  // Of pytest, the last one of junit's reports.
  "--ar-app",
  "--ar-coverage",
  "--ar-coverage-min",
  "--ar-debug",
  "--ar-network",
  "--ar-python",
  "--durations",
  "--junitxml",
  "--lf",
  "--snapshot-update",
  "--cred--",
  "--execute",
  "--minutes",
  "--project",
  "--requests",
  "--experimental-vm-modules",
  "--help",
  "--version",
]);

const OPTION = /(?<![\w-])--[a-z][a-z-]+/g;

it("tells on the pages of each option that is declared, and of no other", async () => {
  const commandPages = await Promise.all(Object.values(COMMANDS).map(({ page }) => page()));
  const declared = new Set(
    commandPages.flatMap((page) => Object.keys(optionsOf(page)).map((name) => `--${name}`)),
  );
  const spans = readPages().flatMap(
    ({ text }) => text.replace(/^```[^]*?^```/gm, "").match(/`[^`\n]+`/g) ?? [],
  );
  const onPages = new Set(spans.join("\n").match(OPTION));
  const sorted = (names: Iterable<string>): string[] =>
    [...names].filter((name) => !OTHERS.has(name)).toSorted();
  expect(sorted(onPages)).toEqual(sorted(declared));
});
