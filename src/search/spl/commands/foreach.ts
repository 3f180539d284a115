/**
 * `foreach <fields> [ template ]`, and `mode=multivalue|json_array <field> [ template ]`: runs commands once for each field
 * or value. Ground: Search Reference, «foreach»: what stands for the field, for what its asterisks stand for, for the value.
 */
import { emptyRow, type MutableRow } from "../../text/row.ts";
import { elementsOf, isArray, parseJson } from "../../eval/values/json-value.ts";
import { optionIn, readWords, type Word } from "../read-words.ts";
import { commandError } from "../spl-error.ts";
import type { CommandCall } from "../spl-tree.ts";
import { type FieldPattern, fieldPattern } from "../stage/field-patterns.ts";
import { takeBrackets } from "../stage/inner-search.ts";
import {
  type Batch,
  type Batches,
  type CompileContext,
  type CompiledPipeline,
  type SplWorld,
  type Stage,
} from "../stage/stage.ts";

const OPTIONS = /^(?:mode|fieldstr|matchstr|matchseg[1-3]|itemstr|iterstr)$/i;
/** The field that a value is in while the template runs. */
const ITEM = "__foreach_item";

/** Token → text that it stands for. */
type Tokens = ReadonlyMap<string, string>;

export function foreach(call: CommandCall, world: SplWorld, context: CompileContext): Stage {
  const { outer, from, to } = takeBrackets(call);
  const words = readWords(outer);
  const stray = words.find(({ key }) => key !== undefined && !OPTIONS.test(key));
  if (stray !== undefined)
    throw commandError(call, `Invalid argument: '${stray.key}=${stray.text}'`, { at: stray.start });
  const fields = words.filter(({ key }) => key === undefined).map(({ text }) => text);
  if (fields.length === 0) throw commandError(call, "At least one field must be given.");
  const template = call.source.text.slice(from, to);
  const { sendalert: _, ...inner } = world;
  const known = new Map<string, Promise<CompiledPipeline>>();
  const compile: Compile = (tokens) => {
    const text = filled(template, tokens);
    let pipeline = known.get(text);
    if (pipeline === undefined) {
      const source = { text, where: call.source.where };
      known.set(text, (pipeline = context.compile(source, inner, { kind: "template" })));
    }
    return pipeline;
  };
  const name = (option: string, usual: string): string => optionIn(words, option)?.text ?? usual;
  const mode = readMode(call, optionIn(words, "mode"));
  const run =
    mode === "multifield"
      ? overFields(fields.map(fieldPattern), compile, name)
      : overItems(fields[0] ?? "", mode, compile, name);
  return { columns: ({ names }) => ({ names, isOpen: true }), run };
}

type Compile = (tokens: Tokens) => Promise<CompiledPipeline>;
type NameToken = (option: string, usual: string) => string;
type Mode = "multifield" | "multivalue" | "json_array";

/** `auto_collections` looks at what the field holds, as both modes for values do here. */
function readMode(call: CommandCall, word: Word | undefined): Mode {
  const mode = word?.text.toLowerCase() ?? "multifield";
  if (mode === "multifield" || mode === "multivalue" || mode === "json_array") return mode;
  if (mode === "auto_collections") return "json_array";
  throw commandError(call, `Invalid value '${mode}' for option 'mode'.`, {
    at: word?.start,
    hint: "Write multifield, multivalue, json_array, or auto_collections.",
  });
}

function filled(template: string, tokens: Tokens): string {
  let text = template;
  for (const [token, value] of tokens) text = text.replaceAll(token, () => value);
  return text;
}

function overFields(
  patterns: readonly FieldPattern[],
  compile: Compile,
  name: NameToken,
): Stage["run"] {
  const tokensOf = ({ field, captured }: Matched): Tokens =>
    new Map([
      [name("fieldstr", "<<FIELD>>"), field],
      [name("matchstr", "<<MATCHSTR>>"), captured.join("")],
      ...["1", "2", "3"].map(
        (number, at) =>
          [name(`matchseg${number}`, `<<MATCHSEG${number}>>`), captured[at] ?? ""] as const,
      ),
    ]);
  return async function* run(rows) {
    for await (const batch of rows) {
      for (const group of alike(batch)) {
        let changed: Batch = group;
        for (const matched of matchedFields(group[0] ?? emptyRow(), patterns))
          changed = await collect((await compile(tokensOf(matched))).run(oneBatch(changed)));
        if (changed.length > 0) yield changed;
      }
    }
  };
}

interface Matched {
  readonly field: string;
  readonly captured: readonly string[];
}

/** Guess: a field that is named without an asterisk is meant where it is missing too. */
function matchedFields(row: MutableRow, patterns: readonly FieldPattern[]): readonly Matched[] {
  const fields = new Map<string, Matched>();
  for (const pattern of patterns) {
    const names = pattern.isWild
      ? Object.keys(row).filter((name) => !name.startsWith("_") || pattern.text.startsWith("_"))
      : [pattern.text];
    for (const field of names) {
      const captured = pattern.capture(field);
      if (captured !== undefined && !fields.has(field)) fields.set(field, { field, captured });
    }
  }
  return [...fields.values()];
}

/** Rows that follow each other and have the same fields: the template runs over them at once. */
function* alike(batch: Batch): Generator<Batch> {
  let group: Batch = [];
  let before = "";
  for (const row of batch) {
    const names = Object.keys(row).join("\n");
    if (names !== before && group.length > 0) {
      yield group;
      group = [];
    }
    before = names;
    group.push(row);
  }
  if (group.length > 0) yield group;
}

function overItems(field: string, mode: Mode, compile: Compile, name: NameToken): Stage["run"] {
  const item = name("itemstr", "<<ITEM>>");
  const iteration = name("iterstr", "<<ITER>>");
  return async function* run(rows) {
    for await (const batch of rows) {
      for (const row of batch) {
        let changed: Batch = [row];
        for (const [place, value] of itemsOf(row, field, mode).entries()) {
          const tokens: Tokens = new Map([
            [`"${item}"`, `'${ITEM}'`],
            [`'${item}'`, `'${ITEM}'`],
            [item, `'${ITEM}'`],
            [iteration, String(place)],
          ]);
          const pipeline = await compile(tokens);
          for (const row of changed) row[ITEM] = value;
          changed = await collect(pipeline.run(oneBatch(changed)));
          for (const row of changed) delete row[ITEM];
        }
        yield changed;
      }
    }
  };
}

function itemsOf(row: MutableRow, field: string, mode: Mode): readonly string[] {
  const values = [row[field] ?? []].flat();
  const json =
    mode === "json_array" && values.length === 1 ? parseJson(values[0] ?? "") : undefined;
  return isArray(json) ? elementsOf(json) : values;
}

async function* oneBatch(rows: Batch): Batches {
  yield rows;
}

async function collect(rows: Batches): Promise<Batch> {
  const all: Batch = [];
  for await (const batch of rows) for (const row of batch) all.push(row);
  return all;
}
