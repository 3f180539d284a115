/** Commands in order, made into one run of rows. */
import { COMMANDS } from "./commands.ts";
import { searchError } from "../text/point-at.ts";
import type { CommandCall } from "./spl-tree.ts";
import type { Batches, Columns, CompiledPipeline, SplWorld, Stage } from "./stage/stage.ts";
import { nearest } from "../../text/nearest.ts";

/** Commands that bring rows, and so must come first. */
const GENERATING: ReadonlySet<string> = new Set([
  "loadjob",
  "savedsearch",
  "tstats",
  "makeresults",
  "rest",
]);

export function compilePipeline(calls: readonly CommandCall[], world: SplWorld): CompiledPipeline {
  let columns: Columns = { names: new Map(), isOpen: false };
  const stages: Stage[] = [];
  for (const [place, call] of calls.entries()) {
    const compile = COMMANDS.get(call.name);
    if (compile === undefined) throw unknown(call);
    if (GENERATING.has(call.name) && !call.isFirst) throw mustBeFirst(call);
    const stage = compile(call, world, {
      isLast: place === calls.length - 1,
      compile: (inner, around) => compilePipeline(inner, { ...around, watch: undefined }),
    });
    columns = stage.columns(columns);
    stages.push(stage);
  }
  return {
    columns,
    run: () =>
      stages.reduce<Batches>((rows, stage, place) => {
        const given = stage.run(rows);
        return world.watch === undefined ? given : world.watch(given, place);
      }, nothing()),
  };
}

async function* nothing(): Batches {}

function unknown(call: CommandCall): Error {
  const known = [...COMMANDS.keys()];
  const meant = nearest(call.name, known);
  return searchError(
    "SEARCH_UNKNOWN_COMMAND",
    `Unknown search command '${call.name}'`,
    call.source.text,
    call.start,
    {
      where: call.source.where,
      hint: `${meant === undefined ? "" : `Did you mean ${meant}? `}ar-sim knows ${known.join(", ")}.`,
    },
  );
}

function mustBeFirst(call: CommandCall): Error {
  return searchError(
    "SEARCH_SYNTAX",
    `Error in '${call.name}' command: This command must be the first command of a search.`,
    call.source.text,
    call.start,
    {
      where: call.source.where,
      hint: `Begin the search with | ${call.name}, or put it into | append [ … ].`,
    },
  );
}
