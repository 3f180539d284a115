/**
 * `join [type=inner|left|outer] [overwrite=…] [max=…] [usetime=…] [earlier=…] [<fields>] [ subsearch ]`, also with
 * `left=L right=R where L.a=R.b`. Ground: Search Reference, «join».
 */
import { HeldRows } from "../../text/limits.ts";
import { emptyRow, type MutableRow } from "../../text/row.ts";
import { optionIn, readWords, splitAt, type Word, wholeNumber, yesOrNo } from "../read-words.ts";
import { commandError } from "../spl-error.ts";
import type { CommandCall } from "../spl-tree.ts";
import { takeBrackets } from "../stage/inner-search.ts";
import { numberOf } from "../stage/sort-keys.ts";
import {
  type Batch,
  bothColumns,
  type Columns,
  type CompileContext,
  type CompiledPipeline,
  type SplWorld,
  type Stage,
} from "../stage/stage.ts";

/** limits.conf, `[join] subsearch_maxout`. */
const MOST = 50_000;
const OPTIONS = /^(?:type|overwrite|max|usetime|earlier|left|right)$/i;

/** A field of either side. */
interface Key {
  readonly left: string;
  readonly right: string;
}

interface Rules {
  readonly keepsAll: boolean;
  readonly overwrites: boolean;
  /** Rows of the subsearch for each row. */
  readonly most: number;
  /** undefined: times do not matter. */
  readonly isEarlier: boolean | undefined;
  /** What stands in front of the names of either side. */
  readonly alias: Key | undefined;
  /** undefined: all fields that both sides have. */
  readonly keys: readonly Key[] | undefined;
}

export async function join(
  call: CommandCall,
  world: SplWorld,
  context: CompileContext,
): Promise<Stage> {
  const { outer, from, to } = takeBrackets(call);
  const rules = readRules(outer);
  const { sendalert: _, ...inner } = world;
  const sub = await context.compile(call.source, inner, { from, to, kind: "subsearch" });
  const { alias } = rules;
  return {
    columns: (before) =>
      bothColumns(aliased(before, alias?.left), aliased(sub.columns, alias?.right)),
    async *run(rows) {
      const right = await readRight(sub);
      let { keys } = rules;
      let index: ReadonlyMap<string, Batch> | undefined;
      for await (const batch of rows) {
        keys ??= commonKeys(batch, right);
        index ??= indexOf(right, keys);
        const joined: Batch = [];
        for (const row of batch)
          for (const made of joinedRows(row, matchesOf(row, index, keys, rules), rules))
            joined.push(made);
        if (joined.length > 0) yield joined;
      }
    },
  };
}

function readRules(call: CommandCall): Rules {
  const { before, keyword, after } = splitAt(readWords(call), /^where$/i);
  const stray = before.find(({ key }) => key !== undefined && !OPTIONS.test(key));
  if (stray !== undefined)
    throw commandError(call, `Invalid argument: '${stray.key}=${stray.text}'`, { at: stray.start });
  const type = optionIn(before, "type");
  if (type !== undefined && !/^(?:inner|left|outer)$/i.test(type.text))
    throw commandError(call, `Invalid value '${type.text}' for option 'type'.`, {
      at: type.start,
      hint: "Write inner, left, or outer.",
    });
  const max = wholeNumber(call, optionIn(before, "max"), 1);
  const [left, right] = [optionIn(before, "left")?.text, optionIn(before, "right")?.text];
  const alias = left === undefined || right === undefined ? undefined : { left, right };
  const usesTime = yesOrNo(call, optionIn(before, "usetime"), false);
  const isEarlier = yesOrNo(call, optionIn(before, "earlier"), true);
  const fields = before.filter(({ key }) => key === undefined).map(({ text }) => text);
  const named = fields.map((field) => ({ left: field, right: field }));
  return {
    keepsAll: type !== undefined && !/^inner$/i.test(type.text),
    overwrites: yesOrNo(call, optionIn(before, "overwrite"), true),
    most: max === 0 ? Infinity : max,
    isEarlier: usesTime ? isEarlier : undefined,
    alias,
    keys:
      keyword === undefined ? (named.length > 0 ? named : undefined) : pairs(call, after, alias),
  };
}

