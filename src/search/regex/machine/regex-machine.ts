// A backtracking matcher in the manner of PCRE, with a count of its steps: it gives up where PCRE
// would at its match limit, and JavaScript's own engine never does.
import { endOfReference, firstSetGroup } from "../pattern/group-reference.ts";
import { BRANCH, GIVE_BACK, MatchState, RegexLimitError, TAKE_MORE } from "./match-state.ts";
import { NO_LIMIT, OP } from "./regex-operations.ts";
import type { RegexProgram } from "./regex-program.ts";
import { countRound, takeRound } from "./repeat-rounds.ts";
import { before, holdsAt, isInsidePair, stepBack, takeSet, widthIn } from "./text-steps.ts";

/** Calls and assertions within each other. */
const MAX_DEPTH = 400;

export class RegexMachine {
  readonly #program: RegexProgram;
  readonly #stepLimit: number;
  readonly #state: MatchState;
  #steps = 0;
  #depth = 0;
  #text = "";
  #searchStart = 0;
  /** Where `#special` and `#backtrack` leave the position. */
  #movedTo = 0;

  constructor(program: RegexProgram, stepLimit: number) {
    this.#program = program;
    this.#stepLimit = stepLimit;
    this.#state = new MatchState(program.slotCount, program.registerCount);
  }

  /** Offsets of the match and its groups in pairs, -1 for groups not set; undefined for no match. */
  exec(text: string, from: number): Int32Array | undefined {
    const { first } = this.#program;
    const state = this.#state;
    this.#text = text;
    this.#searchStart = from;
    this.#steps = 0;
    for (let start = from; start <= text.length; start++) {
      if (first !== undefined) {
        while (start < text.length && first[Math.min(text.charCodeAt(start), 128)] === 0) start++;
        if (start >= text.length) return undefined;
      }
      if (isInsidePair(text, start)) continue;
      state.reset(start);
      this.#depth = 0;
      const end = this.#run(0, start, -1);
      if (end < 0) continue;
      state.slots[1] = end;
      return state.slots.slice();
    }
    return undefined;
  }

