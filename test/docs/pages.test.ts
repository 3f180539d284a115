import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";
import {
  type Block,
  blocksOf,
  type Page,
  readPage,
  readPages,
  ROOT,
} from "../support/docs/doc-pages.ts";

const pages = readPages();
const each = pages.map((page): [string, Page] => [page.path, page]);
const blocks = pages.flatMap(blocksOf);

/** What a comment above a block may say, and who then answers for the block. */
const ANSWERS: Readonly<Record<string, (block: Block) => string | undefined>> = {
  // transcripts.test.ts writes it, and a command that follows reads it.
  file: (block) => (isFollowed(block) ? undefined : "no command follows that reads it"),
  // install.test.ts, in the folder that it names.
  install: ({ language }) => (language === "sh" ? undefined : "only sh is installed"),
  // install.test.ts
  workflow: ({ language }) => (language === "yaml" ? undefined : "a workflow is yaml"),
  // test/conformance/docs.ts: it needs a package index.
  conformance: ({ language }) => (language === "sh" ? undefined : "only sh is run there"),
  ci: ({ text }) =>
    text.split("\n").every((line) => ciLines.has(line)) ? undefined : ".ci/run has it not",
  "not run": ({ mark }) => ((mark?.[1] ?? "").length > 10 ? undefined : "it gives no reason"),
};

const ciLines = new Set(readFileSync(join(ROOT, ".ci/run"), "utf8").split("\n"));

function isFollowed(block: Block): boolean {
  const [page = "", line = ""] = block.at.split(":");
  return blocks.some((other) => {
    const [otherPage, otherLine] = other.at.split(":");
    const isLater = otherPage === page && Number(otherLine) > Number(line);
    return isLater && other.mark === undefined && ["console", "sh"].includes(other.language);
  });
}

it.each(blocks.map((block) => [block.at, block] as const))("%s has a test", (_, block) => {
  const [kind] = block.mark ?? [];
  if (kind === undefined) {
    // transcripts.test.ts runs it.
    expect(["console", "sh"], "say in a comment above how it is tested").toContain(block.language);
    return;
  }
  expect(Object.keys(ANSWERS)).toContain(kind);
  expect(ANSWERS[kind]?.(block)).toBeUndefined();
});

/** As GitHub makes them of headings. */
function anchorsOf(text: string): Set<string> {
  const prose = text.replace(/^```[^]*?^```/gm, "");
  return new Set(
    [...prose.matchAll(/^#+ (.+)$/gm)].map(([, title = ""]) =>
      title
        .toLowerCase()
        .replace(/[^\w\- ]/g, "")
        .replaceAll(" ", "-"),
    ),
  );
}

it.each(each)("%s links to what is there", (_, { path, text }) => {
  const prose = text.replace(/^```[^]*?^```/gm, "").replace(/`[^`\n]*`/g, "");
  for (const [, link = ""] of prose.matchAll(/\]\(([^)\s]+)\)/g)) {
    if (/^https?:/.test(link)) continue;
    const [file = "", anchor] = link.split("#");
    const target = file === "" ? path : join(dirname(path), file);
    expect(existsSync(join(ROOT, target)), `${path}: ${link}`).toBe(true);
    if (anchor === undefined) continue;
    const anchors = anchorsOf(readFileSync(join(ROOT, target), "utf8"));
    expect(anchors.has(anchor), `${path}: ${link}`).toBe(true);
  }
});

it("lists each page in docs/README.md", () => {
  const index = readPage("README").concat(readFileSync(join(ROOT, "docs/README.md"), "utf8"));
  for (const { path } of pages) {
    if (path.endsWith("README.md")) continue;
    expect(index).toContain(`(${path})`);
    expect(index).toContain(`(${path.slice("docs/".length)})`);
  }
});

it("has a README that one reads in five minutes", () => {
  expect(readPage("README").trimEnd().split("\n").length).toBeLessThanOrEqual(200);
});

it.each(each)("%s has lines that fit a screen", (_, { path, text }) => {
  const prose = text.replace(/^```[^]*?^```/gm, "");
  const long = prose
    .split("\n")
    .filter((line) => line.length > 120 && !/^(?:\||<!-- table)/.test(line));
  expect(long, path).toEqual([]);
});

it.each(each)("%s begins with its title, and has no other", (_, { text }) => {
  const prose = text.replace(/^```[^]*?^```/gm, "");
  expect(text).toMatch(/^# /);
  expect(prose.match(/^# /gm)).toHaveLength(1);
});

/** Prose by sentences: code counts as one word, an address as none. */
function sentencesOf(text: string): string[] {
  return text
    .replace(/^```[^]*?^```|^<!--.*-->$|^\|.*$|^#.*$/gm, "\n")
    .replace(/`[^`]*`/g, "Code")
    .replace(/\]\([^)]*\)/g, "]")
    .split(/\n\s*\n|\n(?=- |\d+\. )/)
    .flatMap((part) => part.replace(/\s+/g, " ").split(/(?<=[.!?:]) (?=[A-Z[*]|ar-sim)/));
}

it.each(each)("%s has no sentence that must be read twice", (_, { text }) => {
  const long = sentencesOf(text).filter((sentence) => sentence.trim().split(" ").length > 30);
  expect(long).toEqual([]);
});

it.each(each)("%s names files of the repository that are there", (_, { text }) => {
  const paths = [...text.matchAll(/`((?:src|test|harness-fixtures|\.ci)\/[\w./-]*)`/g)];
  expect(
    paths.map(([, path = ""]) => path).filter((path) => !existsSync(join(ROOT, path))),
  ).toEqual([]);
});

/** The first cells of the table that begins with this head. */
function rowsOf(text: string, head: string): string[] {
  const [, after = ""] = text.split(`${head}\n`);
  const [table = ""] = after.split("\n\n");
  const [, ...rows] = table.split("\n");
  return rows.flatMap((row) =>
    [...(row.split(" | ")[0] ?? "").matchAll(/`(\w+)`/g)].map(([, name = ""]) => name),
  );
}

const foldersIn = (path: string): string[] =>
  readdirSync(join(ROOT, path), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);

it.each([
  ["| Room | Purpose |", "src"],
  ["| Folder of `src/splunkd/` | Purpose |", "src/splunkd"],
  ["| Folder of `src/checks/` | Purpose |", "src/checks"],
])("describes each folder below «%s» in docs/architecture.md", (head, folder) => {
  const listed = rowsOf(readPage("architecture"), head);
  expect(listed.toSorted()).toEqual(foldersIn(folder).toSorted());
});
