import { expect, it } from "vitest";
import { decodedBytes } from "../../../../src/text/masking/bytes-of.ts";
import { foldedText } from "../../../../src/text/masking/folded-text.ts";
import { seeded } from "../../../support/load/seeded.ts";

const PIECES: readonly string[] = [
  ["a", "B", "7", " ", "\t", "\n", "\r\n", "\0", "+", "'", '"', "`", "\\", "%", "&", "ü", "😀"],
  ["%41", "%2541", "%C3%BC", "%0a", "%5c", "%u00fc", "&amp;", "&amp;lt;", "&#65;", "&#x27;"],
  ["\\n", "\\x41", "\\xfc", "\\u0041", "\\ud83d\\ude00", "\\u{41}", "\\101", "\\\\", '\\"'],
  ["\ud83d", "\\ud83d", "25", "amp;", "u0041"],
].flat();

function slowly(text: string): Buffer {
  const bytes: number[] = [];
  decodedBytes(
    { text, isBinary: false },
    (byte) => bytes.push(byte),
    () => {},
  );
  return Buffer.from(bytes);
}

it("reads every text as the bytes of it read", () => {
  const chance = seeded(7);
  let compared = 0;
  for (let turn = 0; turn < 30_000; turn += 1) {
    const text = Array.from({ length: 1 + chance.below(12) }, () => chance.pick(PIECES)).join("");
    const folded = foldedText(text, true);
    if (folded === undefined || folded.hasBytes) continue;
    compared += 1;
    expect(Buffer.from(folded.text).toString("latin1"), JSON.stringify(text)).toBe(
      slowly(text).toString("latin1"),
    );
  }
  expect(compared).toBeGreaterThan(10_000);
});

it("tells of bytes that are no text, and of halves of characters", () => {
  expect(foldedText("a%C3%BCb", false)).toEqual({ text: "a\u0080\u0080b", hasBytes: true });
  expect(foldedText("a\ud83db\n", false)).toBeUndefined();
});
