/**
 * `tstats <aggregations> [where <search>] [by <fields>]` over the events there are: counts of indexed fields.
 * Ground: Search Reference, «tstats». Data models are not emulated, and a `span` is not either.
 */
import { readWords, type Word } from "../read-words.ts";
import { commandError } from "../spl-error.ts";
import type { CommandCall } from "../spl-tree.ts";
import type { CompileContext, SplWorld, Stage } from "../stage/stage.ts";

const OPTIONS =
  /^(?:summariesonly|allow_old_summaries|prestats|local|append|chunk_size|fillnull_value|include_reduced_buckets)$/i;

export async function tstats(
  call: CommandCall,
  world: SplWorld,
  context: CompileContext,
): Promise<Stage> {
  const words = readWords(call);
  const isWord = (pattern: RegExp) => (word: Word) =>
    !word.isQuoted && word.key === undefined && pattern.test(word.text);
  const from = words.find(isWord(/^from$/i));
  if (from !== undefined || words.some(({ text }) => /^prefix$/i.test(text))) {
    throw commandError(call, "Data models and PREFIX() are not emulated.", {
      at: from?.start ?? call.argsStart,
      hint: "Write | tstats count where index=… by sourcetype.",
    });
  }
  const whereAt = words.findIndex(isWord(/^where$/i));
  const byAt = words.findIndex(isWord(/^(?:by|groupby)$/i));
  const { text } = call.source;
  const slice = (start: number, end: number): string => text.slice(start, end);
  const startOf = (place: number): number => words[place]?.start ?? call.end;
  const first = words.findIndex(({ key }) => key === undefined || !OPTIONS.test(key));
  const ends = [whereAt, byAt].filter((place) => place !== -1);
  const terms = slice(startOf(first), ends.length === 0 ? call.end : startOf(Math.min(...ends)));
  const where =
    whereAt === -1
      ? "*"
      : slice(words[whereAt]?.end ?? call.end, byAt === -1 ? call.end : startOf(byAt));
  const by = byAt === -1 ? "" : ` by ${slice(words[byAt]?.end ?? call.end, call.end)}`;
  if (/\bspan\s*=/.test(by)) throw commandError(call, "A span is not emulated here.");
  const made = `search ${where.trim() || "*"} | stats ${terms.trim()}${by}`;
  const pipeline = await context.compile({ text: made, where: call.source.where }, world);
  return { columns: () => pipeline.columns, run: () => pipeline.run() };
}
