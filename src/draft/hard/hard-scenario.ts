/** Drafts a scenario file of hard rows, whose cases expect what was observed when they were written. */
import { sideBySide } from "../../scenario/run/side-by-side.ts";
import type { DraftedScenario } from "../first-scenario.ts";
import { prefixOf, sharedParts } from "../first-scenario.ts";
import type { Draft } from "../draft.ts";
import type { Lab } from "../trial.ts";
import { writeCases } from "../write-cases.ts";
import { hardCases } from "./hard-rows.ts";
import { observeCase, type ObservedCase } from "./observe-case.ts";

const ABOUT = [
  "Hard rows. Each case expects what was observed when `ar-sim test --init --hard` wrote it, which may be wrong: read the",
  "comments. `ar-sim test` then tells what changes.",
];

export interface HardScenario extends DraftedScenario {
  /** The names of the cases that expect that something goes wrong. */
  readonly faults: readonly string[];
}

export async function hardScenario(
  drafts: readonly Draft[],
  lab: Lab,
  schema: string,
  workers: number,
): Promise<HardScenario> {
  const wanted = drafts.flatMap((draft) =>
    hardCases(draft).map(({ title, given }) => ({
      draft,
      name: `${prefixOf(draft, drafts)}${title}`,
      given,
    })),
  );
  const observed = new Map<(typeof wanted)[number], ObservedCase>();
  await sideBySide(wanted, workers, async (item) => {
    observed.set(item, await observeCase(item.draft, item.name, item.given, lab));
  });
  const cases = wanted.flatMap((item) => observed.get(item) ?? []);
  return {
    text: writeCases({ schema, about: ABOUT, ...sharedParts(drafts), cases }),
    cases: cases.length,
    faults: cases.flatMap(({ fault, text }) => (fault === undefined ? [] : (text.name ?? []))),
  };
}
