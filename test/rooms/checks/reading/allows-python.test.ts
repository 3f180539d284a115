import { expect, it } from "vitest";
import { allowsPython } from "../../../../src/checks/reading/allows-python.ts";

it.each([
  [">=3.10", "3.9", false],
  [">=3.10", "3.10", true],
  [">= 3.9.5", "3.9", true],
  [">3.9", "3.9", true],
  ["<3.13", "3.13", false],
  ["<=3.13", "3.13", true],
  ["<4", "3.13", true],
  ["!=3.9.*", "3.9", false],
  ["!=3.9.0", "3.9", true],
  ["==3.9.*", "3.13", false],
  ["==3.9.7", "3.9", true],
  ["~=3.8", "3.13", true],
  ["~=3.8.1", "3.9", false],
  [">=2.7, !=3.0.*, !=3.1.*, <3.12", "2.7", true],
  [">=2.7,!=3.0.*,<3.12", "3.13", false],
  ["", "3.9", true],
])("reads `%s` of Python %s: %s", (specifiers, version, isAllowed) => {
  expect(allowsPython(specifiers, version)).toBe(isAllowed);
});

it.each(["three", ">=3.9.*", "~=3", ">=3.9; extra", "=>3.9", ">=3.9rc1"])(
  "says nothing of `%s`, which it cannot read",
  (specifiers) => {
    expect(allowsPython(specifiers, "3.9")).toBeUndefined();
  },
);
