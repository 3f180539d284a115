/**
 * Regular expressions as Splunk has them: PCRE. Patterns come out of confs and searches that others wrote, so a match
 * must mean what PCRE means, and must end.
 *
 * How: `pattern/` reads a pattern into a tree, as pcrepattern(3) describes it. `native/` writes the tree as a JavaScript
 * pattern where both mean the same; `machine/regex-cost.ts` tells up to which length of text that is safe, for
 * JavaScript's engine cannot be stopped. All else runs on the machine of `machine/`, which counts its steps, and gives
 * up with SEARCH_REGEX_TIMEOUT where PCRE gives up at its match limit.
 *
 * Why by hand: re2js and other engines without backtracking have no look-around, no back references, no atomic groups
 * and no calls, all of which add-ons use. PCRE compiled to WebAssembly weighs more than ar-sim, and every text would be
 * copied to it. JavaScript's own engine in `node:vm` can be given a time limit, but takes 136 µs a call, against 0.13
 * here, and its dialect is another: possessive repeats, `(?i)` in the middle, `\A`, `\h`, POSIX classes and conditions
 * are all missing.
 */
import { checkLength } from "../text/limits.ts";
import { HarnessError, type Where } from "../../errors.ts";
import { RegexLimitError } from "./machine/match-state.ts";
import { RegexSyntaxError } from "./pattern/pattern-reader.ts";
import { estimateCost } from "./machine/regex-cost.ts";
import { RegexMachine } from "./machine/regex-machine.ts";
import { parseRegex } from "./pattern/regex-parser.ts";
import { compileProgram } from "./machine/regex-program.ts";
import { toJsRegex } from "./native/regex-to-js.ts";
import type { ParsedRegex } from "./pattern/regex-tree.ts";
import { pointAt } from "../text/point-at.ts";
import { SearchError } from "../text/search-error.ts";

export interface PcreMatch {
  /** Offset of the match; behind `\K`, if there is one. */
  readonly index: number;
  /** Offset behind the match. */
  readonly end: number;
  /** `groups[0]` is the match; undefined for groups that took no part. */
  readonly groups: readonly (string | undefined)[];
  /** Named groups that took part. */
  readonly named: ReadonlyMap<string, string>;
}

export interface CompileOptions {
  /** `i`, `s`, `m`, `x`: as `(?i)` in front of the pattern. */
  readonly flags?: string | undefined;
  /** Where the pattern stands, for errors. */
  readonly where?: Where | undefined;
  /** Steps a match may take before it is given up. */
  readonly stepLimit?: number | undefined;
}

/** About half a second on the counting matcher. */
const STEP_LIMIT = 20_000_000;
/** Steps JavaScript's engine may be trusted with in the worst case, well under a second. */
const NATIVE_BUDGET = 2e8;

/**
 * Compiles a pattern as PCRE reads it. Throws SEARCH_BAD_REGEX when it does not compile.
 *
 * @example
 * const user = compilePcre('user=(?<user>\\S+)')
 * user.exec('user=bob action=x')?.named.get('user') // 'bob'
 */
export function compilePcre(pattern: string, options: CompileOptions = {}): Pcre {
  try {
    return new Pcre(pattern, parseRegex(pattern, options.flags), options);
  } catch (error) {
    if (!(error instanceof RegexSyntaxError)) throw error;
    throw new SearchError("SEARCH_BAD_REGEX", `Bad regular expression: ${error.message}`, {
      cause: error,
      place: ` (at offset ${error.offset})\n${pointAt(pattern, error.offset)}`,
      hint: "Correct the pattern; Splunk reads it as PCRE.",
      where: options.where,
    });
  }
}

const NONE_NAMED: ReadonlyMap<string, string> = new Map();

export class Pcre {
  readonly pattern: string;
  /** Names of groups in order of appearance. */
  readonly names: readonly string[];
  readonly groupCount: number;
  readonly #regex: ParsedRegex;
  readonly #options: CompileOptions;
  readonly #native: RegExp | undefined;
  readonly #nativeGroups: readonly number[];
  /** The longest text that is given to JavaScript's engine. */
  readonly #nativeLength: number;
  #machine: RegexMachine | undefined;

  /** Use `compilePcre`. */
  constructor(pattern: string, regex: ParsedRegex, options: CompileOptions) {
    this.pattern = pattern;
    this.names = [...regex.names.keys()];
    this.groupCount = regex.groupCount;
    this.#regex = regex;
    this.#options = options;
    const js = toJsRegex(regex);
    this.#native = js === undefined ? undefined : new RegExp(js.source, "gu");
    this.#nativeGroups = js?.groups ?? [];
    this.#nativeLength = js === undefined ? -1 : longestSafe(regex);
  }

