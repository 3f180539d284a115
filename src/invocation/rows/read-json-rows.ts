/**
 * Reads the rows of a JSON file in any shape. Reads it twice, since a results file needs all columns before the first
 * row.
 */
import { cutJson, type JsonPiece } from "./cut-json.ts";
import { PAYLOAD_KEYS } from "../payload/payload.ts";
import type { Row, RowSource } from "../invocation.ts";
import { bad, type ResultsBytes } from "../results/results-bytes.ts";
import { emptyRow } from "./row-shape.ts";
import { readItems, readMembers } from "../../text/json-scanner.ts";
import { messageOf } from "../../host/caught.ts";

const BATCH = 1000;
/** What `search/jobs/export` and a webhook, or a saved payload, put beside the row. */
const ENVELOPE: ReadonlySet<string> = new Set([
  ..."preview offset lastrow messages highlighted fields init_offset post_process_count".split(" "),
  ...PAYLOAD_KEYS,
  "configuration",
]);

export async function readJsonRows(results: ResultsBytes): Promise<RowSource> {
  const fields = new Set<string>();
  for await (const row of readRows(results))
    for (const field of Object.keys(row)) fields.add(field);
  return { fields: [...fields], batches: readBatches(results) };
}

async function* readBatches(results: ResultsBytes): AsyncGenerator<readonly Row[]> {
  let batch: Row[] = [];
  for await (const row of readRows(results)) {
    batch.push(row);
    if (batch.length < BATCH) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

async function* readRows(results: ResultsBytes): AsyncGenerator<Row> {
  for await (const piece of cutJson(results.read(), results.name)) {
    yield* rowsOf(piece, results.name);
  }
}

/** A nested value stays text as it is given, blanks and the spelling of its numbers included. */
function rowsOf(piece: JsonPiece, name: string): Row[] {
  const whole = parse(piece, name);
  const objects = unwrap(whole);
  if (!objects.some(hasNested)) return objects.map((object) => toRow(object));
  const texts = objects[0] === whole ? [piece.text] : wrappedTexts(piece.text);
  return objects.map((object, at) => toRow(object, readMembers(texts[at] ?? "")));
}

function hasNested(object: object): boolean {
  return Object.values(object).some((value) =>
    Array.isArray(value) ? value.some(isNested) : isNested(value),
  );
}

function isNested(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}

/** The texts of the rows that an envelope holds. */
function wrappedTexts(text: string): readonly string[] {
  const members = readMembers(text);
  const result = members?.get("result");
  return result?.startsWith("{") === true
    ? [result]
    : (readItems(members?.get("results") ?? "") ?? []);
}

function parse(piece: JsonPiece, name: string): Envelope {
  try {
    return JSON.parse(withTextNumbers(piece.text));
  } catch (error) {
    const message = `line ${piece.line} of ${name} is not JSON: ${messageOf(error)}`;
    throw bad(name, message, "Check the object that begins there.", error, piece.line);
  }
}

/** Numbers as strings, so that a long id or a fraction of a second keeps all its digits. */
function withTextNumbers(text: string): string {
  return text.replace(/"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*/g, (token) =>
    token.startsWith('"') || !isNumber(token) ? token : `"${token}"`,
  );
}

function isNumber(token: string): boolean {
  return /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(token);
}

/** The keys of an object that wraps rows. */
type Envelope = Partial<Readonly<Record<"result" | "results" | "preview", unknown>>>;

function unwrap(object: Envelope): object[] {
  const { result, results, preview } = object;
  const others = Object.keys(object).filter((key) => key !== "result" && key !== "results");
  const isEnvelope = others.every((key) => ENVELOPE.has(key));
  if (!isEnvelope) return [object];
  // While a search still runs, export sends provisional rows that the final ones replace.
  if (preview === true) return [];
  if (isObject(result)) return [result];
  if (Array.isArray(results) && results.every(isObject)) return results;
  return "lastrow" in object || "preview" in object ? [] : [object];
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * Splunk knows only text, so a nested value is JSON text, as `spath` leaves it. `texts`: what the values are written as,
 * where there is a text.
 */
export function toRow(object: object, texts?: ReadonlyMap<string, string>): Row {
  const row = emptyRow();
  for (const [field, value] of Object.entries(object)) {
    const written = texts?.get(field);
    if (!Array.isArray(value))
      row[field] = isNested(value) ? (written ?? textOf(value)) : textOf(value);
    else {
      const items = value.some(isNested) ? readItems(written ?? "") : undefined;
      const values = value.map(
        (item, at) => (isNested(item) ? items?.[at] : undefined) ?? textOf(item),
      );
      row[field] = values.length > 1 ? values : (values[0] ?? "");
    }
  }
  return row;
}

function textOf(value: unknown): string {
  if (value === null || value === undefined) return "";
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
