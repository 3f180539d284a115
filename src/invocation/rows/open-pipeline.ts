/** A search pipeline as a source of rows for a results file, which needs all columns before the first row. */
import type { Batch, Batches, CompiledPipeline } from "../../search/spl/stage/stage.ts";
import type { OpenRows } from "./open-rows.ts";

/** The number of rows that are read to learn the columns. Most searches have fewer. */
const LOOK_AHEAD = 10_000;

export async function openPipeline({
  columns,
  run,
}: Pick<CompiledPipeline, "columns" | "run">): Promise<OpenRows> {
  const rows = run()[Symbol.asyncIterator]();
  const first: Batch[] = [];
  const seen = new Set<string>();
  let count = 0;
  let isDone = false;
  while (!isDone && count <= LOOK_AHEAD) {
    const next = await rows.next();
    isDone = next.done === true;
    if (next.done === true) break;
    first.push(next.value);
    count += next.value.length;
    look(next.value, seen);
  }
  const rest: Batches = { [Symbol.asyncIterator]: () => rows };
  const close = async (): Promise<void> => void (await rows.return?.());
  if (isDone) {
    const known = [...columns.names].filter(([name, isSure]) => isSure || seen.has(name));
    return source(known, seen, chain(first), close);
  }
  if (!columns.isOpen) return source(columns.names, [], chain(first, rest), close);
  // Only the end shows which fields there are. The search runs twice, so that its rows need not be in memory.
  for await (const batch of rest) look(batch, seen);
  const again = run()[Symbol.asyncIterator]();
  const isColumn = [...columns.names].filter(([name, isSure]) => isSure || seen.has(name));
  return source(isColumn, seen, { [Symbol.asyncIterator]: () => again }, async () => {
    await again.return?.();
  });
}

function source(
  known: Iterable<readonly [string, boolean]>,
  seen: Iterable<string>,
  batches: Batches,
  close: () => Promise<void>,
): OpenRows {
  const fields = new Set([...known].map(([name]) => name));
  for (const name of seen) fields.add(name);
  return { fields: [...fields], batches, [Symbol.asyncDispose]: close };
}

function look(batch: Batch, seen: Set<string>): void {
  for (const row of batch) for (const name in row) if (!seen.has(name)) seen.add(name);
}

async function* chain(first: readonly Batch[], rest?: Batches): Batches {
  yield* first;
  if (rest !== undefined) yield* rest;
}