  test(text: string, from: number = 0): boolean {
    if (text.length > this.#nativeLength || this.#native === undefined) {
      return this.#exec(text, from) !== undefined;
    }
    this.#native.lastIndex = from;
    return this.#native.test(text);
  }

  /** The first match at or behind `from`. */
  exec(text: string, from: number = 0): PcreMatch | undefined {
    return this.#exec(text, from);
  }

  /** All matches, one behind the other; an empty match is not repeated at its place. */
  *matchAll(text: string): Generator<PcreMatch, void, undefined> {
    for (let from = 0; from <= text.length;) {
      const match = this.#exec(text, from);
      if (match === undefined) return;
      yield match;
      from =
        match.end > match.index && match.end > from
          ? match.end
          : nextCharacter(text, Math.max(from, match.end));
    }
  }

  /** Replaces the first `limit` matches; `\1` and `\0` in a text stand for groups and the match. */
  replace(
    text: string,
    replacement: string | ((match: PcreMatch) => string),
    limit: number = Infinity,
  ): string {
    const isPlain = typeof replacement === "string" && !replacement.includes("\\");
    let out = "";
    let from = 0;
    let count = 0;
    for (const match of this.matchAll(text)) {
      if (count++ >= limit) break;
      out += text.slice(from, match.index);
      if (typeof replacement !== "string") out += replacement(match);
      else out += isPlain ? replacement : fill(replacement, match);
      from = match.end;
      checkLength(out.length);
    }
    return out + text.slice(from);
  }

  #exec(text: string, from: number): PcreMatch | undefined {
    const native = text.length > this.#nativeLength ? undefined : this.#native;
    if (native === undefined) return this.#count(text, from);
    native.lastIndex = from;
    const match = native.exec(text);
    if (match === null) return undefined;
    const groups = this.#nativeGroups.map((index) => match[index]);
    return this.#match(match.index, match.index + match[0].length, groups);
  }

  #count(text: string, from: number): PcreMatch | undefined {
    this.#machine ??= new RegexMachine(
      compileProgram(this.#regex),
      this.#options.stepLimit ?? STEP_LIMIT,
    );
    try {
      const slots = this.#machine.exec(text, from);
      if (slots === undefined) return undefined;
      const [start = 0, end = 0] = slots;
      return this.#match(start, end, groupsOf(text, slots));
    } catch (error) {
      throw error instanceof RegexLimitError ? this.#timeout(text) : error;
    }
  }

  #match(index: number, end: number, groups: readonly (string | undefined)[]): PcreMatch {
    if (this.names.length === 0) return { index, end, groups, named: NONE_NAMED };
    const named = new Map<string, string>();
    for (const [name, indexes] of this.#regex.names) {
      for (const group of indexes) {
        const value = groups[group];
        if (value !== undefined && !named.has(name)) named.set(name, value);
      }
    }
    return { index, end, groups, named };
  }

  #timeout(text: string): HarnessError {
    const shown = this.pattern.length > 120 ? `${this.pattern.slice(0, 119)}…` : this.pattern;
    const message = `Regular expression given up: it backtracks without end on a text of ${text.length} characters: ${shown}`;
    return new HarnessError("SEARCH_REGEX_TIMEOUT", message, {
      hint: "Make repeats that follow each other, or stand within each other, unable to match the same text.",
      where: this.#options.where,
    });
  }
}

function groupsOf(text: string, slots: Int32Array): (string | undefined)[] {
  const groups: (string | undefined)[] = [];
  for (let at = 0; at < slots.length; at += 2) {
    const start = slots[at] ?? -1;
    const end = slots[at + 1] ?? -1;
    groups.push(start < 0 || end < 0 ? undefined : text.slice(start, end));
  }
  return groups;
}

function longestSafe(regex: ParsedRegex): number {
  const { degree, factor } = estimateCost(regex.root);
  if (degree === 0) return Infinity;
  return Math.floor((NATIVE_BUDGET / factor) ** (1 / degree));
}

function nextCharacter(text: string, at: number): number {
  return at + ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);
}

function fill(replacement: string, match: PcreMatch): string {
  return replacement.replace(/\\(\d{1,2}|\\)/g, (_whole, digits: string) =>
    digits === "\\" ? "\\" : (match.groups[Number(digits)] ?? ""),
  );
}
