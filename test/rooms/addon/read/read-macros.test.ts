import { expect, it } from "vitest";
import { loadAddonFromTree } from "../../../../src/addon/load-addon.ts";
import { literalTree } from "../../../../src/addon/tree.ts";

it("reads macros with their arguments, and passes over those without a definition", () => {
  const conf =
    "[plain]\ndefinition = index=x\n[two(2)]\nargs = a, b\ndefinition = $a$ OR $b$\niseval = 1\n[none]\n";
  const addon = loadAddonFromTree(literalTree({ "default/macros.conf": conf }));
  expect(addon.macros).toMatchObject([
    { name: "plain", args: [], definition: "index=x", iseval: false },
    { name: "two", args: ["a", "b"], definition: "$a$ OR $b$", iseval: true, where: { line: 3 } },
  ]);
});
