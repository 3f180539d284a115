// What a match in progress holds: groups, registers, and the stack of choices to come back to.

/** Thrown when a match takes more steps, or more memory, than it may. */
export class RegexLimitError extends Error {
  constructor() {
    super("the regular expression backtracks without end");
    this.name = "RegexLimitError";
  }
}

/** Numbers on the stack: at most 64 MB of them. */
const MAX_STACK = 16_000_000;

// Kinds of entries on the stack; each takes four numbers.
export const BRANCH = 0;
const RESTORE_SLOT = 1;
const RESTORE_REGISTER = 2;
/** A greedy repeat of one set that may give characters back. */
export const GIVE_BACK = 3;
/** A lazy repeat of one set that may take more. */
export const TAKE_MORE = 4;

export class MatchState {
  /** Start and end of each group, -1 when not set. Slot 0 is where the match is taken to begin. */
  readonly slots: Int32Array;
  readonly registers: Int32Array;
  stack: Int32Array = new Int32Array(256);
  top = 0;

  constructor(slotCount: number, registerCount: number) {
    this.slots = new Int32Array(slotCount);
    this.registers = new Int32Array(registerCount);
  }

  reset(start: number): void {
    this.slots.fill(-1);
    this.slots[0] = start;
    this.top = 0;
  }

  push(kind: number, a: number, b: number, c: number): void {
    if (this.top + 4 > this.stack.length) {
      if (this.stack.length >= MAX_STACK) throw new RegexLimitError();
      const larger = new Int32Array(this.stack.length * 2);
      larger.set(this.stack);
      this.stack = larger;
    }
    const { stack, top } = this;
    stack[top] = kind;
    stack[top + 1] = a;
    stack[top + 2] = b;
    stack[top + 3] = c;
    this.top = top + 4;
  }

  setSlot(slot: number, at: number): void {
    this.push(RESTORE_SLOT, slot, this.slots[slot] ?? -1, 0);
    this.slots[slot] = at;
  }

  setRegister(register: number, value: number): void {
    this.push(RESTORE_REGISTER, register, this.registers[register] ?? 0, 0);
    this.registers[register] = value;
  }

  /** Takes back what was done since the stack stood at `base`. */
  undoTo(base: number): void {
    const { stack } = this;
    while (this.top > base) {
      this.top -= 4;
      const kind = stack[this.top];
      if (kind === RESTORE_SLOT || kind === RESTORE_REGISTER) this.#restore(kind);
    }
  }

  /** Makes the choices since `base` final; what they set can still be taken back. */
  settle(base: number): void {
    const { stack } = this;
    let kept = base;
    for (let at = base; at < this.top; at += 4) {
      const kind = stack[at];
      if (kind !== RESTORE_SLOT && kind !== RESTORE_REGISTER) continue;
      stack.copyWithin(kept, at, at + 4);
      kept += 4;
    }
    this.top = kept;
  }

  /**
   * Goes back to the last choice above `base`, undoing what came after; its entry is then at `top`.
   * False when there is none left.
   */
  popChoice(base: number): boolean {
    const { stack } = this;
    while (this.top > base) {
      this.top -= 4;
      const kind = stack[this.top] ?? 0;
      if (kind !== RESTORE_SLOT && kind !== RESTORE_REGISTER) return true;
      this.#restore(kind);
    }
    return false;
  }

  /** One of the four numbers of the entry at `top`. */
  popped(place: number): number {
    return this.stack[this.top + place] ?? 0;
  }

  #restore(kind: number): void {
    const target = kind === RESTORE_SLOT ? this.slots : this.registers;
    target[this.stack[this.top + 1] ?? 0] = this.stack[this.top + 2] ?? 0;
  }
}
