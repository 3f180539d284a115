/**
 * `tstats <aggregations> [where <search>] [by <fields>]` over the events there are: counts of indexed fields.
 * Ground: Search Reference, «tstats»: fields that are found at search time are not seen. Data models are not emulated, and a `span` is not either.
 */
import { isKeyword, readWords, type Word } from "../read-words.ts";
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
  refuseModels(call, words);
  const whereAt = words.find((word) => isKeyword(word, /^where$/i));
  const byAt = words.find((word) => isKeyword(word, /^(?:by|groupby)$/i));
  const first = words.find(({ key }) => key === undefined || !OPTIONS.test(key));
  const { text } = call.source;
  const slice = (from: Word | undefined, to: Word | undefined): string =>
    text.slice(from?.end ?? call.end, to?.start ?? call.end).trim();
  const end = Math.min(whereAt?.start ?? call.end, byAt?.start ?? call.end);
  const terms = text.slice(first?.start ?? call.end, end).trim();
  const where = slice(whereAt, byAt) || "*";
  const by = byAt === undefined ? "" : ` by ${slice(byAt, undefined)}`;
  if (/\bspan\s*=/.test(by)) throw commandError(call, "A span is not emulated here.");
  const made = `search ${where} | stats ${terms}${by}`;
  const pipeline = await context.compile(
    { text: made, where: call.source.where },
    { ...world, events: indexedOnly(world.events) },
  );
  return { columns: () => pipeline.columns, run: () => pipeline.run() };
}

function indexedOnly(events: SplWorld["events"]): SplWorld["events"] {
  if (events === undefined) return undefined;
  return async function* indexed() {
    for await (const batch of events())
      yield batch.map((event) => ({ ...event, fields: event.indexed ?? event.fields }));
  };
}

function refuseModels(call: CommandCall, words: readonly Word[]): void {
  const from = words.find((word) => isKeyword(word, /^from$/i));
  if (from === undefined && !words.some(({ text }) => /^prefix$/i.test(text))) return;
  throw commandError(call, "Data models and PREFIX() are not emulated.", {
    at: from?.start,
    hint: "Write | tstats count where index=… by sourcetype.",
  });
}
