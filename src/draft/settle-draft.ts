/** Runs an action until it has all that it asks for, or no run tells of more. */
import { likelyValue } from "./values/likely-value.ts";
import type { Draft, DraftedAction, DraftRow } from "./draft.ts";
import { givenFor, sharedOf } from "./draft.ts";
import { formParams, otherParams } from "./form-params.ts";
import { findNeeds } from "./needs/find-needs.ts";
import { callsTried, sumOfCalls, valuesOf } from "./needs/calls-tried.ts";
import { keyOf, sumOfNeeds } from "./needs/needs.ts";
import type { Lab, Trial } from "./trial.ts";
import { FIXED_NOW } from "../scenario/given/read-now.ts";

/** What one run asks for may only show once it got what it asked for before. */
const MOST_ROUNDS = 5;
/** More parameters than that are not tried one by one. */
const MOST_DROPPED = 12;

export async function settleDraft(drafted: DraftedAction, lab: Lab): Promise<Draft> {
  const first: Draft = {
    ...drafted,
    params: formParams(drafted),
    needs: findNeeds(drafted),
    calls: [],
    row: plainRow(drafted),
    notes: [],
    verdict: "unknown",
  };
  const asSent = await rounds(first, lab);
  if (asSent.draft.verdict === "pass") return asSent.draft;
  const others = otherParams(drafted, first.params);
  if (Object.keys(others).length === 0) return withReason(asSent);
  const params = { ...asSent.draft.params, ...others };
  const filled = await rounds({ ...asSent.draft, params }, lab);
  if (filled.draft.verdict !== "pass")
    return withReason(isFurther(filled, asSent) ? filled : asSent);
  return dropUnneeded(filled.draft, Object.keys(others), lab);
}

/** Whether a run came beyond where another one failed. */
function isFurther({ trial }: Round, other: Round): boolean {
  const [reach, otherReach] = [reachOf(trial), reachOf(other.trial)];
  const isElsewhere = trial.failures[0]?.message !== other.trial.failures[0]?.message;
  return reach > otherReach || (reach === otherReach && isElsewhere);
}

/** How far a run came that failed: what it called. */
function reachOf({ transcript }: Trial): number {
  const { rest = [], outbound = [], http = [] } = transcript ?? {};
  return rest.length + outbound.length + http.length;
}

interface Round {
  readonly draft: Draft;
  readonly trial: Trial;
}

async function rounds(start: Draft, lab: Lab): Promise<Round> {
  let draft = start;
  for (let round = 1; ; round += 1) {
    const trial = await tryPlain(draft, lab);
    const verdict = trial.passed ? "pass" : "fail";
    const learned = trial.passed ? draft : learn(draft, trial);
    const isSame =
      keyOf(learned.needs) === keyOf(draft.needs) &&
      learned.row === draft.row &&
      learned.calls.length === draft.calls.length;
    if (trial.passed || isSame || round === MOST_ROUNDS)
      return { draft: { ...draft, verdict }, trial };
    draft = learned;
  }
}

function tryPlain(draft: Draft, lab: Lab): Promise<Trial> {
  const given = givenFor(draft, { rows: [draft.row] });
  return lab.try({ name: "runs", given }, sharedOf(draft));
}

function learn(draft: Draft, { transcript }: Trial): Draft {
  if (transcript === null) return draft;
  const needs = sumOfNeeds(draft.needs, findNeeds(draft, [transcript]));
  const tried = callsTried(transcript, valuesOf(draft.row, draft.params));
  const calls = sumOfCalls(draft.calls, tried);
  return { ...draft, needs, calls, row: withMissing(draft.row, transcript.cause?.headline ?? "") };
}

/** A field that a run looked for in the row in vain. Guess: a KeyError of the script is about a row as often as not. */
function withMissing(row: DraftRow, headline: string): DraftRow {
  const [, name = ""] = /^KeyError: ['"]?([\w.:-]+)['"]?$/.exec(headline) ?? [];
  return name === "" || Object.hasOwn(row, name) ? row : { ...row, [name]: likelyValue(name) };
}

/** As an event search returns it: with `_time`. */
function plainRow({ asked }: DraftedAction): DraftRow {
  const fields = asked.fields
    .filter((name) => !["src", "dest", "user"].includes(name))
    .slice(0, 20);
  return {
    _time: String(FIXED_NOW),
    src: "192.0.2.7",
    dest: "192.0.2.8",
    user: "ann",
    ...Object.fromEntries(fields.map((name) => [name, likelyValue(name)])),
  };
}

/** The script needs some of what the form leaves empty; which ones, only a run tells. */
async function dropUnneeded(draft: Draft, names: readonly string[], lab: Lab): Promise<Draft> {
  let kept = draft;
  if (names.length <= MOST_DROPPED) {
    for (const name of names) {
      const params = Object.fromEntries(
        Object.entries(kept.params).filter(([key]) => key !== name),
      );
      const without = { ...kept, params };
      if ((await tryPlain(without, lab)).passed) kept = without;
    }
  }
  const needed = names.filter((name) => Object.hasOwn(kept.params, name));
  const note = `The form requires ${needed.join(", ")} of nobody, and the script fails without.`;
  return needed.length === 0 ? kept : { ...kept, notes: [...kept.notes, note] };
}

/** Why the first run fails, as the report will tell it. */
function withReason({ draft, trial }: Round): Draft {
  const [failure] = trial.failures;
  if (failure === undefined) return draft;
  const because = failure.because.at(-1);
  const lines = [
    `The first run fails: ${failure.message}`,
    ...(because === undefined ? [] : [because]),
  ];
  return { ...draft, notes: [...draft.notes, ...lines.map(trial.redact)] };
}
