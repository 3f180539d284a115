// PCRE's dialect of regular expressions: text → tree. Ground: pcrepattern(3); Splunk's props.conf,
// transforms.conf, `rex` and the eval functions all hand their patterns to PCRE.
import { ANY, charSet, codeOf, foldRanges, NO_NEWLINE, type CharSet } from "./char-set.ts";
import { parseClass } from "./regex-class.ts";
import { readEscape, type Escape } from "./regex-escape.ts";
import { NO_FLAGS, withFlag, type RegexFlags } from "./regex-flags.ts";
import { GroupTable } from "./regex-groups.ts";
import { PatternReader } from "./pattern-reader.ts";
import { checkLookbehind } from "./regex-width.ts";
import { takeTimes } from "./regex-times.ts";
import type { ConditionNode, LookNode, ParsedRegex, RegexNode } from "./regex-tree.ts";

/** Groups nested deeper are refused, as by PCRE (whose limit is 250). */
const MAX_DEPTH = 250;

// What opens what; made once, since each pattern asks for them at every turn.
const QUOTED = /\\Q([^]*?)(?:\\E|$)/y;
const VERB = /\*([A-Z_]*)(?::[^)]*)?\)/y;
const PLAIN = /[:|>]/y;
const LOOK = /<?[=!]/y;
const NAME = /P?<[^>)]*>|'[^')]*'/y;

/** What `^` and `$` stand for, without the flag `m` and with it. */
const LINE_ANCHORS = {
  "^": ["start", "line-start"],
  $: ["end-or-newline", "line-end"],
} as const;

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
    while (!this.#isAtEnd()) {
      const quoted = this.#reader.take(QUOTED);
      if (quoted !== undefined) items.push(...this.#quoted(quoted[1] ?? ""));
      else {
        const atom = this.#atom();
        if (atom !== undefined) items.push(this.#repeats(atom));
      }
    }
    const [only] = items;
    if (only === undefined) return { kind: "empty" };
    return items.length === 1 ? only : { kind: "sequence", items };
  }

  #isAtEnd(): boolean {
    if (this.#flags.isExtended) this.#reader.skipExtended();
    const char = this.#reader.peek();
    return char === undefined || char === "|" || char === ")";
  }

  /** Undefined for comments, flags, and `\E`, which match nothing. */
  #atom(): RegexNode | undefined {
    const reader = this.#reader;
    if (reader.eat("\\E")) return undefined;
    const char = reader.next();
    switch (char) {
      case "(":
        return this.#group();
      case "[":
        return this.#set(parseClass(reader, this.#flags.isCaseless));
      case ".":
        return this.#set(this.#flags.isDotAll ? ANY : NO_NEWLINE);
      case "^":
      case "$":
        return this.#lineAnchor(char);
      case "\\":
        return this.#escape(readEscape(reader, this.#groups));
      default:
        if ("*+?".includes(char)) throw reader.error(`nothing to repeat before ${char}`, -1);
        return this.#code(codeOf(char));
    }
  }

  #lineAnchor(sign: keyof typeof LINE_ANCHORS): RegexNode {
    const [plain, multiline] = LINE_ANCHORS[sign];
    return { kind: "anchor", anchor: this.#flags.isMultiline ? multiline : plain };
  }

  #set(set: CharSet): RegexNode {
    return { kind: "set", set };
  }

  /** A quantifier behind `\E` belongs to the last character alone. */
  #quoted(text: string): RegexNode[] {
    const items = [...text].map((char) => this.#code(codeOf(char)));
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
      const times = takeTimes(this.#reader, this.#flags.isUngreedy);
      if (times === undefined) return node;
      if (node.kind !== "anchor" && node.kind !== "look") {
        node = { kind: "repeat", body: node, ...times };
      } else if (times.min === 0) {
        // Repeating what takes no room changes nothing, save that it becomes optional.
        node = { kind: "empty" };
      }
    }
  }

  /** Undefined for comments and for flags. */
  #group(): RegexNode | undefined {
    const reader = this.#reader;
    const verb = reader.take(VERB);
    if (verb !== undefined) return this.#verb(verb[1] ?? "");
    return reader.eat("?") ? this.#specialGroup() : this.#capture();
  }

  /** What `(?` opens; undefined for comments and for flags. */
  #specialGroup(): RegexNode | undefined {
    const reader = this.#reader;
    if (reader.take(/#[^)]*\)/y)) return undefined;
    const plain = reader.takeText(PLAIN);
    if (plain !== undefined) return this.#plainGroup(plain);
    const look = reader.takeText(LOOK);
    if (look !== undefined) return this.#look(look);
    const name = reader.takeText(NAME);
    if (name !== undefined) return this.#capture(name.slice(name.startsWith("P") ? 2 : 1, -1));
    if (reader.peek() === "(") return this.#condition();
    return this.#groups.takeCall(reader) ?? this.#flagGroup();
  }

  #verb(name: string): RegexNode {
    if (name === "FAIL" || name === "F") return { kind: "fail" };
    throw this.#reader.error(`the verb (*${name}) is not supported`);
  }

  /** `(?:…)`, `(?|…)` whose alternatives number their groups alike, `(?>…)`. */
  #plainGroup(sign: string): RegexNode {
    const body = this.#body(sign === "|");
    return sign === ">" ? { kind: "atomic", body } : body;
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

  #look(sign: string): LookNode {
    const isBehind = sign.startsWith("<");
    return { kind: "look", isBehind, isNegative: sign.endsWith("!"), body: this.#body() };
  }

  #condition(): ConditionNode {
    const reader = this.#reader;
    const look = reader.take(/\(\?(<?[=!])/y)?.[1];
    const test = look === undefined ? this.#groups.takeCondition(reader) : this.#look(look);
    const body = this.#body();
    const [then = body, otherwise = { kind: "empty" }, ...more]: readonly RegexNode[] =
      body.kind === "alternation" ? body.options : [body];
    if (more.length > 0) throw reader.error("a condition has more than two branches");
    return { kind: "condition", test, then, otherwise };
  }

  /** `(?i)` holds to the end of the group it stands in, `(?i:…)` for its own. */
  #flagGroup(): RegexNode | undefined {
    const match = this.#reader.take(/(\^?)([a-zA-Z]*)(?:-([a-zA-Z]*))?([):])/y);
    if (match === undefined) throw this.#reader.error("unrecognized character after (?");
    const before = this.#flags;
    if (match[1] === "^") for (const letter of "isxm") this.#setFlag(letter, false);
    for (const letter of match[2] ?? "") this.#setFlag(letter, true);
    for (const letter of match[3] ?? "") this.#setFlag(letter, false);
    if (match[4] === ")") return undefined;
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
