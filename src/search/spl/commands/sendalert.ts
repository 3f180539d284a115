/** `sendalert <action> …`: hands the rows to an alert action, and passes them on unchanged. */
import { commandError } from "../spl-error.ts";
import type { CommandCall } from "../spl-tree.ts";
import type { Batches, Columns, CompileContext, SplWorld, Stage } from "../stage/stage.ts";

export function sendalert(call: CommandCall, world: SplWorld, { isLast }: CompileContext): Stage {
  const { sendalert: send } = world;
  if (send === undefined) {
    throw commandError(call, "an alert action cannot be started here", {
      at: call.start,
      hint: "Run the whole search with `ar-sim search`; a subsearch, and the search of `run --spl`, only give rows.",
    });
  }
  if (call.args === "") {
    throw commandError(call, "The name of an alert action is missing.", {
      at: call.start,
      hint: 'Write | sendalert my_action param.name="value".',
    });
  }
  let columns: Columns = { names: new Map(), isOpen: true };
  let sent: Promise<() => Batches> | undefined;
  return {
    columns: (before) => (columns = before),
    async *run(rows) {
      // The action runs once, however often its rows are read.
      sent ??= send(call, { columns, rows }, isLast);
      yield* (await sent)();
    },
  };
}
