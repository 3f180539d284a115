/** README.md and the pages of docs/, and the fenced blocks in them with the comment that says how each is tested. */
import { readdirSync, readFileSync } from "node:fs";
import { sep } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT: string = fileURLToPath(new URL("../../..", import.meta.url));

export interface Page {
  /** Below the root of the repository: `README.md`, `docs/check.md`. */
  readonly path: string;
  readonly text: string;
}

export interface Block {
  /** `docs/check.md:12`, the line of the opening fence. */
  readonly at: string;
  readonly language: string;
  readonly text: string;
  /** The folder that the nearest `<!-- folder: … -->` above names, below the root of the repository. */
  readonly folder: string;
  /** What the comment in the line above says: `file: ar-sim.test.yaml` is `["file", "ar-sim.test.yaml"]`. */
  readonly mark: readonly [kind: string, value: string] | undefined;
}

/** `check` is docs/check.md; `README` is the one at the root. */
export function readPage(name: string): string {
  const path = name === "README" ? "README.md" : `docs/${name}.md`;
  return readFileSync(`${ROOT}/${path}`, "utf8");
}

export function readPages(): Page[] {
  const inDocs = readdirSync(`${ROOT}/docs`, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".md"))
    .map((file) => `docs/${file.split(sep).join("/")}`);
  return ["README.md", ...inDocs.toSorted()].map((path) => ({
    path,
    text: readFileSync(`${ROOT}/${path}`, "utf8"),
  }));
}

/** The text between a heading and the next one of its depth or above. */
export function sectionOf(page: string, heading: string): string {
  const depth = /^#+/.exec(heading)?.[0].length ?? 0;
  const [, after = ""] = `\n${page}`.split(`\n${heading}\n`);
  return after.split(new RegExp(`^#{1,${depth}} `, "m"))[0] ?? "";
}

const MARK = /^<!-- ([a-z ]+?)(?:: (.+))? -->$/;
const FENCE = /^```(\S*)(.*)$/;

/** Throws where a fence is never closed, is indented, or carries more than its language. */
export function blocksOf({ path, text }: Page): Block[] {
  const blocks: Block[] = [];
  let folder = "";
  let open: { at: string; language: string; lines: string[]; mark: Block["mark"] } | undefined;
  let mark: Block["mark"];
  for (const [index, line] of text.split("\n").entries()) {
    const at = `${path}:${index + 1}`;
    if (open !== undefined) {
      if (line === "```") {
        const { lines, ...begun } = open;
        blocks.push({ ...begun, text: lines.join("\n"), folder });
        open = undefined;
      } else {
        open.lines.push(line);
      }
      continue;
    }
    const fence = FENCE.exec(line);
    if (fence !== null) {
      if (fence[2] !== "") throw new Error(`${at}: write how it is tested in a comment above it`);
      open = { at, language: fence[1] ?? "", lines: [], mark };
    } else if (/^\s+```/.test(line)) {
      throw new Error(`${at}: an indented block is not tested`);
    }
    const comment = MARK.exec(line);
    const [, kind = "", value = ""] = comment ?? [];
    if (kind === "folder") folder = value;
    mark = comment === null || kind === "folder" ? undefined : [kind, value];
  }
  if (open !== undefined) throw new Error(`${open.at}: the block is never closed`);
  return blocks;
}
