// The groups of a regular expression: numbers, names, and references to them.
import type { PatternReader } from "./pattern-reader.ts";
import type { RegexNode } from "./regex-tree.ts";

export class GroupTable {
  /** Number of the next group to open. */
  next = 1;
  readonly #names = new Map<string, number[]>();
  /** How many groups the pattern holds, also further on: `\12` may be octal or a reference. */
  readonly #total: number;
  readonly #pattern: string;
  #highest = 0;

  constructor(pattern: string) {
    this.#pattern = pattern;
    this.#total = countGroups(pattern);
  }

  get count(): number {
    return this.#highest;
  }

  get total(): number {
    return this.#total;
  }

  get names(): ReadonlyMap<string, readonly number[]> {
    return this.#names;
  }

  open(name: string | undefined, reader: PatternReader): number {
    const index = this.next++;
    this.#highest = Math.max(this.#highest, index);
    if (name === undefined) return index;
    if (!/^[A-Za-z_]\w*$/.test(name)) {
      throw reader.error(
        name === ""
          ? "a group name is empty"
          : `${name} is no group name: letters, digits and _ only`,
        -1,
      );
    }
    const known = this.#names.get(name);
    if (known === undefined) this.#names.set(name, [index]);
    else if (!known.includes(index)) known.push(index);
    return index;
  }

  /** `R`, `1`, `-1`, `+1`, `&name`, `P>name` behind `(?`, with the closing parenthesis. */
  takeCall(reader: PatternReader): RegexNode | undefined {
    const match = reader.take(/(?:R|([+-]?\d+)|(?:&|P>)(\w+))\)/y);
    if (match !== undefined) {
      const [, number, name] = match;
      if (name !== undefined) return { kind: "call", index: this.byName(name, reader)[0] ?? 0 };
      return { kind: "call", index: number === undefined ? 0 : this.byNumber(number, reader) };
    }
    const reference = reader.take(/P=(\w+)\)/y);
    if (reference === undefined) return undefined;
    const indexes = this.byName(reference[1] ?? "", reader);
    return { kind: "backreference", indexes, isCaseless: false };
  }

  /** `(1)`, `(<name>)`, `('name')`, `(name)`, `(DEFINE)` of a conditional group. */
  takeCondition(reader: PatternReader): readonly number[] | undefined {
    const match = reader.take(/\((?:([+-]?\d+)|<(\w+)>|'(\w+)'|(\w+))\)/y);
    if (match === undefined) throw reader.error("a condition of this kind is not supported");
    const [, number, quoted, single, plain] = match;
    if (number !== undefined) return [this.byNumber(number, reader)];
    if (plain === "DEFINE") return undefined;
    if (plain !== undefined && /^R(?:\d|&|$)/.test(plain)) {
      throw reader.error("a condition on recursion is not supported");
    }
    return this.byName(quoted ?? single ?? plain ?? "", reader);
  }

  byNumber(text: string, reader: PatternReader): number {
    const number = Number(text);
    // Counted from here: -1 is the group before, +1 the one that follows.
    const from = { "-": this.next, "+": this.next - 1 }[text.charAt(0)] ?? 0;
    const index = from + number;
    if (index < 0 || index > this.#total) throw reader.error(`there is no group ${text}`);
    return index;
  }

  /** Names may be used before their group. */
  byName(name: string, reader: PatternReader): readonly number[] {
    const known = this.#names.get(name);
    if (known !== undefined) return known;
    const index = groupOf(this.#pattern, name);
    if (index === undefined) throw reader.error(`there is no group named ${name}`);
    return [index];
  }
}

/** One expression for all that opens a group, and for what only looks like it. */
const TOKEN =
  /\\Q[^]*?(?:\\E|$)|\\[^]|\[\^?\]?(?:\\[^]|\[:\^?\w+:\]|[^\]\\])*\]?|\((?:\?(?:P?<(?![=!])(\w*)>|'(\w*)')|(?![?*]))/g;

function countGroups(pattern: string): number {
  let count = 0;
  for (const [token] of pattern.matchAll(TOKEN)) if (token.startsWith("(")) count++;
  return count;
}

function groupOf(pattern: string, name: string): number | undefined {
  let count = 0;
  for (const [token, angled, quoted] of pattern.matchAll(TOKEN)) {
    if (!token.startsWith("(")) continue;
    count++;
    if ((angled ?? quoted) === name) return count;
  }
  return undefined;
}
