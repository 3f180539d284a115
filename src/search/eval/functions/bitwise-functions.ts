// Ground: Search Reference, «Bitwise functions»: whole numbers from 0 to 2^53 - 1.
import { plain, type EvalFunction } from "../eval-function.ts";
import { toNumber, type Inner } from "../values/eval-value.ts";

const ALL = (1n << 53n) - 1n;

export const bitwiseFunctions: readonly EvalFunction[] = [
  plain(
    "bit_and(<value>, <value>, …)",
    fold((left, right) => left & right),
  ),
  plain(
    "bit_or(<value>, <value>, …)",
    fold((left, right) => left | right),
  ),
  plain(
    "bit_xor(<value>, <value>, …)",
    fold((left, right) => left ^ right),
  ),
  plain("bit_not(<value>, [<bitmask>])", ([value = null, mask = Number(ALL)]) => {
    const bits = toBits(value);
    const shown = toBits(mask);
    return bits === undefined || shown === undefined ? null : Number(~bits & ALL & shown);
  }),
  plain("bit_shift_left(<value>, <offset>)", ([value = null, offset = null]) => {
    const bits = toBits(value);
    const by = toBits(offset);
    if (bits === undefined || by === undefined) return null;
    return by > 53n ? 0 : Number((bits << by) & ALL);
  }),
  plain("bit_shift_right(<value>, <offset>)", ([value = null, offset = null]) => {
    const bits = toBits(value);
    const by = toBits(offset);
    return bits === undefined || by === undefined ? null : Number(bits >> by);
  }),
];

function fold(join: (left: bigint, right: bigint) => bigint): (args: readonly Inner[]) => Inner {
  return (args) => {
    let all: bigint | undefined;
    for (const arg of args) {
      const bits = toBits(arg);
      if (bits === undefined) return null;
      all = all === undefined ? bits : join(all, bits);
    }
    return all === undefined ? null : Number(all);
  };
}

function toBits(value: Inner): bigint | undefined {
  const number = toNumber(value);
  return Number.isSafeInteger(number) && number !== undefined && number >= 0
    ? BigInt(number)
    : undefined;
}
