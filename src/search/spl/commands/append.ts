/** `append [ subsearch ]`: its rows behind those there are. Ground: searchbnf.conf, «append-command». */
import { readArgs, wholeNumber } from "../read-words.ts";
import type { CommandCall } from "../spl-tree.ts";
import { takeBrackets } from "../stage/inner-search.ts";
import { bothColumns, type CompileContext, type SplWorld, type Stage } from "../stage/stage.ts";

/** limits.conf, `[subsearch] maxout` as append uses it. */
const MOST = 50_000;
const OPTIONS = ["extendtimerange", "maxtime", "maxout", "timeout"];

export async function append(
  call: CommandCall,
  world: SplWorld,
  context: CompileContext,
): Promise<Stage> {
  const { outer, from, to } = takeBrackets(call);
  const { options } = readArgs(outer, OPTIONS);
  const most = wholeNumber(call, options.get("maxout"), MOST);
  const { sendalert: _, ...inner } = world;
  const sub = await context.compile(call.source, inner, { from, to, kind: "subsearch" });
  return {
    columns: (before) => bothColumns(before, sub.columns),
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
