import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { lineBreaker, readPieces, stashBreaker } from "../../../../src/events/spool/read-pieces.ts";

const folder = mkdtempSync(join(tmpdir(), "ar-sim-test-"));
afterAll(() => rmSync(folder, { recursive: true }));

const BREAK = "\n==##~~##~~  1E8N3D4E6V5E7N2T9 ~~##~~##==\n";

function pieces(text: string, breaker = lineBreaker, most = 1 << 24) {
  const path = join(folder, "file");
  writeFileSync(path, text);
  return [...readPieces(path, breaker, most)].map(({ bytes, omitted, isLast }) => ({
    text: bytes.toString(),
    omitted,
    isLast,
  }));
}

it("cuts at line ends of both kinds", () => {
  expect(pieces("a\r\nb\n\nc").map(({ text }) => text)).toEqual(["a", "b", "", "c"]);
});

it("cuts alike wherever the blocks that are read end", () => {
  for (const length of [(1 << 20) - 3, (1 << 20) - 20, (1 << 20) - 44, 1 << 20, 3 << 20]) {
    const long = "x".repeat(length);
    expect(
      pieces(`h${BREAK}${long}${BREAK}end`, stashBreaker).map(({ text }) => text.length),
    ).toEqual([1, length, 3]);
  }
});

it("keeps the beginning of a piece that is too long, and counts the rest", () => {
  const long = "y".repeat(5 << 20);
  expect(pieces(`a\n${long}\nb`, lineBreaker, 1000)).toEqual([
    { text: "a", omitted: 0, isLast: false },
    { text: "y".repeat(1000), omitted: (5 << 20) - 1000, isLast: false },
    { text: "b", omitted: 0, isLast: true },
  ]);
});
