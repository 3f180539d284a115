// The tests of the pages are only as good as what reads the pages.
import { expect, it } from "vitest";
import { blocksOf, type Page, sectionOf } from "../support/docs/doc-pages.ts";
import { stepsOf } from "../support/docs/doc-session.ts";
import { asShown, normalised } from "../support/docs/doc-transcript.ts";

const page = (...lines: string[]): Page => ({ path: "docs/x.md", text: lines.join("\n") });

it("reads a block with its place, its folder and what is said of it", () => {
  const blocks = blocksOf(
    page(
      "<!-- folder: a/b -->",
      "```console",
      "$ true",
      "```",
      "<!-- file: x.yaml -->",
      "```yaml",
      "a: 1",
      "```",
      "<!-- conformance -->",
      "",
      "```sh",
      "true",
      "```",
    ),
  );
  expect(blocks).toEqual([
    { at: "docs/x.md:2", language: "console", text: "$ true", folder: "a/b", mark: undefined },
    { at: "docs/x.md:6", language: "yaml", text: "a: 1", folder: "a/b", mark: ["file", "x.yaml"] },
    // A comment that stands apart says nothing of it.
    { at: "docs/x.md:11", language: "sh", text: "true", folder: "a/b", mark: undefined },
  ]);
});

it.each([
  ["is never closed", ["```sh", "true"]],
  ["is indented", ["- a", "  ```sh", "  true", "  ```"]],
  ["says more than its language", ["```sh title=x", "true", "```"]],
])("refuses a block that %s", (_, lines) => {
  expect(() => blocksOf(page(...lines))).toThrow("docs/x.md:");
});

it("reads commands over several lines, and what they print", () => {
  const [block] = blocksOf(page("```console", "$ one \\", ">   more", "out", "", "$ two", "```"));
  expect(block && stepsOf(block)).toEqual([
    { command: "one \\\n  more", printed: "out\n" },
    { command: "two", printed: "" },
  ]);
  const [plain] = blocksOf(page("```sh", "one", "two", "```"));
  expect(plain && stepsOf(plain).map(({ command }) => command)).toEqual(["one", "two"]);
});

it("refuses output without a command", () => {
  const [block] = blocksOf(page("```console", "out", "```"));
  expect(() => block && stepsOf(block)).toThrow("docs/x.md:1");
});

it.each([
  ["a\nb\nc", "a\n…\nc", true],
  ["a\nc", "a\n…\nc", false],
  ["a\nb\nc\nd", "a\n…\nc", false],
  ["x\na\nc", "a\n…\nc", false],
  ["a\nb", "a\n…", true],
  ["a(b", "a(b", true],
  ["a.b", "a+b", false],
  ["anything", "…", false],
  ["anything", "", false],
])("compares %j with %j as shown", (printed, shown, isSame) => {
  expect(asShown(printed, shown) === shown).toBe(isSame);
});

it("makes the same what differs from run to run, and nothing else", () => {
  expect(normalised("ended in 70 ms at 2026-11-24 16:25:51,115 pid=12 python 3.9.18")).toBe(
    normalised("ended in 171 ms at 2024-01-01 00:00:00,001 pid=9 python 3.13.0"),
  );
  expect(normalised("exit code 0")).not.toBe(normalised("exit code 1"));
  expect(normalised("3 events")).not.toBe(normalised("2 events"));
});

it("finds a section with those below it, up to the next of its depth", () => {
  const text = "# T\n\n## A\n\none\n\n### B\n\ntwo\n\n## C\n\nthree\n";
  expect(sectionOf(text, "## A")).toBe("\none\n\n### B\n\ntwo\n\n");
  expect(sectionOf(text, "### B")).toBe("\ntwo\n\n");
});
