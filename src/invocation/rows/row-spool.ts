/**
 * Keeps the rows that an action reads, so that they can be read again: the first ones in memory, the others in a file.
 */
import { createReadStream, createWriteStream, type WriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { emptyRow } from "../../search/text/row.ts";
import type { Batch, Batches } from "../../search/spl/stage/stage.ts";

/** limits.conf, `[searchresults] maxresultrows`: what a search shows at most. */
export const MOST_SHOWN = 50_000;

export interface RowSpool extends AsyncDisposable {
  /** The rows, for the action to read. */
  readonly passing: Batches;
  /** Reads what the action left unread. Returns the number of all rows. */
  finish(): Promise<number>;
  /** All rows again, or only the first ones where not all are kept. */
  read(): Batches;
}

/** `keepsAll`: whether all rows are read again, and not only the first ones. */
export function openRowSpool(rows: Batches, keepsAll: boolean): RowSpool {
  const iterator = rows[Symbol.asyncIterator]();
  const kept = new KeptRows(keepsAll);
  const next = async (): Promise<Batch | undefined> => {
    const step = await iterator.next();
    if (step.done === true) return undefined;
    await kept.add(step.value);
    return step.value;
  };
  async function* passing(): Batches {
    for (let batch = await next(); batch !== undefined; batch = await next()) yield batch;
  }
  return {
    passing: passing(),
    read: () => kept.read(),
    async finish() {
      while ((await next()) !== undefined);
      await kept.close();
      return kept.count;
    },
    [Symbol.asyncDispose]: () => kept[Symbol.asyncDispose](),
  };
}

/** The file has one batch on each line. */
class KeptRows implements AsyncDisposable {
  readonly #keepsAll: boolean;
  readonly #first: Batch = [];
  #others: SpoolFile | undefined;
  #count = 0;

  constructor(keepsAll: boolean) {
    this.#keepsAll = keepsAll;
  }

  /** The number of all rows, kept or not. */
  get count(): number {
    return this.#count;
  }

  async add(batch: Batch): Promise<void> {
    this.#count += batch.length;
    const room = Math.max(0, MOST_SHOWN - this.#first.length);
    for (const row of batch.slice(0, room)) this.#first.push(copyOf(row));
    if (!this.#keepsAll || batch.length <= room) return;
    this.#others ??= await openSpoolFile();
    const { file } = this.#others;
    if (!file.write(`${JSON.stringify(batch.slice(room))}\n`)) await once(file, "drain");
  }

  async *read(): Batches {
    if (this.#first.length > 0) yield this.#first.map(copyOf);
    if (this.#others === undefined) return;
    for await (const line of linesOf(this.#others.path)) {
      const batch: Batch = JSON.parse(line);
      yield batch.map(copyOf);
    }
  }

  /** To be called after the last batch. */
  async close(): Promise<void> {
    if (this.#others === undefined) return;
    this.#others.file.end();
    await once(this.#others.file, "close");
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#others === undefined) return;
    this.#others.file.destroy();
    await rm(dirname(this.#others.path), { recursive: true, force: true });
  }
}

interface SpoolFile {
  readonly path: string;
  readonly file: WriteStream;
}

async function openSpoolFile(): Promise<SpoolFile> {
  const path = join(await mkdtemp(join(tmpdir(), "ar-sim-rows-")), "rows.ndjson");
  return { path, file: createWriteStream(path, { mode: 0o600 }) };
}

/** Stages may change the rows that they get. A row has no prototype, since a field may have any name. */
function copyOf(row: Batch[number]): Batch[number] {
  return Object.assign(emptyRow(), row);
}

async function* linesOf(path: string): AsyncGenerator<string> {
  let rest = "";
  for await (const chunk of createReadStream(path, "utf8")) {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
}
