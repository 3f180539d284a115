/** `append [ subsearch ]`: its rows behind those there are. Ground: searchbnf.conf, «append-command». */
import { readArgs, wholeNumber } from "../read-words.ts";
import { commandError } from "../spl-error.ts";
import type { CommandCall } from "../spl-tree.ts";
import type { CompileContext, SplWorld, Stage } from "../stage/stage.ts";

/** limits.conf, `[subsearch] maxout` as append uses it. */
const MOST = 50_000;
const OPTIONS = ["extendtimerange", "maxtime", "maxout", "timeout"];

export async function append(
  call: CommandCall,
  world: SplWorld,
  context: CompileContext,
): Promise<Stage> {
  const open = call.args.indexOf("[");
  if (open < 0 || !call.args.endsWith("]")) {
    throw commandError(call, "The last argument must be a subsearch.", {
      hint: "Write | append [| makeresults | eval …].",
    });
  }
  const { options } = readArgs({ ...call, args: call.args.slice(0, open) }, OPTIONS);
  const most = wholeNumber(call, options.get("maxout"), MOST);
  const from = call.argsStart + open + 1;
  const { sendalert: _, ...inner } = world;
  const sub = await context.compile(call.source, inner, from, call.end - 1);
  return {
    columns: (before) => {
      const names = new Map(before.names);
      for (const [name, isSure] of sub.columns.names) {
        names.set(name, isSure || (names.get(name) ?? false));
      }
      return { names, isOpen: before.isOpen || sub.columns.isOpen };
    },
    async *run(rows) {
      yield* rows;
      let left = most;
      for await (const batch of sub.run()) {
        yield batch.slice(0, left);
        left -= batch.length;
        if (left <= 0) return;
      }
    },
  };
}
