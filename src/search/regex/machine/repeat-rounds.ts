// Rounds of a repeated group: how many there were, whether there is to be one more, and whether the last took anything.
import { BRANCH, type MatchState } from "./match-state.ts";
import { OP } from "./regex-operations.ts";

/** The next instruction after COUNT, ZERO, MARK or IF_STUCK. */
export function stepOfRounds(
  operation: number,
  code: Int32Array,
  state: MatchState,
  pc: number,
  at: number,
): number {
  if (operation === OP.COUNT) return countRound(code, state, pc, at);
  const register = code[pc + 1] ?? 0;
  if (operation === OP.IF_STUCK)
    return state.registers[register] === at ? (code[pc + 2] ?? 0) : pc + 3;
  state.setRegister(register, operation === OP.ZERO ? 0 : at);
  return pc + 2;
}

/** Into the group once more, or out of it; the other way stays as a choice. */
function countRound(code: Int32Array, state: MatchState, pc: number, at: number): number {
  const register = code[pc + 1] ?? 0;
  const rounds = state.registers[register] ?? 0;
  const out = pc + 6;
  if (rounds >= (code[pc + 3] ?? 0)) return out;
  const isLazy = code[pc + 4] === 1;
  if (rounds >= (code[pc + 2] ?? 0)) {
    // A lazy round is counted only when it is come back to.
    state.push(BRANCH, isLazy ? -1 - pc : out, at, 0);
    if (isLazy) return out;
  }
  state.setRegister(register, rounds + 1);
  return code[pc + 5] ?? 0;
}

/** Takes one more round of a lazy repeat, when the match comes back to it. */
export function takeRound(code: Int32Array, state: MatchState, pc: number): number {
  const register = code[pc + 1] ?? 0;
  state.setRegister(register, (state.registers[register] ?? 0) + 1);
  return code[pc + 5] ?? 0;
}
