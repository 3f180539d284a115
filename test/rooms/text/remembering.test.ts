import { expect, it } from "vitest";
import { remembering } from "../../../src/text/remembering.ts";

function counted(): { readonly made: string[]; readonly make: (text: string) => string } {
  const made: string[] = [];
  return { made, make: (text) => (made.push(text), text.toUpperCase()) };
}

it("makes once what is asked for again", () => {
  const { made, make } = counted();
  const upper = remembering(make, { longest: 10, most: 10 });
  expect([upper("a"), upper("b"), upper("a")]).toEqual(["A", "B", "A"]);
  expect(made).toEqual(["a", "b"]);
});

it("keeps neither long texts nor more than it may", () => {
  const { made, make } = counted();
  const upper = remembering(make, { longest: 3, most: 2 });
  for (const text of ["long", "long", "a", "b", "c", "b"])
    expect(upper(text)).toBe(text.toUpperCase());
  expect(made).toEqual(["long", "long", "a", "b", "c", "b"]);
});
