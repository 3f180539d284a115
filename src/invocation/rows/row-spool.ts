/** Rows that pass by on their way to an action, kept to be read again: the first in memory, many more in a file. */
import { createReadStream, createWriteStream, type WriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { once } from "node:events";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { emptyRow } from "../../search/text/row.ts";
import type { Batch, Batches } from "../../search/spl/stage/stage.ts";

/** limits.conf, `[searchresults] maxresultrows`: what a search shows at most. */
export const MOST_SHOWN = 50_000;

export interface RowSpool extends AsyncDisposable {
  /** The rows as they pass. */
  readonly passing: Batches;
  /** Takes up what the reader of `passing` left unread; gives the number of all rows. */
  finish(): Promise<number>;
  /** All rows again; of a spool that only counts, the first ones. */
  read(): Batches;
}

/** `keepsAll`: whether rows beyond the first are wanted again. */
export function openRowSpool(rows: Batches, keepsAll: boolean): RowSpool {
  const iterator = rows[Symbol.asyncIterator]();
  const kept: Batch = [];
  let count = 0;
  let folder: string | undefined;
  let file: WriteStream | undefined;

  const keep = async (batch: Batch): Promise<void> => {
    count += batch.length;
    const room = MOST_SHOWN - kept.length;
    for (const row of batch.slice(0, Math.max(0, room))) kept.push(Object.assign(emptyRow(), row));
    if (!keepsAll || batch.length <= room) return;
    if (file === undefined) {
      folder = await mkdtemp(join(tmpdir(), "ar-sim-rows-"));
      file = createWriteStream(join(folder, "rows.ndjson"), { mode: 0o600 });
    }
    const line = `${JSON.stringify(batch.slice(Math.max(0, room)))}\n`;
    if (!file.write(line)) await once(file, "drain");
  };
  const next = async (): Promise<Batch | undefined> => {
    const step = await iterator.next();
    if (step.done === true) return undefined;
    await keep(step.value);
    return step.value;
  };
  async function* passing(): Batches {
    for (let batch = await next(); batch !== undefined; batch = await next()) yield batch;
  }
  async function* read(): Batches {
    if (kept.length > 0) yield kept.map((row) => Object.assign(emptyRow(), row));
    if (folder === undefined) return;
    for await (const line of linesOf(join(folder, "rows.ndjson"))) {
      const batch = JSON.parse(line) as Batch;
      yield batch.map((row) => Object.assign(emptyRow(), row));
    }
  }
  return {
    passing: passing(),
    read,
    async finish() {
      while ((await next()) !== undefined);
      if (file !== undefined) {
        file.end();
        await once(file, "close");
      }
      return count;
    },
    async [Symbol.asyncDispose]() {
      file?.destroy();
      if (folder !== undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}

async function* linesOf(path: string): AsyncGenerator<string> {
  let rest = "";
  for await (const chunk of createReadStream(path, "utf8") as AsyncIterable<string>) {
    const lines = (rest + chunk).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
  }
}
