/**
 * A search command of the older protocol: its program starts anew for each part of the rows, gets its arguments on the
 * command line, and answers with CSV. Ground: commands.conf.spec; Splunk's «Write a custom search command».
 */
import {
  readCommandRows,
  writeCommandRows,
  writePlainRows,
} from "../../../invocation/commands/command-rows.ts";
import { oldHeader } from "../../../invocation/commands/searchinfo.ts";
import type { Row } from "../../../invocation/invocation.ts";
import { mustBeFirst } from "../../../search/spl/compile-pipeline.ts";
import type { CommandCall } from "../../../search/spl/spl-tree.ts";
import type {
  Batch,
  Batches,
  CompileContext,
  SplWorld,
  Stage,
} from "../../../search/spl/stage/stage.ts";
import { splitArgs } from "./command-args.ts";
import { gathered } from "./command-batches.ts";
import { tell } from "./command-info.ts";
import { type CommandPlace, compilePreop, tellKind } from "./command-place.ts";
import { CommandFailed } from "./command-process.ts";
import { failedOldCommand, probeFailed, toldByCommand } from "./command-words.ts";
import { type OldSettings, oldSettings } from "./old-settings.ts";
import { linesOf, readOldOutput } from "./old-output.ts";

const OPEN = { names: new Map<string, boolean>(), isOpen: true };

export async function compileOld(
  place: CommandPlace,
  call: CommandCall,
  world: SplWorld,
  context: CompileContext,
): Promise<Stage> {
  const ran = new OldCommand(place, call, world);
  const settings = await ran.settings();
  tellKind(world, settings.isStreaming ? "streaming" : "other");
  if (settings.isGenerating && !call.isFirst) throw mustBeFirst(call);
  const preop = settings.requiresPreop ? settings.preop : "";
  const before = await compilePreop(preop, call, world, context);
  return {
    columns: () => OPEN,
    run: (rows) => ran.over(before === undefined ? rows : before.run(rows), settings),
  };
}

class OldCommand {
  readonly #place: CommandPlace;
  readonly #call: CommandCall;
  readonly #world: SplWorld;

  constructor(place: CommandPlace, call: CommandCall, world: SplWorld) {
    this.#place = place;
    this.#call = call;
    this.#world = world;
  }

  /** Those of commands.conf, and over them what the program says of itself where it is asked. */
  async settings(): Promise<OldSettings> {
    const given = oldSettings(this.#place.command, undefined);
    if (!given.supportsGetinfo) return given;
    const [row] = await this.#ask(["__GETINFO__"], "", given);
    return oldSettings(this.#place.command, row);
  }

  async *over(rows: Batches, settings: OldSettings): Batches {
    const first = settings.supportsGetinfo ? ["__EXECUTE__"] : [];
    if (settings.isGenerating) {
      yield* this.#parts(await this.#ask(first, "", settings));
      return;
    }
    let hasRun = false;
    for await (const batch of gathered(rows, settings.maxInputs)) {
      // Ground: commands.conf.spec, `maxinputs`: what does not stream is invoked once.
      if (hasRun && !settings.isStreaming) {
        tell(this.#world, {
          type: "WARN",
          text: `The command '${this.#call.name}' gets only the first ${settings.maxInputs} results (maxinputs).`,
        });
        return;
      }
      hasRun = true;
      yield* this.#parts(await this.#ask(first, this.#rowsText(batch, settings), settings));
    }
    if (!hasRun && settings.needsEmptyResults)
      yield* this.#parts(await this.#ask(first, "", settings));
  }

  *#parts(rows: Batch): Generator<Batch> {
    if (rows.length > 0) yield rows;
  }

  #rowsText(rows: readonly Row[], { supportsMultivalues }: OldSettings): string {
    return supportsMultivalues ? writeCommandRows(rows) : writePlainRows(rows);
  }

  /** One start of the program. */
  async #ask(first: readonly string[], rows: string, settings: OldSettings): Promise<Row[]> {
    const { args, rawArgs } = splitArgs(this.#call.args);
    const given = settings.supportsRawargs ? rawArgs : args;
    const { running, search, dispatchFolder } = await this.#place.start(this.#call, [
      ...first,
      ...given,
    ]);
    try {
      const output = await running.talk(
        settings.hasHeader ? headerOf(search, dispatchFolder, settings) + rows : rows,
      );
      return this.#read(output, running.stderr, settings);
    } catch (error) {
      if (!(error instanceof CommandFailed)) throw error;
      throw first[0] === "__GETINFO__"
        ? probeFailed(this.#call, error, running.stderr)
        : failedOldCommand(this.#call, error.fault, running.stderr);
    } finally {
      await running.close();
    }
  }

  #read(output: string, stderr: string, settings: OldSettings): Row[] {
    const { messages, rows } = readOldOutput(output);
    for (const message of messages) tell(this.#world, message);
    if (settings.stderrDest === "message")
      for (const message of linesOf(stderr)) tell(this.#world, message);
    const table = readCommandRows(rows, this.#call.name);
    const [only, ...others] = table;
    // Ground: what Intersplunk's generateErrorResults writes is shown as the error of the search.
    const error =
      others.length === 0 && Object.keys(only ?? {}).join() === "ERROR"
        ? only?.["ERROR"]
        : undefined;
    if (error !== undefined) throw toldByCommand(this.#call, [error].flat().join("\n"));
    return table;
  }
}

function headerOf(
  ...[search, dispatchFolder, settings]: [
    Parameters<typeof oldHeader>[0],
    string,
    Pick<OldSettings, "requiresInfo" | "passesAuth">,
  ]
): string {
  return oldHeader(search, {
    infoPath: settings.requiresInfo ? `${dispatchFolder}/info.csv` : undefined,
    passesAuth: settings.passesAuth,
  });
}
