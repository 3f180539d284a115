// Rules of oxlint that a line is let off from: few, and each with its reason.
import { expect, it } from "vitest";
import { readSource, sourceFiles } from "./source-files.ts";

const MOST_WAIVERS = 10;

const waivers = sourceFiles.flatMap((file) =>
  [...readSource(file).text.matchAll(/\/[/*] *(?:oxlint|eslint)-disable.*/g)].map(
    ([comment]) => `${file}: ${comment}`,
  ),
);

it(`lets at most ${MOST_WAIVERS} lines off`, () => {
  expect(waivers.length, waivers.join("\n")).toBeLessThanOrEqual(MOST_WAIVERS);
});

it("says why for each", () => {
  expect(waivers.filter((waiver) => !/ -- \S/.test(waiver))).toEqual([]);
});

it("hides no error of the type checker", () => {
  const hiding = sourceFiles.filter((file) =>
    /@ts-(?:ignore|expect-error|nocheck)/.test(readSource(file).text),
  );
  expect(hiding).toEqual([]);
});
