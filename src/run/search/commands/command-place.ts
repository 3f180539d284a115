/** A search command at its place in a search: what it is told of the search, and how its program starts. */
import type { SearchCommand } from "../../../addon/read/read-commands.ts";
import type { CommandSearch } from "../../../invocation/commands/searchinfo.ts";
import type { CommandCall } from "../../../search/spl/spl-tree.ts";
import type {
  AppCommands,
  CompiledPipeline,
  CompileContext,
  SplWorld,
} from "../../../search/spl/stage/stage.ts";
import type { CommandProcess } from "./command-process.ts";

/** What surrounds the program. */
export interface Around {
  readonly search: CommandSearch;
  readonly dispatchFolder: string;
}

export interface Started extends Around {
  readonly running: CommandProcess;
}

export interface CommandPlace {
  readonly command: SearchCommand;
  around(): Promise<Around>;
  /**
   * The program gets these arguments on its command line.
   *
   * @throws SearchError where there is none, or where it does not start.
   */
  start(call: CommandCall, args: readonly string[]): Promise<Started>;
}

/** Only the commands of such a search are asked what they are like. */
type Ask = (kind: "streaming" | "other") => void;

/** Told of the kinds of the commands that are compiled. Each such search has an object of its own for its commands. */
const ASKED: WeakMap<AppCommands, Ask> = new WeakMap();

export function tellKind({ commands }: SplWorld, kind: "streaming" | "other"): void {
  if (commands !== undefined) ASKED.get(commands)?.(kind);
}

/** In such a world a command has no commands before it: a `streaming_preop` has none itself. */
function isBeforeOther({ commands }: SplWorld): boolean {
  return commands !== undefined && ASKED.has(commands);
}

/**
 * The commands that a reporting command wants before itself. They are left out where they do not stream, as those of a
 * command of the SDK that has no `map`. Ground: its reporting_command.py: a `phase="map"` without one makes no rows.
 */
export async function compilePreop(
  text: string,
  call: CommandCall,
  world: SplWorld,
  context: CompileContext,
): Promise<CompiledPipeline | undefined> {
  if (text.trim() === "" || world.commands === undefined || isBeforeOther(world)) return undefined;
  let streams = true;
  const commands: AppCommands = { ...world.commands };
  ASKED.set(commands, (kind) => (streams &&= kind === "streaming"));
  const source = { text, where: call.source.where };
  const pipeline = await context.compile(source, { ...world, commands }, { kind: "template" });
  return streams ? pipeline : undefined;
}
