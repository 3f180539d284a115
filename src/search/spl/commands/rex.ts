/**
 * `rex [field=…] "regex" [max_match=…] [offset_field=…]` and `rex mode=sed "s/…/…/"`. Ground: searchbnf.conf,
 * «rex-command»; messages.conf `[REX…]`.
 */
import { RegexSyntaxError } from "../../regex/pattern/pattern-reader.ts";
import { compilePcre, type Pcre, type PcreMatch } from "../../regex/regex.ts";
import type { MutableRow } from "../../text/row.ts";
import { SearchError } from "../../text/search-error.ts";
import { compileSed } from "../../text/sed.ts";
import { optionIn, readWords, type Word, wholeNumber } from "../read-words.ts";
import { commandError } from "../spl-error.ts";
import type { CommandCall } from "../spl-tree.ts";
import { eachRow, type Stage, unchanged, withColumns } from "../stage/stage.ts";

const OPTIONS: ReadonlySet<string> = new Set(["field", "max_match", "offset_field", "mode"]);

export function rex(call: CommandCall): Stage {
  // A pattern without quotes holds brackets and parentheses.
  const words = readWords(call, 0, /\s/);
  const pattern = patternIn(call, words);
  const text = pattern.key === undefined ? pattern.text : `${pattern.key}=${pattern.text}`;
  const field = optionIn(words, "field")?.text ?? "_raw";
  if (isSed(call, optionIn(words, "mode"))) return sed(call, field, text, pattern);
  const limit = wholeNumber(call, optionIn(words, "max_match"), 1);
  return extract(call, {
    field,
    text,
    limit: limit === 0 ? Infinity : limit,
    offsetField: optionIn(words, "offset_field")?.text,
  });
}

function patternIn(call: CommandCall, words: readonly Word[]): Word {
  const [pattern, stray] = words.filter(({ key }) => !OPTIONS.has(key?.toLowerCase() ?? ""));
  if (pattern !== undefined && stray === undefined) return pattern;
  throw commandError(
    call,
    pattern === undefined ? "The regex is missing." : `Invalid argument: '${stray?.text}'`,
    { at: stray?.start ?? call.start, hint: "Put the whole regex into double quotes." },
  );
}

function isSed(call: CommandCall, mode: Word | undefined): boolean {
  if (mode === undefined || mode.text.toLowerCase() === "sed") return mode !== undefined;
  throw commandError(call, `Invalid mode '${mode.text}'`, {
    at: mode.start,
    hint: "Write mode=sed.",
  });
}

/** Ground: messages.conf, `[REX__REGEX_COMPILE…]` as users quote it. */
function compile(call: CommandCall, text: string, flags?: string): Pcre {
  const { where } = call.source;
  try {
    return compilePcre(text, { flags, where });
  } catch (error) {
    if (!(error instanceof SearchError && error.cause instanceof RegexSyntaxError)) throw error;
    const { code, place, hint, cause } = error;
    const problem = `Encountered the following error while compiling the regex '${text}': Regex: ${cause.message}`;
    throw new SearchError(code, `Error in 'rex' command: ${problem}`, {
      place,
      hint,
      where,
      cause,
      command: call.name,
    });
  }
}

function sed(call: CommandCall, field: string, text: string, pattern: Word): Stage {
  const change = compileSed(text, (regex, flags) => {
    const compiled = compile(call, regex, flags);
    return {
      all: (subject) => compiled.matchAll(subject),
      replace: (subject, to, limit) => compiled.replace(subject, to, limit),
    };
  });
  if (change === undefined) {
    throw commandError(call, `Failed to initialize sed. Invalid sed expression: ${text}`, {
      at: pattern.start,
      hint: "Write s/regex/replacement/g or y/abc/xyz/.",
    });
  }
  return {
    columns: unchanged,
    run: eachRow(() => (row) => {
      const value = row[field];
      if (typeof value === "string") row[field] = change(value);
      else if (value !== undefined) row[field] = value.map(change);
      return row;
    }),
  };
}

interface Extraction {
  readonly field: string;
  readonly text: string;
  /** Matches in one row. */
  readonly limit: number;
  readonly offsetField: string | undefined;
}

function extract(call: CommandCall, extraction: Extraction): Stage {
  const { field, text, offsetField } = extraction;
  const regex = compile(call, text);
  if (regex.names.length === 0) {
    throw commandError(
      call,
      `The regex '${text}' does not extract anything. It should specify at least one named group. Format: (?<name>...).`,
    );
  }
  const added = offsetField === undefined ? regex.names : [...regex.names, offsetField];
  return {
    columns: (before) => withColumns(before, added),
    run: eachRow(() => (row) => {
      const subject = row[field];
      if (subject === undefined) return row;
      const groupValues = new GroupValues(regex, extraction);
      if (typeof subject === "string") groupValues.lookIn(subject);
      else subject.forEach((value) => groupValues.lookIn(value));
      groupValues.writeTo(row);
      return row;
    }),
  };
}

/** What the named groups of all matches in one row hold. */
class GroupValues {
  readonly #regex: Pcre;
  readonly #offsetField: string | undefined;
  readonly #values = new Map<string, string[]>();
  readonly #offsets: string[] = [];
  #left: number;

  constructor(regex: Pcre, { limit, offsetField }: Extraction) {
    this.#regex = regex;
    this.#offsetField = offsetField;
    this.#left = limit;
  }

  lookIn(text: string): void {
    if (this.#left <= 0) return;
    for (const match of this.#regex.matchAll(text)) {
      for (const [name, value] of match.named) this.#add(name, value);
      if (this.#offsetField !== undefined) this.#offsets.push(...offsetsOf(match, text));
      if ((this.#left -= 1) <= 0) return;
    }
  }

  #add(name: string, value: string): void {
    const values = this.#values.get(name);
    if (values === undefined) this.#values.set(name, [value]);
    else values.push(value);
  }

  writeTo(row: MutableRow): void {
    for (const [name, values] of this.#values) {
      const [only] = values;
      row[name] = values.length === 1 && only !== undefined ? only : values;
    }
    if (this.#offsetField !== undefined && this.#offsets.length > 0)
      row[this.#offsetField] = this.#offsets.join("&");
  }
}

/** `name=first-last` for each group; a group's text is looked for within the match. */
function offsetsOf(match: PcreMatch, subject: string): string[] {
  return [...match.named].map(([name, value]) => {
    const start = Math.max(match.index, subject.indexOf(value, match.index));
    return `${name}=${start}-${start + value.length - 1}`;
  });
}
