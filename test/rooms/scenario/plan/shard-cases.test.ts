import { expect, it } from "vitest";
import type { LastRun } from "../../../../src/scenario/plan/last-run.ts";
import { shardCases } from "../../../../src/scenario/plan/shard-cases.ts";

const cases = ["a", "b", "c", "d", "e", "f"].map((id) => ({ id }));
const durations: Readonly<Record<string, number>> = { a: 600, b: 100, c: 100, d: 100, e: 300 };
const lastRun: LastRun = {
  version: 1,
  cases: Object.fromEntries(
    Object.entries(durations).map(([id, durationMs]) => [id, { status: "passed", durationMs }]),
  ),
};

function idsOf(index: number, count: number, last: LastRun = lastRun): string[] {
  return shardCases(cases, { index, count }, last).map(({ id }) => id);
}

it.each([1, 2, 4, 9])("runs every case in exactly one of %i parts", (count) => {
  const parts = Array.from({ length: count }, (_, part) => idsOf(part + 1, count)).flat();
  expect(parts.toSorted()).toEqual(["a", "b", "c", "d", "e", "f"]);
});

it("balances the parts by how long the cases took", () => {
  expect([idsOf(1, 2), idsOf(2, 2)]).toEqual([
    ["a", "f"],
    ["b", "c", "d", "e"],
  ]);
});

it("takes a new case for a usual one, and all for equal when nothing is known", () => {
  expect(idsOf(1, 2, { version: 1, cases: {} })).toHaveLength(3);
  expect(idsOf(1, 2)).toContain("f");
});

it("comes to the same parts whatever order the cases are found in", () => {
  const turned = shardCases(cases.toReversed(), { index: 2, count: 3 }, lastRun);
  expect(turned.map(({ id }) => id).toSorted()).toEqual(idsOf(2, 3).toSorted());
});
