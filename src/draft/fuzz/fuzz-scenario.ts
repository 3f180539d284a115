/** Tries an action on draws of a seed, and drafts a scenario file with a case for each draw that fails. */
import { sideBySide } from "../../scenario/run/side-by-side.ts";
import { type Draft, type DraftedCase, givenFor, sharedOf } from "../draft.ts";
import { prefixOf, sharedParts } from "../first-scenario.ts";
import { faultOf } from "../hard/observe-case.ts";
import type { Lab } from "../trial.ts";
import { writeCases } from "../write-cases.ts";
import { drawCase } from "./draw-case.ts";
import { drawsOf } from "./draws.ts";

export interface FuzzWish {
  /** Draws for each action. */
  readonly count: number;
  readonly seed: number;
  readonly workers: number;
  /** The value of `$schema`. */
  readonly schema: string;
}

export interface FuzzScenario {
  readonly text: string;
  /** Draws that failed: the cases of the file. */
  readonly cases: number;
  readonly draws: number;
}

const ABOUT = [
  "Draws of `ar-sim test --fuzz` that failed. The comment above a case says how. Each case must pass: mend the script, or",
  "write what you expect.",
];

interface Failed extends DraftedCase {
  readonly fault: string;
}

export async function fuzzScenario(
  drafts: readonly Draft[],
  lab: Lab,
  wish: FuzzWish,
): Promise<FuzzScenario> {
  const wanted = drafts.flatMap((draft) =>
    Array.from({ length: wish.count }, (_, number) => ({ draft, number })),
  );
  const failed = new Map<(typeof wanted)[number], Failed>();
  await sideBySide(wanted, wish.workers, async (item) => {
    const { draft, number } = item;
    const given = givenFor(draft, drawCase(draft, drawsOf(wish.seed * 100_003 + number)));
    const name = `${prefixOf(draft, drafts)}draw ${number} of seed ${wish.seed}`;
    const fault = faultOf(await lab.try({ name, given }, sharedOf(draft)));
    if (fault !== undefined) failed.set(item, { text: { name, given }, comment: fault, fault });
  });
  // What fails alike stands together.
  const cases = wanted.flatMap((item) => failed.get(item) ?? []).sort(byFault);
  const text = writeCases({ schema: wish.schema, about: ABOUT, ...sharedParts(drafts), cases });
  return { text, cases: cases.length, draws: wanted.length };
}

function byFault(one: Failed, other: Failed): number {
  return one.fault < other.fault ? -1 : Number(one.fault > other.fault);
}