/** `L.a=R.b L.c=R.c`. */
function pairs(call: CommandCall, words: readonly Word[], alias: Key | undefined): Key[] {
  return words
    .filter(({ text, key }) => key !== undefined || !/^and$/i.test(text))
    .map(({ key = "", text, start }) => {
      const sides = [key, text];
      const left = sides.find((side) => side.startsWith(`${alias?.left}.`));
      const right = sides.find((side) => side.startsWith(`${alias?.right}.`));
      if (alias === undefined || left === undefined || right === undefined)
        throw commandError(call, "The where clause is invalid.", {
          at: start,
          hint: "Write join left=L right=R where L.id=R.id [ … ].",
        });
      return {
        left: left.slice(alias.left.length + 1),
        right: right.slice(alias.right.length + 1),
      };
    });
}

async function readRight(sub: CompiledPipeline): Promise<Batch> {
  const right: Batch = [];
  const held = new HeldRows();
  for await (const batch of sub.run()) {
    for (const row of batch) {
      held.add(row);
      right.push(row);
    }
    if (right.length >= MOST) break;
  }
  return right.slice(0, MOST);
}

/** Guess: of the rows that are there when the first are joined; internal fields aside. */
function commonKeys(rows: Batch, right: Batch): readonly Key[] {
  const others = new Set(right.flatMap((row) => Object.keys(row)));
  const names = new Set(rows.flatMap((row) => Object.keys(row)));
  return [...names]
    .filter((name) => !name.startsWith("_") && others.has(name))
    .map((name) => ({ left: name, right: name }));
}

function indexOf(rows: Batch, keys: readonly Key[]): ReadonlyMap<string, Batch> {
  const index = new Map<string, Batch>();
  for (const row of rows) {
    const id = idOf(row, keys, "right");
    if (id === undefined) continue;
    const known = index.get(id);
    if (known === undefined) index.set(id, [row]);
    else known.push(row);
  }
  return index;
}

/** undefined where a field is missing: such a row has no other. */
function idOf(row: MutableRow, keys: readonly Key[], side: keyof Key): string | undefined {
  const values = keys.map((key) => row[key[side]]);
  return keys.length === 0 || values.includes(undefined) ? undefined : JSON.stringify(values);
}

function matchesOf(
  row: MutableRow,
  index: ReadonlyMap<string, Batch>,
  keys: readonly Key[],
  { most, isEarlier }: Rules,
): Batch {
  const id = idOf(row, keys, "left");
  const all = (id === undefined ? undefined : index.get(id)) ?? [];
  if (isEarlier === undefined) return all.length > most ? all.slice(0, most) : all;
  const time = timeOf(row);
  const fits = (other: MutableRow): boolean =>
    isEarlier ? timeOf(other) <= time : timeOf(other) >= time;
  return all.filter(fits).slice(0, most);
}

function timeOf(row: MutableRow): number {
  return numberOf([row["_time"] ?? ""].flat()[0] ?? "") ?? Number.NaN;
}

function joinedRows(row: MutableRow, matches: Batch, rules: Rules): Batch {
  const { alias, overwrites, keepsAll } = rules;
  if (matches.length === 0) return keepsAll ? [renamed(row, alias?.left)] : [];
  return matches.map((match) => {
    const left = renamed(row, alias?.left);
    const right = renamed(match, alias?.right);
    return overwrites
      ? Object.assign(emptyRow(), left, right)
      : Object.assign(emptyRow(), right, left);
  });
}

function renamed(row: MutableRow, alias: string | undefined): MutableRow {
  if (alias === undefined) return row;
  const out = emptyRow();
  for (const name in row) {
    const value = row[name];
    if (value !== undefined) out[`${alias}.${name}`] = value;
  }
  return out;
}

function aliased({ names, isOpen }: Columns, alias: string | undefined): Columns {
  if (alias === undefined) return { names, isOpen };
  return { names: new Map([...names].map(([name, sure]) => [`${alias}.${name}`, sure])), isOpen };
}
