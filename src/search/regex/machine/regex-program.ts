// Turns a PCRE tree into instructions for the backtracking machine in regex-machine.ts.
import { hasCode, type CharSet } from "../pattern/char-set.ts";
import { firstCharacters } from "./regex-cost.ts";
import { ANCHOR_CODES, NO_LIMIT, OP } from "./regex-operations.ts";
import { caseOf, type RegexCases } from "../pattern/regex-cases.ts";
import type {
  ConditionNode,
  LookNode,
  ParsedRegex,
  RegexNode,
  RepeatNode,
} from "../pattern/regex-tree.ts";
import { canBeEmpty, fixedWidth } from "../pattern/regex-width.ts";

export interface RegexProgram {
  readonly code: Int32Array;
  readonly sets: readonly SetTest[];
  readonly registerCount: number;
  readonly slotCount: number;
  /** Where the body of each group begins, for calls; 0 is the whole. */
  readonly groupStarts: readonly number[];
  /** Where it ends; none for the whole, which ends at MATCH. */
  readonly groupEnds: readonly number[];
  /** 1 for each code below 128 a match can begin with, at 128 for all others; none if it can be empty. */
  readonly first: Uint8Array | undefined;
}

export interface SetTest {
  /** 1 for each code below 256 in the set. */
  readonly low: Uint8Array;
  readonly set: CharSet;
}

export function compileProgram(regex: ParsedRegex): RegexProgram {
  return new Compiler().compile(regex);
}

class Compiler {
  readonly #code: number[] = [];
  readonly #sets: SetTest[] = [];
  readonly #groupStarts: number[] = [];
  readonly #groupEnds: number[] = [];
  #registers = 0;

  compile({ root, groupCount }: ParsedRegex): RegexProgram {
    this.#groupStarts[0] = 0;
    this.#emitNode(root);
    this.#emit(OP.MATCH);
    return {
      code: Int32Array.from(this.#code),
      sets: this.#sets,
      registerCount: this.#registers,
      slotCount: 2 * (groupCount + 1),
      groupStarts: this.#groupStarts,
      groupEnds: this.#groupEnds,
      first: firstTable(root),
    };
  }

  #emit(...words: number[]): number {
    const at = this.#code.length;
    for (const word of words) this.#code.push(word);
    return at;
  }

