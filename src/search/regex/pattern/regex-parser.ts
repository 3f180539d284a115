// PCRE's dialect of regular expressions: text → tree. Ground: pcrepattern(3); Splunk's props.conf,
// transforms.conf, `rex` and the eval functions all hand their patterns to PCRE.
import { ANY, charSet, foldRanges, NO_NEWLINE, type CharSet } from "./char-set.ts";
import { parseClass } from "./regex-class.ts";
import { readEscape, type Escape } from "./regex-escape.ts";
import { NO_FLAGS, withFlag, type RegexFlags } from "./regex-flags.ts";
import { GroupTable } from "./regex-groups.ts";
import { PatternReader } from "./pattern-reader.ts";
import { checkLookbehind } from "./regex-width.ts";
import type { ConditionNode, LookNode, ParsedRegex, RegexNode, RepeatNode } from "./regex-tree.ts";

/** Groups nested deeper are refused, as by PCRE (whose limit is 250). */
const MAX_DEPTH = 250;

/** Throws `RegexSyntaxError` (see pattern-reader.ts). */
export function parseRegex(pattern: string, flagLetters = ""): ParsedRegex {
  return new RegexParser(pattern).parse(flagLetters);
}

class RegexParser {
  readonly #reader: PatternReader;
  readonly #groups: GroupTable;
  #flags: RegexFlags = NO_FLAGS;
  #depth = 0;

  constructor(pattern: string) {
    this.#reader = new PatternReader(pattern);
    this.#groups = new GroupTable(pattern);
  }

