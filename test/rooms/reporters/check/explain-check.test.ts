import { expect, it } from "vitest";
import { rules } from "../../../../src/checks/index.ts";
import { explainCheck } from "../../../../src/reporters/check/explain-check.ts";
import { plain } from "../../../../src/reporters/text/paint.ts";

/** What stands above the examples. */
const proseOf = (text: string): string => text.slice(0, text.indexOf("\n\nExample"));

it.each([undefined, 40, 120])(
  "wraps the prose of each rule to the width of the terminal: %s",
  (width) => {
    for (const rule of rules) {
      const [, ...lines] = proseOf(explainCheck(rule, plain, width)).split("\n");
      const wide = lines.filter((line) => line.length > (width ?? 80) && line.includes(" "));
      expect(wide, rule.id).toEqual([]);
      expect(lines.join(" ").replace("  ", " "), rule.id).toBe(`${rule.title} ${rule.why}`);
    }
  },
);
