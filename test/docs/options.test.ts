import { expect, it } from "vitest";
import { readPages } from "../support/doc-pages.ts";
import { runCli } from "../support/run-cli.ts";

/** Of other programs, and of scripts. */
const OTHERS = new Set([
  "--cred--",
  "--execute",
  "--experimental-vm-modules",
  "--help",
  "--version",
]);

const OPTION = /(?<![\w-])--[a-z][a-z-]+/g;

const help = async (...words: string[]): Promise<string> =>
  (await runCli([...words, "--help"])).stdout;

it("tells on the pages of each option in the help, and of no other", async () => {
  const overview = await help();
  const commands = new Set(
    [...overview.matchAll(/^ {2}ar-sim ([a-z-]+)/gm)].map(([, name]) => name),
  );
  const texts = await Promise.all([...commands].map((name = "") => help(name)));
  const inHelp = new Set(texts.join("\n").match(OPTION));
  const spans = readPages().flatMap(
    ({ text }) => text.replace(/^```[^]*?^```/gm, "").match(/`[^`\n]+`/g) ?? [],
  );
  const onPages = new Set(spans.join("\n").match(OPTION));
  const sorted = (names: Iterable<string>): string[] =>
    [...names].filter((name) => !OTHERS.has(name)).toSorted();
  expect(sorted(onPages)).toEqual(sorted(inHelp));
});