  /** Runs from `startPc` until MATCH or `returnPc`; the end of the match, or -1 with all undone. */
  #run(startPc: number, startAt: number, returnPc: number): number {
    const { code, sets } = this.#program;
    const state = this.#state;
    const text = this.#text;
    const base = state.top;
    let pc = startPc;
    let at = startAt;
    for (;;) {
      if (++this.#steps > this.#stepLimit) throw new RegexLimitError();
      if (pc === returnPc) return at;
      let next = -1;
      switch (code[pc]) {
        case OP.MATCH:
          return at;
        case OP.CHAR:
          if (text.charCodeAt(at) === code[pc + 1]) {
            at++;
            next = pc + 2;
          }
          break;
        case OP.SET: {
          const test = sets[code[pc + 1] ?? 0];
          const width = test === undefined ? 0 : widthIn(test, text, at);
          at += width;
          if (width > 0) next = pc + 2;
          break;
        }
        case OP.SPLIT:
          state.push(BRANCH, code[pc + 2] ?? 0, at, 0);
          next = code[pc + 1] ?? 0;
          break;
        case OP.JUMP:
          next = code[pc + 1] ?? 0;
          break;
        case OP.SAVE:
          state.setSlot(code[pc + 1] ?? 0, at);
          next = pc + 2;
          break;
        case OP.ASSERT:
          if (holdsAt(code[pc + 1] ?? 0, text, at, this.#searchStart)) next = pc + 2;
          break;
        case OP.GREEDY:
        case OP.LAZY:
        case OP.POSSESSIVE:
          at = this.#takeMany(pc, at);
          if (at >= 0) next = pc + 4;
          break;
        case OP.COUNT:
          next = countRound(code, state, pc, at);
          break;
        default:
          next = this.#special(pc, at);
          at = this.#movedTo;
      }
      if (next < 0) {
        next = this.#backtrack(base);
        if (next < 0) return -1;
        at = this.#movedTo;
      }
      pc = next;
    }
  }

  /** The rarer operations: the next instruction, or -1 for failure. */
  #special(pc: number, at: number): number {
    const { code } = this.#program;
    this.#movedTo = at;
    switch (code[pc]) {
      case OP.LOOK: {
        const isNegative = code[pc + 1] === 1;
        const isFound = this.#inner(pc + 3, at, -1, isNegative) >= 0;
        this.#movedTo = at;
        return isFound === isNegative ? -1 : (code[pc + 2] ?? 0);
      }
      case OP.ATOMIC:
        this.#movedTo = this.#inner(pc + 2, at, -1, false);
        return this.#movedTo < 0 ? -1 : (code[pc + 1] ?? 0);
      case OP.CALL:
        return this.#call(pc, at);
      case OP.BACK:
        this.#movedTo = stepBack(this.#text, at, code[pc + 1] ?? 0);
        return this.#movedTo < 0 ? -1 : pc + 2;
      case OP.REFERENCE:
        return this.#reference(pc, at);
      case OP.IF_SET: {
        const count = code[pc + 2] ?? 0;
        const group = firstSetGroup(code, pc + 3, count, this.#state.slots);
        return group < 0 ? (code[pc + 1] ?? 0) : pc + 3 + count;
      }
      case OP.KEEP:
        this.#state.setSlot(0, at);
        return pc + 1;
      case OP.ZERO:
      case OP.MARK:
        this.#state.setRegister(code[pc + 1] ?? 0, code[pc] === OP.ZERO ? 0 : at);
        return pc + 2;
      case OP.IF_STUCK:
        return this.#state.registers[code[pc + 1] ?? 0] === at ? (code[pc + 2] ?? 0) : pc + 3;
      default:
        return -1;
    }
  }

  /** A run of its own whose choices are final; what it set stays, unless it is to be undone. */
  #inner(pc: number, at: number, returnPc: number, isUndone: boolean): number {
    if (++this.#depth > MAX_DEPTH) throw new RegexLimitError();
    const base = this.#state.top;
    const end = this.#run(pc, at, returnPc);
    this.#depth--;
    if (end >= 0 && isUndone) this.#state.undoTo(base);
    else if (end >= 0) this.#state.settle(base);
    return end;
  }

  /** Guess: atomic, as in PCRE before 10.30. Groups set within a call are forgotten after it. */
  #call(pc: number, at: number): number {
    const { code, groupStarts, groupEnds } = this.#program;
    const group = code[pc + 1] ?? 0;
    const end = this.#inner(groupStarts[group] ?? 0, at, groupEnds[group] ?? -1, true);
    this.#movedTo = end;
    return end < 0 ? -1 : pc + 2;
  }

  #reference(pc: number, at: number): number {
    const { code } = this.#program;
    const count = code[pc + 2] ?? 0;
    const group = firstSetGroup(code, pc + 3, count, this.#state.slots);
    if (group < 0) return -1;
    this.#movedTo = endOfReference(this.#text, at, group, this.#state.slots, code[pc + 1] === 1);
    this.#steps += Math.max(0, this.#movedTo - at);
    return this.#movedTo < 0 ? -1 : pc + 3 + count;
  }

  /** A repeated set: one entry on the stack stands for all its choices. */
  #takeMany(pc: number, at: number): number {
    const { code, sets } = this.#program;
    const test = sets[code[pc + 1] ?? 0];
    const min = code[pc + 2] ?? 0;
    const max = code[pc + 3] ?? NO_LIMIT;
    if (test === undefined) return -1;
    const least = min === 0 ? at : takeSet(test, this.#text, at, min, min);
    if (least < 0 || max === min) return least;
    const more = max === NO_LIMIT ? NO_LIMIT : max - min;
    if (code[pc] === OP.LAZY) {
      this.#state.push(TAKE_MORE, pc, least, more);
      return least;
    }
    const most = takeSet(test, this.#text, least, 0, more);
    this.#steps += most - at;
    if (code[pc] === OP.GREEDY && most > least) this.#state.push(GIVE_BACK, pc, most, least);
    return most;
  }

  /** The instruction of the last choice left above `base`, -1 when there is none. */
  #backtrack(base: number): number {
    const { code, sets } = this.#program;
    const state = this.#state;
    while (state.popChoice(base)) {
      const { stack, top } = state;
      const target = stack[top + 1] ?? 0;
      const at = stack[top + 2] ?? 0;
      const limit = stack[top + 3] ?? 0;
      switch (stack[top]) {
        case GIVE_BACK: {
          this.#movedTo = before(this.#text, at);
          if (this.#movedTo > limit) state.push(GIVE_BACK, target, this.#movedTo, limit);
          return target + 4;
        }
        case TAKE_MORE: {
          const test = sets[code[target + 1] ?? 0];
          const width = test === undefined ? 0 : widthIn(test, this.#text, at);
          if (width === 0) continue;
          this.#movedTo = at + width;
          const more = limit === NO_LIMIT ? NO_LIMIT : limit - 1;
          if (more > 0) state.push(TAKE_MORE, target, this.#movedTo, more);
          return target + 4;
        }
        default:
          this.#movedTo = at;
          return target >= 0 ? target : takeRound(code, state, -1 - target);
      }
    }
    return -1;
  }
}
