/** `eval field = expression, …`: a null takes the field away. Ground: Search Reference, «eval». */
import { compileAssignments } from "../stage/expressions.ts";
import { commandError } from "../spl-error.ts";
import type { CommandCall } from "../spl-tree.ts";
import { eachRow, type SplWorld, type Stage, withColumns } from "../stage/stage.ts";

export { evalCommand as eval };

function evalCommand(call: CommandCall, world: SplWorld): Stage {
  if (call.args === "") {
    throw commandError(call, "Arguments are missing. Usage: eval dest_key = expression.", {
      at: call.start,
    });
  }
  const { names, isOpen, start } = compileAssignments(call, world);
  return {
    columns: (before) => {
      const after = withColumns(before, names);
      return { names: after.names, isOpen: after.isOpen || isOpen };
    },
    run: eachRow(start),
  };
}
