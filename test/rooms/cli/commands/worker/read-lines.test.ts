import { expect, it } from "vitest";
import { readLines } from "../../../../../src/cli/commands/worker/read-lines.ts";

async function linesOf(chunks: readonly string[], most?: number): Promise<unknown[]> {
  async function* source(): AsyncGenerator<Uint8Array> {
    for (const chunk of chunks) yield Buffer.from(chunk, "latin1");
  }
  const texts: unknown[] = [];
  for await (const { text } of readLines(source(), most)) texts.push(text);
  return texts;
}

it("joins what comes in pieces, letters of several bytes too", async () => {
  const bytes = Buffer.from("größer\nzwei\n").toString("latin1");
  expect(await linesOf([...bytes])).toEqual(["größer", "zwei"]);
  expect(await linesOf(["one\ntwo", "\n\nthree"])).toEqual(["one", "two", "", "three"]);
});

it("skips a line that is too long, and keeps none of it", async () => {
  expect(await linesOf(["12345", "6789", "0\nok\n", "123456\n"], 5)).toEqual([
    undefined,
    "ok",
    undefined,
  ]);
});
