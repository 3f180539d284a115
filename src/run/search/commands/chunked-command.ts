/**
 * A search command with `chunked = true`: its program tells what it is like, then gets rows in chunks and answers each.
 * Ground: recorded talks between splunkd 8.2.1 and commands of each type, and Splunk's Python SDK.
 */
import type { Chunk } from "../../../invocation/commands/chunks.ts";
import { readCommandRows, writeCommandRows } from "../../../invocation/commands/command-rows.ts";
import { getinfoOf } from "../../../invocation/commands/searchinfo.ts";
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
import { type CommandPlace, compilePreop, tellKind } from "./command-place.ts";
import { CommandFailed, type CommandProcess } from "./command-process.ts";
import { failedCommand, toldByCommand } from "./command-words.ts";
import { type CommandInfo, messagesOf, readInfo, tell } from "./command-info.ts";
import { gathered, JoinedRows } from "./command-batches.ts";

interface Talk {
  readonly running: CommandProcess;
  readonly info: CommandInfo;
}

const OPEN = { names: new Map<string, boolean>(), isOpen: true };

export async function compileChunked(
  place: CommandPlace,
  call: CommandCall,
  world: SplWorld,
  context: CompileContext,
): Promise<Stage> {
  const open = (): Promise<Talk> => openTalk(place, call);
  let first: Talk | undefined = await open();
  const { info } = first;
  tellKind(world, info.streams ? "streaming" : "other");
  if (info.isGenerating && !call.isFirst) {
    await first.running.close();
    throw mustBeFirst(call);
  }
  const before = await compilePreop(info.preop, call, world, context);
  return {
    columns: () => OPEN,
    async *run(rows) {
      const { running } = first ?? (await open());
      first = undefined;
      try {
        const talk = new Conversation(running, info, call, world);
        yield* talk.over(before === undefined ? rows : before.run(rows));
        await running.finish();
      } catch (error) {
        if (!(error instanceof CommandFailed)) throw error;
        throw failedCommand(call, error.fault, "search", {
          stderr: running.stderr,
          before: info.messages.map(({ text }) => text),
        });
      } finally {
        await running.close();
      }
    },
  };
}

/** Starts the program, and asks it what it is like. */
async function openTalk(place: CommandPlace, call: CommandCall): Promise<Talk> {
  const { running, search, dispatchFolder } = await place.start(call, []);
  try {
    running.send(getinfoOf(place.command.name, splitArgs(call.args), search, dispatchFolder));
    const { metadata } = await running.receive();
    const info = readInfo(metadata);
    if (info.error !== undefined) throw toldByCommand(call, info.error);
    return { running, info };
  } catch (error) {
    const { stderr } = running;
    await running.close();
    if (!(error instanceof CommandFailed)) throw error;
    throw failedCommand(call, error.fault, "setup", { stderr, before: [] });
  }
}

class Conversation {
  readonly #running: CommandProcess;
  readonly #info: CommandInfo;
  readonly #call: CommandCall;
  readonly #world: SplWorld;
  #isFinished = false;

  constructor(running: CommandProcess, info: CommandInfo, call: CommandCall, world: SplWorld) {
    this.#running = running;
    this.#info = info;
    this.#call = call;
    this.#world = world;
  }

  async *over(rows: Batches): Batches {
    // Ground: splunkd does not take what a command says of itself while it is set up where that ends it.
    for (const message of this.#info.messages) tell(this.#world, message);
    if (this.#info.isGenerating) yield* this.#last([]);
    else if (this.#info.streams) yield* this.#stream(rows);
    else yield* this.#inLargeParts(rows);
  }

  /** Each batch as it comes, then an end without rows. */
  async *#stream(rows: Batches): Batches {
    const joined = new JoinedRows(this.#info.required);
    for await (const batch of rows) {
      if (batch.length === 0) continue;
      const body = writeCommandRows(joined.toSend(batch), joined.fields);
      this.#running.send({ action: "execute", finished: false }, body);
      yield* parts(joined.toGive(await this.#answer()));
      if (this.#isFinished) return;
    }
    yield* this.#last([], joined.fields);
  }

  /** As many rows at once as it may get: what reports, or orders events, wants to see them all. */
  async *#inLargeParts(rows: Batches): Batches {
    let held: Batch | undefined;
    for await (const batch of gathered(rows, this.#info.maxInputs)) {
      if (held !== undefined) {
        this.#running.send({ action: "execute", finished: false }, writeCommandRows(held));
        yield* parts(await this.#answer());
        if (this.#isFinished) return;
      }
      held = batch;
    }
    yield* this.#last(held ?? []);
  }

  /** The last rows, after which it is asked until it has said all. */
  async *#last(rows: Batch, fields: readonly string[] = []): Batches {
    let body = writeCommandRows(rows, fields);
    while (!this.#isFinished) {
      this.#running.send({ action: "execute", finished: true }, body);
      yield* parts(await this.#answer());
      body = "";
    }
  }

  async #answer(): Promise<Batch> {
    const { metadata, body }: Chunk = await this.#running.receive();
    for (const message of messagesOf(metadata)) tell(this.#world, message);
    const { error } = metadata;
    if (typeof error === "string") throw toldByCommand(this.#call, error);
    this.#isFinished = metadata["finished"] === true;
    return readCommandRows(body, this.#call.name);
  }
}

function* parts(rows: Batch): Generator<Batch> {
  if (rows.length > 0) yield rows;
}
