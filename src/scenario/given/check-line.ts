/** Whether `line` is a search that triggers an action, and is not contradicted by the rest of `given`. */
import { HarnessError, type Where } from "../../errors.ts";
import { readSendalert } from "../../invocation/search/read-sendalert.ts";
import type { Given } from "../file/scenario.ts";

/** What a search line says by itself. */
const SAID_BY_LINE = ["action", "mode", "params", "savedSearch", "searchName", "search"] as const;

export function checkLine(given: Given, where: (path: string) => Where): void {
  const { line } = given;
  if (line === undefined) return;
  const twice = SAID_BY_LINE.find((key) => given[key] !== undefined);
  if (twice !== undefined) {
    const message = `\`line\` and \`${twice}\` cannot be used together`;
    throw new HarnessError("SCENARIO_BAD_VALUE", message, {
      hint: `Remove \`${twice}\`, and write it into the search.`,
      where: where(`given.${twice}`),
    });
  }
  const clause = readSendalert(line);
  if (clause !== undefined && clause.action !== "") return;
  throw new HarnessError("SCENARIO_BAD_VALUE", `there is no \`sendalert ACTION\` in \`${line}\``, {
    hint: "Write `| makeresults | sendalert my_action param.x=1`, for example.",
    where: where("given.line"),
  });
}