  get #here(): number {
    return this.#code.length;
  }

  #patch(at: number, target = this.#here): void {
    this.#code[at] = target;
  }

  #emitNode(node: RegexNode): void {
    caseOf(this.#cases, node)(node);
  }

  readonly #cases: RegexCases<void> = {
    empty: () => {},
    set: ({ set }) => this.#emitSet(set),
    sequence: ({ items }) => items.forEach((item) => this.#emitNode(item)),
    alternation: ({ options }) => this.#emitChoices(options, (option) => this.#emitNode(option)),
    capture: ({ index, body }) => {
      this.#groupStarts[index] ??= this.#here;
      this.#emit(OP.SAVE, 2 * index);
      this.#emitNode(body);
      this.#emit(OP.SAVE, 2 * index + 1);
      this.#groupEnds[index] ??= this.#here;
    },
    atomic: ({ body }) => {
      const at = this.#emit(OP.ATOMIC, 0);
      this.#emitNode(body);
      this.#emit(OP.MATCH);
      this.#patch(at + 1);
    },
    repeat: (node) => this.#emitRepeat(node),
    look: (node) => this.#emitLook(node),
    anchor: ({ anchor }) => void this.#emit(OP.ASSERT, ANCHOR_CODES.indexOf(anchor)),
    backreference: ({ isCaseless, indexes }) =>
      void this.#emit(OP.REFERENCE, isCaseless ? 1 : 0, indexes.length, ...indexes),
    call: ({ index }) => void this.#emit(OP.CALL, index),
    condition: (node) => this.#emitCondition(node),
    keep: () => void this.#emit(OP.KEEP),
    fail: () => void this.#emit(OP.FAIL),
  };

  #emitSet(set: CharSet): void {
    const [low, high] = set.ranges;
    const isOne = set.ranges.length === 2 && low === high && set.properties.length === 0;
    if (isOne && !set.isNegated && low !== undefined && low < 0xd800) this.#emit(OP.CHAR, low);
    else this.#emit(OP.SET, this.#setIndex(set));
  }

  #setIndex(set: CharSet): number {
    const known = this.#sets.findIndex((entry) => entry.set === set);
    if (known >= 0) return known;
    const low = Uint8Array.from({ length: 256 }, (_, code) => (hasCode(set, code) ? 1 : 0));
    return this.#sets.push({ low, set }) - 1;
  }

  #emitChoices(options: readonly RegexNode[], emitOne: (option: RegexNode) => void): void {
    const exits: number[] = [];
    options.forEach((option, index) => {
      if (index === options.length - 1) {
        emitOne(option);
        return;
      }
      const split = this.#emit(OP.SPLIT, this.#here + 3, 0);
      emitOne(option);
      exits.push(this.#emit(OP.JUMP, 0) + 1);
      this.#patch(split + 2);
    });
    for (const exit of exits) this.#patch(exit);
  }

  #emitRepeat(node: RepeatNode): void {
    const { body, min, max, mode } = node;
    const limit = max === Infinity ? NO_LIMIT : max;
    if (body.kind === "set") {
      const op = { greedy: OP.GREEDY, lazy: OP.LAZY, possessive: OP.POSSESSIVE }[mode];
      this.#emit(op, this.#setIndex(body.set), min, limit);
    } else if (mode === "possessive") {
      this.#emitNode({ kind: "atomic", body: { ...node, mode: "greedy" } });
    } else if (min === 0 && max === 1) {
      const split = this.#emitSplit(mode === "lazy");
      this.#emitNode(body);
      this.#patch(split.other);
    } else if (max > 0) this.#emitLoop(node, limit);
  }

  /** Two choices of which one goes straight on; the other's target is patched by the caller. */
  #emitSplit(isLazy: boolean): { readonly other: number } {
    const at = this.#emit(OP.SPLIT, this.#here + 3, this.#here + 3);
    return { other: isLazy ? at + 1 : at + 2 };
  }

  #emitLoop({ body, min, mode }: RepeatNode, limit: number): void {
    const counter = this.#registers++;
    this.#emit(OP.ZERO, counter);
    const count = this.#emit(OP.COUNT, counter, min, limit, mode === "lazy" ? 1 : 0, 0);
    const out = this.#emit(OP.JUMP, 0);
    this.#patch(count + 5);
    const mark = canBeEmpty(body) ? this.#registers++ : -1;
    if (mark >= 0) this.#emit(OP.MARK, mark);
    this.#emitNode(body);
    const stuck = mark >= 0 ? this.#emit(OP.IF_STUCK, mark, 0) : -1;
    this.#emit(OP.JUMP, count);
    if (stuck >= 0) this.#patch(stuck + 2);
    this.#patch(out + 1);
  }

  #emitLook({ isBehind, isNegative, body }: LookNode): void {
    const look = this.#emit(OP.LOOK, isNegative ? 1 : 0, 0);
    const options = body.kind === "alternation" ? body.options : [body];
    this.#emitChoices(options, (option) => {
      if (isBehind) this.#emit(OP.BACK, fixedWidth(option) ?? 0);
      this.#emitNode(option);
    });
    this.#emit(OP.MATCH);
    this.#patch(look + 2);
  }

  #emitCondition({ test, then, otherwise }: ConditionNode): void {
    if (test === undefined) {
      // (?(DEFINE)…) only holds groups to be called.
      const over = this.#emit(OP.JUMP, 0);
      this.#emitNode(then);
      this.#patch(over + 1);
      return;
    }
    if ("kind" in test) {
      const opposite: LookNode = { ...test, isNegative: !test.isNegative };
      const options: RegexNode[] = [
        { kind: "sequence", items: [test, then] },
        { kind: "sequence", items: [opposite, otherwise] },
      ];
      this.#emitChoices(options, (option) => this.#emitNode(option));
      return;
    }
    const at = this.#emit(OP.IF_SET, 0, test.length, ...test);
    this.#emitNode(then);
    const over = this.#emit(OP.JUMP, 0);
    this.#patch(at + 1);
    this.#emitNode(otherwise);
    this.#patch(over + 1);
  }
}

function firstTable(root: RegexNode): Uint8Array | undefined {
  const bits = firstCharacters(root);
  if (bits === undefined) return undefined;
  return Uint8Array.from({ length: 129 }, (_, code) => Number((bits >> BigInt(code)) & 1n));
}
