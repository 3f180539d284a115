/** A running program of a search command: what it is fed, what it answers, how long it may take, and how it ended. */
import {
  BadChunk,
  type Chunk,
  ChunkReader,
  encodeChunk,
} from "../../../invocation/commands/chunks.ts";
import { capture } from "../../../sandbox/process/capture.ts";
import type { CapturedText } from "../../../sandbox/process/script-run.ts";
import type { Launched } from "../../../sandbox/process/launched.ts";

/** How a command did not do what it should. What it wrote to stderr is told apart. */
export type CommandFault =
  | { readonly kind: "exited"; readonly code: number | null; readonly signal: string | null }
  | { readonly kind: "garbage"; readonly detail: string }
  | { readonly kind: "silent"; readonly seconds: number };

export class CommandFailed extends Error {
  readonly fault: CommandFault;

  constructor(fault: CommandFault) {
    super(fault.kind);
    this.fault = fault;
  }
}

const STDERR_BYTES = 64 * 1024;

/** How long it may take to end after its input has ended. */
const GRACE_MS = 2000;

export interface ProcessLimits {
  /** Milliseconds that it may pause before it answers. */
  readonly pauseMs: number;
  /** When all of it has to be over, in milliseconds of `performance.now()`. */
  readonly deadline: number;
  /** Bytes of a chunk. */
  readonly chunkBytes: number;
  readonly signal: AbortSignal | undefined;
}

export class CommandProcess {
  readonly #program: Launched;
  readonly #limits: ProcessLimits;
  readonly #reader: ChunkReader;
  readonly #stderr: () => CapturedText;
  readonly #output: AsyncIterator<Buffer>;
  #closing: Promise<void> | undefined;

  constructor(program: Launched, limits: ProcessLimits) {
    this.#program = program;
    this.#limits = limits;
    this.#reader = new ChunkReader(limits.chunkBytes);
    this.#stderr = capture(program.stderr, STDERR_BYTES);
    // What ends early does not read its input.
    program.stdin.on("error", () => undefined);
    program.stdout.on("error", () => undefined);
    this.#output = program.stdout[Symbol.asyncIterator]();
    limits.signal?.addEventListener("abort", this.#kill, { once: true });
    if (limits.signal?.aborted === true) this.#kill();
  }

  get stderr(): string {
    return this.#stderr().text;
  }

  send(metadata: unknown, body?: string): void {
    this.#program.stdin.write(encodeChunk(metadata, body));
  }

  /** @throws CommandFailed */
  async receive(): Promise<Chunk> {
    try {
      for (;;) {
        const chunk = this.#reader.take();
        if (chunk !== undefined) return chunk;
        const bytes = await this.#read();
        if (bytes === undefined) throw await this.#ended();
        this.#reader.push(bytes);
      }
    } catch (error) {
      if (!(error instanceof BadChunk)) throw error;
      throw new CommandFailed({ kind: "garbage", detail: error.message });
    }
  }

  /** Gives all of its input at once, and collects all of its output. */
  async talk(input: string): Promise<string> {
    this.#program.stdin.end(input);
    const parts: Buffer[] = [];
    let size = 0;
    for (let bytes = await this.#read(); bytes !== undefined; bytes = await this.#read()) {
      size += bytes.length;
      if (size > this.#limits.chunkBytes)
        throw new CommandFailed({ kind: "garbage", detail: `more than ${size} bytes of output` });
      parts.push(bytes);
    }
    const { exitCode, signal } = await this.#inTime(this.#program.ended);
    if (exitCode !== 0) throw new CommandFailed({ kind: "exited", code: exitCode, signal });
    return Buffer.concat(parts).toString("utf8");
  }

  /** Lets it end by itself, if it does so soon. */
  async finish(): Promise<void> {
    this.#program.stdin.end();
    void this.#drain();
    const patience = new Promise<void>((done) => {
      setTimeout(done, GRACE_MS).unref();
    });
    await Promise.race([this.#program.ended, patience]);
    await this.close();
  }

  /** What it still writes is of no use to anybody, but it may wait until somebody reads it. */
  async #drain(): Promise<void> {
    try {
      while ((await this.#output.next()).done !== true);
    } catch {
      // It was closed meanwhile.
    }
  }

  close(): Promise<void> {
    return (this.#closing ??= this.#end());
  }

  async #end(): Promise<void> {
    this.#limits.signal?.removeEventListener("abort", this.#kill);
    this.#kill();
    const { stdin, stdout, stderr } = this.#program;
    await this.#program.ended;
    await this.#program.close();
    for (const stream of [stdin, stdout, stderr]) stream.destroy();
  }

  readonly #kill = (): void => this.#program.kill("SIGKILL");

  async #read(): Promise<Buffer | undefined> {
    const next = await this.#inTime(this.#output.next());
    return next.done === true ? undefined : next.value;
  }

  async #ended(): Promise<CommandFailed> {
    const { exitCode, signal } = await this.#inTime(this.#program.ended);
    const isCut = this.#reader.isBetween && exitCode === 0;
    return new CommandFailed(
      isCut
        ? { kind: "garbage", detail: "EOF in the middle of a chunk" }
        : { kind: "exited", code: exitCode, signal },
    );
  }

  async #inTime<T>(answer: Promise<T>): Promise<T> {
    const { pauseMs, deadline } = this.#limits;
    const left = Math.max(0, Math.min(pauseMs, deadline - performance.now()));
    let timer: NodeJS.Timeout | undefined;
    const silence = new Promise<never>((_, refuse) => {
      timer = setTimeout(() => {
        refuse(new CommandFailed({ kind: "silent", seconds: Math.round(left / 1000) }));
      }, left);
    });
    try {
      return await Promise.race([answer, silence]);
    } finally {
      clearTimeout(timer);
    }
  }
}
