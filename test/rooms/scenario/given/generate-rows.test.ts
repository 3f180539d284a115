import { expect, it } from "vitest";
import type { Row } from "../../../../src/invocation/invocation.ts";
import { generateRows } from "../../../../src/scenario/given/generate-rows.ts";
import type { GenerateSpec } from "../../../../src/scenario/file/scenario.ts";

async function rows(spec: GenerateSpec, seed = 1): Promise<Row[]> {
  const made: Row[] = [];
  for await (const batch of generateRows(spec, 1_704_067_200, seed).batches) made.push(...batch);
  return made;
}

it("makes as many rows as are asked for, in batches, the same each time", async () => {
  const made = await rows({ count: 2500 });
  expect(made).toHaveLength(2500);
  expect(made[1]).toEqual({
    _time: "1704067199",
    src: "192.0.2.2",
    dest: "198.51.100.2",
    user: "user1",
  });
  expect(await rows({ count: 2500 })).toEqual(made);
  expect(await rows({ count: 0 })).toEqual([]);
  expect((await rows({}, 7))[0]?.["src"]).toBe("192.0.2.7");
});

it("makes the odd ones: multivalue, unicode, empty, one rid for all, fields of one's own", async () => {
  const [first, second] = await rows({
    count: 2,
    mv: 2,
    unicode: true,
    empty: true,
    duplicateRid: true,
    fields: { host: "web{n}", tag: ["a{n}", "b"] },
  });
  expect(second).toMatchObject({
    mv: ["value 0 of 1", "value 1 of 1"],
    empty: "",
    rid: "0",
    host: "web1",
    tag: ["a1", "b"],
  });
  expect(first?.["unicode"]).toMatch(/日本語.*\n/);
});
