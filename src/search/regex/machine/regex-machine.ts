/**
 * A backtracking matcher that works as PCRE does, and counts its steps: it gives up where PCRE would at its match
 * limit, and JavaScript's own engine never does.
 */
import { endOfReference, firstSetGroup } from "./group-reference.ts";
import { BRANCH, GIVE_BACK, MatchState, RegexLimitError, TAKE_MORE } from "./match-state.ts";
import { NO_LIMIT, OP } from "./regex-operations.ts";
import type { RegexProgram } from "./regex-program.ts";
import { stepOfRounds, takeRound } from "./repeat-rounds.ts";
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
  // oxlint-disable-next-line complexity -- the loop of the machine: a table of functions in place of the switch is slower
  #run(startPc: number, startAt: number, returnPc: number): number {
    const { code } = this.#program;
    const state = this.#state;
    const text = this.#text;
    const base = state.top;
    let pc = startPc;
    let at = startAt;
    while (pc !== returnPc) {
      if (++this.#steps > this.#stepLimit) throw new RegexLimitError();
      // Where the next instruction is, -1 when this one fails: then `at` is that of the choice come back to.
      let next = -1;
      const operation = code[pc] ?? OP.FAIL;
      switch (operation) {
        case OP.MATCH:
          return at;
        case OP.CHAR:
          if (text.charCodeAt(at++) === code[pc + 1]) next = pc + 2;
          break;
        case OP.SET: {
          const width = this.#widthIn(code[pc + 1] ?? 0, at);
          at += width;
          if (width > 0) next = pc + 2;
          break;
        }
        case OP.SPLIT:
        case OP.JUMP:
          if (operation === OP.SPLIT) state.push(BRANCH, code[pc + 2] ?? 0, at, 0);
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
          at = this.#takeMany(operation, pc, at);
          if (at >= 0) next = pc + 4;
          break;
        case OP.COUNT:
        case OP.ZERO:
        case OP.MARK:
        case OP.IF_STUCK:
          next = stepOfRounds(operation, code, state, pc, at);
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
    return at;
  }

  /** The rarer operations: the next instruction, or -1 for failure. */
  #special(pc: number, at: number): number {
    this.#movedTo = at;
    switch (this.#program.code[pc]) {
      case OP.LOOK:
        return this.#look(pc, at);
      case OP.ATOMIC:
        this.#movedTo = this.#inner(pc + 2, at, -1, false);
        return this.#movedTo < 0 ? -1 : this.#operand(pc + 1);
      case OP.CALL:
        return this.#call(pc, at);
      case OP.BACK:
        this.#movedTo = stepBack(this.#text, at, this.#operand(pc + 1));
        return this.#movedTo < 0 ? -1 : pc + 2;
      case OP.REFERENCE:
        return this.#reference(pc, at);
      case OP.IF_SET:
        return this.#ifSet(pc);
      case OP.KEEP:
        this.#state.setSlot(0, at);
        return pc + 1;
      default:
        return -1;
    }
  }

  #operand(at: number): number {
    return this.#program.code[at] ?? 0;
  }

  #widthIn(set: number, at: number): number {
    const test = this.#program.sets[set];
    return test === undefined ? 0 : widthIn(test, this.#text, at);
  }

  #look(pc: number, at: number): number {
    const isNegative = this.#operand(pc + 1) === 1;
    const isFound = this.#inner(pc + 3, at, -1, isNegative) >= 0;
    this.#movedTo = at;
    return isFound === isNegative ? -1 : this.#operand(pc + 2);
  }

  #ifSet(pc: number): number {
    const count = this.#operand(pc + 2);
    const group = firstSetGroup(this.#program.code, pc + 3, count, this.#state.slots);
    return group < 0 ? this.#operand(pc + 1) : pc + 3 + count;
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
    const { groupStarts, groupEnds } = this.#program;
    const group = this.#operand(pc + 1);
    const end = this.#inner(groupStarts[group] ?? 0, at, groupEnds[group] ?? -1, true);
    this.#movedTo = end;
    return end < 0 ? -1 : pc + 2;
  }

  #reference(pc: number, at: number): number {
    const { code } = this.#program;
    const { slots } = this.#state;
    const count = this.#operand(pc + 2);
    const group = firstSetGroup(code, pc + 3, count, slots);
    if (group < 0) return -1;
    this.#movedTo = endOfReference(this.#text, at, group, slots, this.#operand(pc + 1) === 1);
    this.#steps += Math.max(0, this.#movedTo - at);
    return this.#movedTo < 0 ? -1 : pc + 3 + count;
  }

  /** A repeated set: one entry on the stack stands for all its choices. */
  #takeMany(operation: number, pc: number, at: number): number {
    const test = this.#program.sets[this.#operand(pc + 1)];
    if (test === undefined) return -1;
    const min = this.#operand(pc + 2);
    const max = this.#operand(pc + 3);
    const least = min === 0 ? at : takeSet(test, this.#text, at, min, min);
    if (least < 0 || max === min) return least;
    const more = max === NO_LIMIT ? NO_LIMIT : max - min;
    if (operation === OP.LAZY) {
      this.#state.push(TAKE_MORE, pc, least, more);
      return least;
    }
    const most = takeSet(test, this.#text, least, 0, more);
    this.#steps += most - at;
    if (operation === OP.GREEDY && most > least) this.#state.push(GIVE_BACK, pc, most, least);
    return most;
  }

  /** The instruction of the last choice left above `base`, -1 when there is none. */
  #backtrack(base: number): number {
    const state = this.#state;
    while (state.popChoice(base)) {
      const kind = state.popped(0);
      const target = state.popped(1);
      const at = state.popped(2);
      if (kind === GIVE_BACK) return this.#giveBack(target, at, state.popped(3));
      if (kind === TAKE_MORE) {
        const next = this.#takeMore(target, at, state.popped(3));
        if (next < 0) continue;
        return next;
      }
      this.#movedTo = at;
      return target >= 0 ? target : takeRound(this.#program.code, state, -1 - target);
    }
    return -1;
  }

  #giveBack(target: number, at: number, least: number): number {
    this.#movedTo = before(this.#text, at);
    if (this.#movedTo > least) this.#state.push(GIVE_BACK, target, this.#movedTo, least);
    return target + 4;
  }

  #takeMore(target: number, at: number, limit: number): number {
    const width = this.#widthIn(this.#operand(target + 1), at);
    if (width === 0) return -1;
    this.#movedTo = at + width;
    const more = limit === NO_LIMIT ? NO_LIMIT : limit - 1;
    if (more > 0) this.#state.push(TAKE_MORE, target, this.#movedTo, more);
    return target + 4;
  }
}
