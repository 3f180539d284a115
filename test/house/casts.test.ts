// Casts, counted. A cast tells the type checker what it cannot see, and takes its eyes off.
import { Visitor } from "rolldown/utils";
import { expect, it } from "vitest";
import { readSource, sourceFiles } from "./source-files.ts";

/** This number may only go down. */
const MOST_CASTS = 80;

/** `as const` is not one: it claims nothing. */
function castsIn(file: string): string[] {
  const { text, program } = readSource(file);
  const casts: string[] = [];
  const look = ({ start, end }: { readonly start: number; readonly end: number }): void => {
    const cast = text.slice(start, end);
    if (!/\bas\s+const$/.test(cast)) casts.push(`${file}: ${cast}`);
  };
  new Visitor({ TSAsExpression: look, TSTypeAssertion: look, TSNonNullExpression: look }).visit(
    program,
  );
  return casts;
}

it(`has at most ${MOST_CASTS} casts`, () => {
  const casts = sourceFiles.flatMap(castsIn);
  expect(casts.length, casts.join("\n")).toBeLessThanOrEqual(MOST_CASTS);
  const isLowered = casts.length > MOST_CASTS - 10;
  expect(isLowered, `there are ${casts.length}: lower MOST_CASTS`).toBe(true);
});
