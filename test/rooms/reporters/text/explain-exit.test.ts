import { expect, it } from "vitest";
import { explainExit } from "../../../../src/reporters/text/explain-exit.ts";

it.each([
  [3, ["splunktaucclib", "a required parameter has no value", "Slack"]],
  [2, ["Up to 8.0.0", "Add-on Builder"]],
  [4, ["AttributeError or TypeError"]],
  [137, ["SIGKILL"]],
  [139, ["signal 11 ended"]],
  [77, ["No framework of alert actions uses it"]],
])("tells of exit code %i what it means by framework", (code, words) => {
  const page = explainExit(code).replaceAll(/\s+/g, " ");
  for (const word of words) expect(page).toContain(word);
});

it("keeps to the width", () => {
  for (const line of explainExit(2, undefined, 50).split("\n"))
    expect(line.length).toBeLessThanOrEqual(50);
});