  parse(flagLetters: string): ParsedRegex {
    for (const letter of flagLetters) this.#setFlag(letter, true);
    // Modes that PCRE reads off the front of a pattern; text is Unicode here in any case.
    while (this.#reader.take(/\(\*(?:UTF8?|UCP|ANYCRLF|CRLF|LF|CR|ANY|BSR_\w+|LIMIT_\w+=\d+)\)/y));
    const root = this.#alternation();
    if (this.#reader.peek() === ")") throw this.#reader.error("a ) without its (");
    checkLookbehind(root, this.#reader);
    return { root, groupCount: this.#groups.count, names: this.#groups.names };
  }

  #alternation(resetsNumbers = false): RegexNode {
    const flags = this.#flags;
    const first = this.#groups.next;
    let highest = first;
    const options: RegexNode[] = [];
    for (;;) {
      if (resetsNumbers) this.#groups.next = first;
      options.push(this.#sequence());
      highest = Math.max(highest, this.#groups.next);
      if (!this.#reader.eat("|")) break;
    }
    if (resetsNumbers) this.#groups.next = highest;
    this.#flags = flags;
    const [only] = options;
    return options.length === 1 && only !== undefined ? only : { kind: "alternation", options };
  }

  #sequence(): RegexNode {
    const items: RegexNode[] = [];
    for (;;) {
      if (this.#flags.isExtended) this.#reader.skipExtended();
      const char = this.#reader.peek();
      if (char === undefined || char === "|" || char === ")") break;
      const quoted = this.#reader.take(/\\Q([^]*?)(?:\\E|$)/y);
      if (quoted !== undefined) {
        items.push(...this.#quoted(quoted[1] ?? ""));
        continue;
      }
      const atom = this.#atom();
      if (atom !== undefined) items.push(this.#repeats(atom));
    }
    const [only] = items;
    if (only === undefined) return { kind: "empty" };
    return items.length === 1 ? only : { kind: "sequence", items };
  }

  /** Undefined for what is no item at all: comments, flags, `\E`. */
  #atom(): RegexNode | undefined {
    const reader = this.#reader;
    if (reader.take(/\\E/y)) return undefined;
    const char = reader.next();
    switch (char) {
      case "(":
        return this.#group();
      case "[":
        return this.#set(parseClass(reader, this.#flags.isCaseless));
      case ".":
        return this.#set(this.#flags.isDotAll ? ANY : NO_NEWLINE);
      case "^":
        return { kind: "anchor", anchor: this.#flags.isMultiline ? "line-start" : "start" };
      case "$":
        return { kind: "anchor", anchor: this.#flags.isMultiline ? "line-end" : "end-or-newline" };
      case "\\":
        return this.#escape(readEscape(reader, this.#groups));
      case "*":
      case "+":
      case "?":
        throw reader.error(`nothing to repeat before ${char}`, -1);
      default:
        return this.#code(char.codePointAt(0) ?? 0);
    }
  }

  #set(set: CharSet): RegexNode {
    return { kind: "set", set };
  }

  /** A quantifier behind `\E` belongs to the last character alone. */
  #quoted(text: string): RegexNode[] {
    const items = [...text].map((char) => this.#code(char.codePointAt(0) ?? 0));
    const last = items.pop();
    return last === undefined ? [] : [...items, this.#repeats(last)];
  }

  #code(code: number): RegexNode {
    const ranges = [code, code];
    return this.#set(charSet(this.#flags.isCaseless ? foldRanges(ranges) : ranges));
  }

  #escape(escape: Escape): RegexNode {
    if (escape.kind === "code") return this.#code(escape.code);
    if (escape.kind !== "backreference") return escape;
    return { ...escape, isCaseless: this.#flags.isCaseless };
  }

  #repeats(atom: RegexNode): RegexNode {
    let node = atom;
    for (;;) {
      if (this.#flags.isExtended) this.#reader.skipExtended();
      const found = this.#reader.take(/(?:([*+?])|\{(\d+)(?:(,)(\d*))?\})([+?]?)/y);
      if (found === undefined) return node;
      const [, sign, low, comma, high, suffix] = found;
      const min = sign === undefined ? Number(low) : sign === "+" ? 1 : 0;
      const max = sign === undefined ? upperBound(min, comma, high) : sign === "?" ? 1 : Infinity;
      if (max < min) throw this.#reader.error("numbers out of order in {}");
      if (min > 65_535 || (max > 65_535 && max !== Infinity)) {
        throw this.#reader.error("number too big in {}");
      }
      if (node.kind === "anchor" || node.kind === "look") {
        // Repeating what takes no room changes nothing, save that it becomes optional.
        if (min === 0) node = { kind: "empty" };
        continue;
      }
      const isLazy = (suffix === "?") !== this.#flags.isUngreedy;
      const mode: RepeatNode["mode"] = suffix === "+" ? "possessive" : isLazy ? "lazy" : "greedy";
      node = { kind: "repeat", body: node, min, max, mode };
    }
  }

  #group(): RegexNode | undefined {
    const reader = this.#reader;
    const verb = reader.take(/\*([A-Z_]*)(:[^)]*)?\)/y);
    if (verb !== undefined) {
      if (verb[1] === "FAIL" || verb[1] === "F") return { kind: "fail" };
      throw reader.error(`the verb (*${verb[1] ?? ""}) is not supported`);
    }
    if (!reader.eat("?")) return this.#capture();
    if (reader.take(/#[^)]*\)/y)) return undefined;
    if (reader.eat(":")) return this.#body();
    if (reader.eat("|")) return this.#body(true);
    if (reader.eat(">")) return { kind: "atomic", body: this.#body() };
    const look = reader.take(/(<?)([=!])/y);
    if (look !== undefined) {
      return this.#look(look[1] === "<", look[2] === "!");
    }
    const name = reader.take(/(?:P?<([^>)]*)>|'([^')]*)')/y);
    if (name !== undefined) return this.#capture(name[1] ?? name[2] ?? "");
    if (reader.peek() === "(") return this.#condition();
    const called = this.#groups.takeCall(reader);
    if (called !== undefined) return called;
    return this.#flagGroup();
  }

  #body(resetsNumbers = false): RegexNode {
    if (++this.#depth > MAX_DEPTH) throw this.#reader.error("groups are nested too deeply");
    const body = this.#alternation(resetsNumbers);
    if (!this.#reader.eat(")")) throw this.#reader.error("missing )");
    this.#depth--;
    return body;
  }

  #capture(name?: string): RegexNode {
    const index = this.#groups.open(name, this.#reader);
    return { kind: "capture", index, body: this.#body() };
  }

  #look(isBehind: boolean, isNegative: boolean): LookNode {
    return { kind: "look", isBehind, isNegative, body: this.#body() };
  }

  #condition(): ConditionNode {
    const reader = this.#reader;
    const look = reader.take(/\(\?(<?)([=!])/y);
    const test =
      look === undefined
        ? this.#groups.takeCondition(reader)
        : this.#look(look[1] === "<", look[2] === "!");
    const body = this.#body();
    const [then = body, otherwise = { kind: "empty" }, ...more]: readonly RegexNode[] =
      body.kind === "alternation" ? body.options : [body];
    if (more.length > 0) throw reader.error("a condition has more than two branches");
    return { kind: "condition", test, then, otherwise };
  }

  /** `(?i)` holds to the end of the group it stands in, `(?i:…)` for its own. */
  #flagGroup(): RegexNode | undefined {
    const found = this.#reader.take(/(\^?)([a-zA-Z]*)(?:-([a-zA-Z]*))?([):])/y);
    if (found === undefined) throw this.#reader.error("unrecognized character after (?");
    const before = this.#flags;
    if (found[1] === "^") for (const letter of "isxm") this.#setFlag(letter, false);
    for (const letter of found[2] ?? "") this.#setFlag(letter, true);
    for (const letter of found[3] ?? "") this.#setFlag(letter, false);
    if (found[4] === ")") return undefined;
    const body = this.#body();
    this.#flags = before;
    return body;
  }

  #setFlag(letter: string, value: boolean): void {
    const flags = withFlag(this.#flags, letter, value);
    if (flags === undefined) throw this.#reader.error(`unknown flag ${letter}`);
    this.#flags = flags;
  }
}

function upperBound(min: number, comma: string | undefined, high: string | undefined): number {
  if (comma === undefined) return min;
  return high === undefined || high === "" ? Infinity : Number(high);
}
