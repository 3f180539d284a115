/** What the stand-in remembers of requests is bounded. */
import { expect, test } from "vitest";
import { keepLatest } from "../../../../../src/splunkd/call/record/keep-latest.ts";

test("of a few, all are there", () => {
  const list: number[] = [];
  for (const number of [1, 2, 3]) keepLatest(list, number, 3);
  expect(list).toEqual([1, 2, 3]);
});

test("of many, the latest are there in their order, and less than twice as many", () => {
  const list: number[] = [];
  for (let number = 0; number < 1000; number += 1) {
    keepLatest(list, number, 10);
    expect(list.length).toBeLessThan(20);
    expect(list.length).toBeGreaterThanOrEqual(Math.min(number + 1, 10));
    expect(list).toEqual(Array.from(list, (_, at) => number - list.length + 1 + at));
  }
});
