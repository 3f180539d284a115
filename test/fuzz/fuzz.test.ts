/** The fuzzer finds faults that are planted for it. */
import { expect, it } from "vitest";
import { seeded } from "../support/load/seeded.ts";
import { mutated } from "./mutate.ts";
import { watchTarget } from "./watch.ts";

/** Far longer than any of them takes. */
const LONG_MS = 60_000;

it.each([
  ["crash", "crash", "SIGABRT"],
  ["hang", "hang", "over 1000 ms"],
  ["leak", "memory", " MB"],
  ["fault", "fault", "TypeError: planted"],
] as const)("finds a planted %s", async (target, kind, what) => {
  const until = performance.now() + LONG_MS;
  const { troubles } = await watchTarget(target, 7, until, {
    hangMs: 1000,
    memoryMb: 700,
    troubles: 1,
  });
  const [trouble] = troubles;
  expect(troubles).toHaveLength(1);
  expect(trouble).toMatchObject({ kind, target, seed: 7 });
  expect(trouble?.what).toContain(what);
  if (kind !== "memory") expect(trouble?.input).toBe('"bad"');
});

it("makes the same inputs of the same seed", () => {
  const inputs = (seed: number): string[] =>
    Array.from({ length: 50 }, (_, number) =>
      mutated("[stanza]\nkey = value\n", seeded(seed + number)),
    );
  expect(inputs(5)).toEqual(inputs(5));
  expect(new Set([...inputs(5), ...inputs(1000)]).size).toBeGreaterThan(50);
});
