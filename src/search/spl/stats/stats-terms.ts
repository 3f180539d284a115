/** What stats and streamstats are asked for: `count`, `sum(x) AS total`, `count(eval(…)) AS n`, `values(*) AS *`, and `BY`. */
import type { MutableRow } from "../../text/row.ts";
import { aggregateOf, AGGREGATES } from "./aggregate.ts";
import type { Aggregate, Value } from "./gather.ts";
import { compileValue } from "../stage/expressions.ts";
import { countWildcards, type FieldPattern, fieldPattern } from "../stage/field-patterns.ts";
import { isKeyword, readWords, type Word } from "../read-words.ts";
import { commandError } from "../spl-error.ts";
import type { CommandCall } from "../spl-tree.ts";
import type { SplWorld } from "../stage/stage.ts";

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
  const rest = readWords(call);
  const options = new Map<string, Word>();
  const terms: StatsTerm[] = [];
  const by: string[] = [];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    const name = word.key?.toLowerCase();
    if (name !== undefined && optionNames.includes(name)) options.set(name, word);
    else if (isKeyword(word, /^by$/i)) by.push(...takeGroups(call, word, rest));
    else terms.push(readTerm(call, world, word, rest));
  }
  if (terms.length === 0) {
    throw commandError(call, "At least one aggregation is needed.", {
      hint: "Write count, or sum(field) AS name.",
    });
  }
  return { terms, by, options };
}

/** All that is left. */
function takeGroups(call: CommandCall, by: Word, rest: Word[]): string[] {
  if (rest.length === 0)
    throw commandError(call, "The argument 'by' is invalid.", { at: by.start });
  return rest.splice(0).map(({ text }) => text);
}

/** What stands in the parentheses of an aggregation, and where. */
interface Inside {
  readonly text: string;
  readonly start: number;
}

/** The term that begins with `word`; takes what belongs to it off `rest`. */
function readTerm(call: CommandCall, world: SplWorld, word: Word, rest: Word[]): StatsTerm {
  const make = isKeyword(word, /./) ? aggregateOf(word.text) : undefined;
  if (make === undefined) throw invalid(call, word);
  const inside = takeInside(call, word, rest);
  const name = takeName(call, word, rest);
  if (inside === undefined)
    return { make, field: undefined, compute: undefined, name: name ?? "count" };
  const text = inside.text.trim();
  const expression = /^eval\s*\(([^]*)\)$/i.exec(text)?.[1];
  if (expression === undefined)
    return { make, compute: undefined, ...named(call, word, text, name) };
  if (name === undefined) throw unnamed(call, word, text);
  const offset = inside.start + inside.text.indexOf("(") + 1;
  const compute = compileValue(call, expression, world, offset);
  return { make, field: undefined, compute, name };
}

function unnamed(call: CommandCall, word: Word, text: string): Error {
  return commandError(
    call,
    `You must specify a rename for the aggregation specifier on the dynamically evaluated field '${text}'.`,
    { at: word.start },
  );
}

/** Undefined for `count()`, and for `count` alone, which needs no parentheses. */
function takeInside(call: CommandCall, word: Word, rest: Word[]): Inside | undefined {
  const [open] = rest;
  if (!isKeyword(open, /^\($/)) {
    if (/^c(?:ount)?$/i.test(word.text)) return undefined;
    throw invalid(call, word);
  }
  const close = closing(rest);
  if (close < 0) throw invalid(call, word);
  const text = call.source.text.slice(open.end, rest[close]?.start);
  rest.splice(0, close + 1);
  return text.trim() === "" ? undefined : { text, start: open.end };
}

/** `AS name`. */
function takeName(call: CommandCall, word: Word, rest: Word[]): string | undefined {
  if (!isKeyword(rest[0], /^as$/i)) return undefined;
  const [, name] = rest.splice(0, 2);
  if (name !== undefined) return withParentheses(call, name, rest);
  throw commandError(call, "The rename value is invalid.", { at: word.start });
}

/** `AS b(c)`: parentheses that follow without a blank belong to the name. */
function withParentheses(call: CommandCall, name: Word, rest: Word[]): string {
  const close = rest[0]?.text === "(" && rest[0].start === name.end ? closing(rest) : -1;
  if (name.isQuoted || close < 0) return name.text;
  const end = rest.splice(0, close + 1).at(-1)?.end;
  return call.source.text.slice(name.start, end);
}

function named(
  call: CommandCall,
  word: Word,
  text: string,
  name: string | undefined,
): Pick<StatsTerm, "field" | "name"> {
  const field = fieldPattern(text.replace(/^(["'])(.*)\1$/, "$2"));
  if (name !== undefined && countWildcards(name) !== countWildcards(field.text)) {
    throw commandError(
      call,
      `The number of wildcards between field specifier '${field.text}' and rename specifier '${name}' do not match.`,
      { at: word.start },
    );
  }
  return { field, name: name ?? `${word.text}(${field.text})` };
}

/** The place of the parenthesis that closes the first one. */
function closing(words: readonly Word[]): number {
  let depth = 0;
  for (let at = 0; at < words.length; at += 1) {
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
