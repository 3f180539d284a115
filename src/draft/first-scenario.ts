/**
 * Drafts the first scenario file of an add-on from its .conf files, forms, rules, and scripts, and from runs that are
 * let nowhere.
 */
import type { Addon } from "../addon/addon.ts";
import { readForm } from "../addon/read/read-form.ts";
import { type Draft, type DraftedCase, sharedOf } from "./draft.ts";
import { firstCases } from "./first/first-cases.ts";
import { readAsked } from "./needs/asked-words.ts";
import { noteOf, sumOfCalls } from "./needs/calls-tried.ts";
import { NO_NEEDS, sumOfNeeds } from "./needs/needs.ts";
import { settleDraft } from "./settle-draft.ts";
import type { Lab } from "./trial.ts";
import { type DraftedFile, writeCases } from "./write-cases.ts";

export interface DraftedScenario {
  readonly text: string;
  readonly cases: number;
}

const ABOUT = [
  "The scenarios of this add-on. `ar-sim test` runs them. What a case does not give has a default. Without `expect`,",
  "the verdict of the action must be pass. Editors complete and check this file by its schema.",
];

const NOTES: Readonly<Record<string, string>> = {
  credentials:
    "What the scripts look for in storage/passwords. Write values that your tests can tell apart.",
  settings:
    "The tabs of the configuration page that the scripts read. Write values that your tests can tell apart.",
  http: "The calls to others that the first runs tried. Nothing was let out. Each answer is empty.",
  conf: "Stanzas that the scripts ask for and that no file has. Write the settings that they need.",
};

/** `schema` is the value of `$schema`. */
export async function firstScenario(
  drafts: readonly Draft[],
  lab: Lab,
  schema: string,
): Promise<DraftedScenario> {
  const cases: DraftedCase[] = [];
  for (const draft of drafts)
    cases.push(...(await firstCases(draft, prefixOf(draft, drafts), lab)));
  const text = writeCases({ schema, about: ABOUT, ...sharedParts(drafts), cases });
  return { text, cases: cases.length };
}

/** One for each action of the add-on that runs a script. */
export async function settleDrafts(addon: Addon, lab: Lab): Promise<Draft[]> {
  const actions = addon.actions.filter(
    (action) => action.isSendalert && action.app === addon.appId,
  );
  const askedBy = actions.length === 0 ? undefined : readAsked(addon);
  const drafts: Draft[] = [];
  for (const action of actions) {
    const form = readForm(addon, action.name);
    const asked = askedBy?.(action.name) ?? { asks: [], params: [], fields: [] };
    drafts.push(await settleDraft({ addon, action, form, asked }, lab));
  }
  return drafts;
}

export function prefixOf({ action }: Draft, drafts: readonly Draft[]): string {
  return drafts.length > 1 ? `${action.name}: ` : "";
}

/** What the cases of a file share, with the comments on it. */
export function sharedParts(
  drafts: readonly Draft[],
): Pick<DraftedFile, "shared" | "sharedNotes" | "itemNotes"> {
  const needs = drafts.map((draft) => draft.needs).reduce(sumOfNeeds, NO_NEEDS);
  const calls = drafts.map((draft) => draft.calls).reduce(sumOfCalls, []);
  return {
    shared: sharedOf({ needs, calls }),
    sharedNotes: NOTES,
    itemNotes: { http: calls.map(noteOf) },
  };
}
