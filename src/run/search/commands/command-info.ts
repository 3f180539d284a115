/** What a search command tells of itself, and to whoever searches. Nothing in it is taken for granted. */
import { MOST_ROWS } from "../../../invocation/commands/searchinfo.ts";
import type { MessageType, SearchMessage, SplWorld } from "../../../search/spl/stage/stage.ts";

export interface CommandInfo {
  readonly isGenerating: boolean;
  /** It gets rows as they come. */
  readonly streams: boolean;
  /** Commands that it wants before itself. */
  readonly preop: string;
  /** Rows that it gets at once, at most. */
  readonly maxInputs: number;
  /** The fields that it wants; undefined for all. */
  readonly required: readonly string[] | undefined;
  readonly messages: readonly SearchMessage[];
  /** Why it cannot run. */
  readonly error: string | undefined;
}

export function readInfo(metadata: Readonly<Record<string, unknown>>): CommandInfo {
  const { generating, type, streaming_preop: preop, maxinputs, error } = metadata;
  return {
    isGenerating: generating === true,
    // Guess: a type that Splunk does not know is taken for `streaming`, its usual one.
    streams: type !== "reporting" && type !== "events" && type !== "eventing",
    preop: typeof preop === "string" ? preop : "",
    maxInputs: rowsAtOnce(maxinputs),
    required: requiredOf(metadata["required_fields"]),
    messages: messagesOf(metadata),
    error: typeof error === "string" ? error : undefined,
  };
}

function rowsAtOnce(value: unknown): number {
  const isNumber = typeof value === "number" && Number.isInteger(value) && value > 0;
  return isNumber ? Math.min(value, MOST_ROWS) : MOST_ROWS;
}

function requiredOf(value: unknown): string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const fields = value.filter((field) => typeof field === "string");
  return fields.length === 0 || fields.includes("*") ? undefined : fields;
}

const MOST_MESSAGES = 100;
const LONGEST = 10_000;

const TYPES: ReadonlyMap<unknown, MessageType> = new Map([
  ["DEBUG", "DEBUG"],
  ["INFO", "INFO"],
  ["WARN", "WARN"],
  ["ERROR", "ERROR"],
  ["FATAL", "ERROR"],
]);

/** Of the `inspector`: pairs of a level and a text. */
export function messagesOf(metadata: Readonly<Record<string, unknown>>): SearchMessage[] {
  const inspector = metadata["inspector"];
  const pairs: unknown =
    typeof inspector === "object" && inspector !== null && "messages" in inspector
      ? inspector.messages
      : undefined;
  if (!Array.isArray(pairs)) return [];
  return pairs.slice(0, MOST_MESSAGES).flatMap((pair: unknown): SearchMessage[] => {
    const [level, text]: unknown[] = Array.isArray(pair) ? pair : [];
    const type = TYPES.get(level);
    return type === undefined || typeof text !== "string"
      ? []
      : [{ type, text: text.slice(0, LONGEST) }];
  });
}

export function tell(world: SplWorld, { type, text }: SearchMessage): void {
  // Ground: those of DEBUG are for the search.log.
  if (type !== "DEBUG") world.warn?.(text, type);
}
