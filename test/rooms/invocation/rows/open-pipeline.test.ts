import { expect, it } from "vitest";
import { openPipeline } from "../../../../src/invocation/rows/open-pipeline.ts";
import { compilePipeline } from "../../../../src/search/spl/compile-pipeline.ts";
import { parseSpl } from "../../../../src/search/spl/parse-spl.ts";
import { worldOf } from "../../../support/search/run-spl.ts";

const open = async (text: string) => openPipeline(await compilePipeline(parseSpl(text), worldOf()));

async function countOf(text: string): Promise<[readonly string[], number]> {
  await using source = await open(text);
  let count = 0;
  for await (const batch of source.batches) count += batch.length;
  return [source.fields, count];
}

it("gives the columns that the rows have, in the order they came to be", async () => {
  expect(await countOf("| makeresults | eval b=1, a=null(), c=2")).toEqual([
    ["_time", "b", "c"],
    1,
  ]);
  expect(await countOf("| makeresults | table x")).toEqual([["x"], 1]);
  expect(await countOf("| makeresults count=0")).toEqual([["_time"], 0]);
});

it("passes many rows on while it reads them", async () => {
  expect(await countOf("| makeresults count=25000 | eval a=1")).toEqual([["_time", "a"], 25_000]);
});

it("runs the search twice where only its end shows which fields there are", async () => {
  const text =
    '| makeresults count=12000 | streamstats count as n | eval j=if(n=11999, "{\\"late\\":1}", null()) | spath input=j';
  expect(await countOf(text)).toEqual([["_time", "n", "j", "late"], 12_000]);
});
