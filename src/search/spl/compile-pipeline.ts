/** Compiles commands to one pipeline, through which the rows run. */
import type { Command } from "./command.ts";
import { checkFunctions } from "./stage/check-functions.ts";
import { COMMANDS } from "./commands.ts";
import { asTooLarge } from "../text/limits.ts";
import { searchError } from "../text/search-error.ts";
import { commandError } from "./spl-error.ts";
import { splitPipeline } from "./split-pipeline.ts";
import type { CommandCall } from "./spl-tree.ts";
import { breathe, Pace } from "./stage/breath.ts";
import type { Batches, Columns, CompiledPipeline, SplWorld, Stage } from "./stage/stage.ts";
import { nearest } from "../../text/nearest.ts";

export async function compilePipeline(
  calls: readonly CommandCall[],
  world: SplWorld,
): Promise<CompiledPipeline> {
  const stages: Stage[] = [];
  for (const [place, call] of calls.entries()) {
    const command = COMMANDS.get(call.name) ?? ofApp(call, world);
    if (command === undefined) throw unknown(call, world);
    if (command.kind === "generating" && !command.checksPlace && !call.isFirst)
      throw mustBeFirst(call);
    checkFunctions(call, world);
    const stage = await compileCommand(command, call, world, place === calls.length - 1);
    stages.push(stage);
  }
  const columnsAfter = (before: Columns): Columns =>
    stages.reduce((columns, stage) => stage.columns(columns), before);
  return {
    columns: columnsAfter({ names: new Map(), isOpen: false }),
    columnsAfter,
    run: (from = nothing()) =>
      refusing(
        stages.reduce<Batches>((rows, stage, place) => {
          const given = stage.run(rows);
          return world.watch === undefined ? given : world.watch(given, place);
        }, from),
      ),
  };
}

/** Guess: a command of Splunk's own is never replaced. */
function ofApp(call: CommandCall, { commands }: SplWorld): Compiled | undefined {
  const command = commands?.find(call.name);
  return command && { ...command, checksPlace: true };
}

type Compiled = Pick<Command, "kind" | "checksPlace" | "compile">;

async function compileCommand(
  command: Compiled,
  call: CommandCall,
  world: SplWorld,
  isLast: boolean,
): Promise<Stage> {
  try {
    return await command.compile(call, world, {
      isLast,
      compile: (source, around, { from, to, kind } = {}) =>
        compilePipeline(splitPipeline(source, from, to, kind), { ...around, watch: undefined }),
    });
  } catch (error) {
    throw asTooLarge(error);
  }
}

/** What the language refuses to hold is an error of the search. */
async function* refusing(rows: Batches): Batches {
  const pace = new Pace();
  try {
    for await (const batch of rows) {
      if (pace.isDue()) await breathe();
      yield batch;
    }
  } catch (error) {
    throw asTooLarge(error);
  }
}

async function* nothing(): Batches {}

function unknown(call: CommandCall, { commands }: SplWorld): Error {
  const known = [...COMMANDS.keys(), ...(commands?.names() ?? [])];
  const meant = nearest(call.name, known);
  return searchError(
    "SEARCH_UNKNOWN_COMMAND",
    `Unknown search command '${call.name}'`,
    call.source.text,
    call.start,
    {
      where: call.source.where,
      command: call.name,
      hint: `${meant === undefined ? "" : `Did you mean ${meant}? `}ar-sim knows ${known.join(", ")}.`,
    },
  );
}

export function mustBeFirst(call: CommandCall): Error {
  return commandError(call, "This command must be the first command of a search.", {
    at: call.start,
    hint: `Begin the search with | ${call.name}, or put it into | append [ … ].`,
  });
}
