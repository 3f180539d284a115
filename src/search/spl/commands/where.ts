/** `where <expression>`: rows for which it is true; null is not true. Ground: Search Reference, «where». */
import { compileTest } from "../stage/expressions.ts";
import { commandError } from "../spl-error.ts";
import type { CommandCall } from "../spl-tree.ts";
import { eachRow, type SplWorld, type Stage, unchanged } from "../stage/stage.ts";

export function where(call: CommandCall, world: SplWorld): Stage {
  if (call.args === "") {
    throw commandError(call, "The expression is missing.", { hint: "Write | where count > 3." });
  }
  const compiled = compileTest(call, call.args, world, call.argsStart);
  return {
    columns: unchanged,
    run: eachRow(() => {
      const test = compiled();
      return (row) => (test(row) === true ? row : undefined);
    }),
  };
}
