// What left Python, as a list of entries with snippets tells it: how many of them the reader of scripts finds. The list
// is named by AR_SIM_PYTHON_REMOVALS. It has `entries`, and `must_stay_silent`, each with `name` and `snippet`.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { readerPath } from "../../../src/checks/reading/python/reader-path.ts";
import { findPython } from "../../../src/sandbox/interpreters/find-python.ts";

interface Entry {
  readonly kind?: string;
  readonly name: string;
  readonly snippet: string;
}

interface Seen {
  readonly differences: readonly { readonly isGuarded: boolean }[];
  readonly troubles: readonly { readonly isGuarded: boolean }[];
}

const list = process.env["AR_SIM_PYTHON_REMOVALS"];

function seenIn(entries: readonly Entry[]): boolean[] {
  const files = entries.map(({ snippet }, at) => ({
    path: `${at}.py`,
    base64: Buffer.from(snippet).toString("base64"),
  }));
  const run = spawnSync(findPython({}).path, ["-S", "-E", "-B", readerPath], {
    input: JSON.stringify({ files, imports: {} }),
    encoding: "utf8",
    maxBuffer: 64 * 2 ** 20,
  });
  return run.stdout
    .trim()
    .split("\n")
    .map((line): Seen => JSON.parse(line))
    .map(({ differences, troubles }) =>
      [...differences, ...troubles].some(({ isGuarded }) => !isGuarded),
    );
}

it.skipIf(list === undefined)("finds what left Python, and nothing else", () => {
  const { entries, must_stay_silent: silent }: Record<string, Entry[]> = JSON.parse(
    readFileSync(list ?? "", "utf8"),
  );
  const seen = seenIn(entries ?? []);
  const missed = (entries ?? []).filter((_, at) => seen[at] !== true);
  process.stdout.write(`${seen.length - missed.length} of ${seen.length} removals are seen\n`);
  process.stdout.write(missed.map(({ kind, name }) => `missed: ${kind} ${name}\n`).join(""));
  expect(missed.length).toBeLessThan(seen.length * 0.05);
  const loud = seenIn(silent ?? []);
  expect((silent ?? []).filter((_, at) => loud[at] === true)).toEqual([]);
});
