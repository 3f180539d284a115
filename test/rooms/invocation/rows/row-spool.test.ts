import { existsSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { expect, it } from "vitest";
import { MOST_SHOWN, openRowSpool } from "../../../../src/invocation/rows/row-spool.ts";
import type { Batch, Batches } from "../../../../src/search/spl/stage/stage.ts";

async function* rows(count: number): Batches {
  for (let from = 0; from < count; from += 1000) {
    const batch: Batch = [];
    for (let n = from; n < Math.min(count, from + 1000); n++)
      batch.push({ n: String(n), text: "a\u2028b\nc", many: ["x", "y"] });
    yield batch;
  }
}

async function read(batches: Batches): Promise<Batch> {
  const all: Batch = [];
  for await (const batch of batches) all.push(...batch);
  return all;
}

it("gives all rows again, however many and however often", async () => {
  await using spool = openRowSpool(rows(MOST_SHOWN + 2500), true);
  let passed = 0;
  for await (const batch of spool.passing) passed += batch.length;
  expect(await spool.finish()).toBe(passed);
  for (const again of [await read(spool.read()), await read(spool.read())]) {
    expect(again).toHaveLength(MOST_SHOWN + 2500);
    expect(again.at(-1)).toEqual({
      n: String(MOST_SHOWN + 2499),
      text: "a\u2028b\nc",
      many: ["x", "y"],
    });
  }
});

it("takes up what its reader left, and keeps the first rows only where no more are wanted", async () => {
  await using spool = openRowSpool(rows(MOST_SHOWN + 1), false);
  for await (const _ of spool.passing) break;
  expect(await spool.finish()).toBe(MOST_SHOWN + 1);
  expect(await read(spool.read())).toHaveLength(MOST_SHOWN);
});

it("leaves no file behind", async () => {
  const spools = () => readdirSync(tmpdir()).filter((name) => name.startsWith("ar-sim-rows-"));
  const before = new Set(spools());
  {
    await using spool = openRowSpool(rows(MOST_SHOWN + 1500), true);
    await spool.finish();
    expect(await read(spool.read())).toHaveLength(MOST_SHOWN + 1500);
  }
  for (const name of spools().filter((one) => !before.has(one)))
    expect(existsSync(`${tmpdir()}/${name}/rows.ndjson`)).toBe(false);
});

it("gives rows that may be changed without harm", async () => {
  await using spool = openRowSpool(rows(1), true);
  await spool.finish();
  for (const row of await read(spool.read())) row["n"] = "changed";
  expect((await read(spool.read()))[0]?.["n"]).toBe("0");
});
