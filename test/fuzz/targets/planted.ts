/** Faults on purpose, to see that the fuzzer finds such. Each shows at some inputs only. */
import type { Target } from "../target.ts";

const kept: Buffer[] = [];

function planted(fault: () => string | undefined): Target {
  return {
    make: (chance) => (chance.isIn(10) ? "bad" : "good"),
    take: async (input) => (input === "bad" ? fault() : undefined),
  };
}

export const plantedCrash: Target = planted(() => process.abort());

export const plantedHang: Target = planted(() => {
  for (;;) if (kept.length > 1) return undefined;
});

export const plantedLeak: Target = planted(() => {
  kept.push(Buffer.alloc(64 * 1024 * 1024, 1));
  return undefined;
});

export const plantedFault: Target = planted(() => {
  throw new TypeError("planted");
});
