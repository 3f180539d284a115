/** What stats and streamstats are asked for: `count`, `sum(x) AS total`, `count(eval(…)) AS n`, `values(*) AS *`, and `BY`. */
import type { MutableRow } from "../../text/row.ts";
import { type Aggregate, aggregateOf, AGGREGATES, type Value } from "./aggregate.ts";
import { compileValue } from "./expressions.ts";
import { countWildcards, type FieldPattern, fieldPattern, fillPattern } from "./field-patterns.ts";
import { readWords, type Word } from "../read-words.ts";
import { commandError } from "../spl-error.ts";
import type { CommandCall } from "../spl-tree.ts";
import type { SplWorld } from "./stage.ts";

export interface StatsTerm {
  readonly make: () => Aggregate;
  /** undefined: every row counts, as for the bare `count`. */
  readonly field: FieldPattern | undefined;
  /** Reads what is counted, for `count(eval(…))`; made anew for each run. */
  readonly compute: (() => (row: MutableRow) => Value | undefined) | undefined;
  /** With asterisks where the field has them. */
  readonly name: string;
}

export interface StatsClause {
  readonly terms: readonly StatsTerm[];
  readonly by: readonly string[];
  readonly options: ReadonlyMap<string, Word>;
}

export function readStats(
  call: CommandCall,
  world: SplWorld,
  optionNames: readonly string[],
): StatsClause {
  const words = readWords(call);
  const options = new Map<string, Word>();
  const terms: StatsTerm[] = [];
  const by: string[] = [];
  for (let at = 0; at < words.length;) {
    const word = words[at] as Word;
    if (word.key !== undefined && optionNames.includes(word.key.toLowerCase())) {
      options.set(word.key.toLowerCase(), word);
      at += 1;
    } else if (!word.isQuoted && /^by$/i.test(word.text)) {
      by.push(...words.slice(at + 1).map((one) => one.text));
      if (by.length === 0)
        throw commandError(call, "The argument 'by' is invalid.", { at: word.start });
      break;
    } else at = readTerm(call, world, words, at, terms);
  }
  if (terms.length === 0) {
    throw commandError(call, "At least one aggregation is needed.", {
      hint: "Write count, or sum(field) AS name.",
    });
  }
  return { terms, by, options };
}

/** Reads one term, and gives the place behind it. */
function readTerm(
  call: CommandCall,
  world: SplWorld,
  words: readonly Word[],
  at: number,
  terms: StatsTerm[],
): number {
  const word = words[at] as Word;
  const make = aggregateOf(word.text);
  if (make === undefined || word.isQuoted || word.key !== undefined) throw invalid(call, word);
  let next = at + 1;
  let inside: { text: string; start: number } | undefined;
  if (words[next]?.text === "(" && words[next]?.isQuoted === false) {
    const close = closing(words, next);
    if (close < 0) throw invalid(call, word);
    const from = words[next]?.end ?? word.end;
    inside = { text: call.source.text.slice(from, words[close]?.start), start: from };
    next = close + 1;
  } else if (!/^c(?:ount)?$/i.test(word.text)) {
    throw invalid(call, word);
  }
  let name: string | undefined;
  if (/^as$/i.test(words[next]?.text ?? "") && words[next]?.isQuoted === false) {
    name = words[next + 1]?.text;
    if (name === undefined)
      throw commandError(call, "The rename value is invalid.", { at: word.start });
    next += 2;
  }
  terms.push(termOf(call, world, word, make, inside, name));
  return next;
}

function termOf(
  call: CommandCall,
  world: SplWorld,
  word: Word,
  make: () => Aggregate,
  inside: { text: string; start: number } | undefined,
  name: string | undefined,
): StatsTerm {
  const text = inside?.text.trim() ?? "";
  const dynamic = /^eval\s*\(([^]*)\)$/i.exec(text);
  if (dynamic !== null && inside !== undefined) {
    if (name === undefined) {
      throw commandError(
        call,
        `You must specify a rename for the aggregation specifier on the dynamically evaluated field '${text}'.`,
        { at: word.start },
      );
    }
    const offset = inside.start + inside.text.indexOf("(") + 1;
    const compute = compileValue(call, dynamic[1] ?? "", world, offset);
    return { make, field: undefined, compute, name };
  }
  if (text === "") return { make, field: undefined, compute: undefined, name: name ?? "count" };
  const field = fieldPattern(text.replace(/^(["'])(.*)\1$/, "$2"));
  const isMismatch = name !== undefined && countWildcards(name) !== countWildcards(field.text);
  if (isMismatch) {
    throw commandError(
      call,
      `The number of wildcards between field specifier '${field.text}' and rename specifier '${name}' do not match.`,
      { at: word.start },
    );
  }
  return { make, field, compute: undefined, name: name ?? `${word.text}(${field.text})` };
}

function closing(words: readonly Word[], open: number): number {
  let depth = 0;
  for (let at = open; at < words.length; at += 1) {
    const word = words[at];
    if (word?.isQuoted === true) continue;
    if (word?.text === "(") depth += 1;
    else if (word?.text === ")" && (depth -= 1) === 0) return at;
  }
  return -1;
}

function invalid(call: CommandCall, word: Word): Error {
  const text = word.key === undefined ? word.text : `${word.key}=${word.text}`;
  return commandError(call, `The argument '${text}' is invalid.`, {
    at: word.start,
    hint: `The functions are ${AGGREGATES.join(", ")}.`,
  });
}

/** The aggregates of one group of rows. */
export class Gathering {
  readonly #terms: readonly StatsTerm[];
  readonly #aggregates: Map<string, Aggregate>[];
  readonly #computes: readonly (((row: MutableRow) => Value | undefined) | undefined)[];

  constructor(terms: readonly StatsTerm[]) {
    this.#terms = terms;
    this.#aggregates = terms.map((term) =>
      term.field?.isWild === true ? new Map() : new Map([[term.name, term.make()]]),
    );
    this.#computes = terms.map((term) => term.compute?.());
  }

  add(row: MutableRow): void {
    for (let at = 0; at < this.#terms.length; at += 1) {
      const term = this.#terms[at] as StatsTerm;
      const aggregates = this.#aggregates[at] as Map<string, Aggregate>;
      const compute = this.#computes[at];
      if (compute !== undefined) aggregates.get(term.name)?.add(compute(row));
      else if (term.field === undefined) aggregates.get(term.name)?.add("1");
      else if (!term.field.isWild) aggregates.get(term.name)?.add(row[term.field.text]);
      else this.#addWild(term, term.field, aggregates, row);
    }
  }

  #addWild(
    term: StatsTerm,
    field: FieldPattern,
    aggregates: Map<string, Aggregate>,
    row: MutableRow,
  ): void {
    for (const key in row) {
      if (key.startsWith("_") && !field.text.startsWith("_")) continue;
      const captured = field.capture(key);
      if (captured === undefined) continue;
      const name = fillPattern(term.name, captured);
      let aggregate = aggregates.get(name);
      if (aggregate === undefined) aggregates.set(name, (aggregate = term.make()));
      aggregate.add(row[key]);
    }
  }

  /** Puts the results into a row. */
  writeTo(row: MutableRow): void {
    for (const aggregates of this.#aggregates) {
      for (const [name, aggregate] of aggregates) {
        const value = aggregate.result();
        if (value !== undefined) row[name] = value;
      }
    }
  }
}
