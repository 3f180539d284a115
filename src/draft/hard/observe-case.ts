/** A case that expects what a trial of it showed, and says so. */
import type { CaseText, Given } from "../../scenario/file/scenario.ts";
import type { Transcript } from "../../transcript.ts";
import { type Draft, type DraftedCase, givenFor, sharedOf } from "../draft.ts";
import type { Lab, Trial } from "../trial.ts";

export interface ObservedCase extends DraftedCase {
  /** What went wrong, in a line. undefined: nothing. */
  readonly fault: string | undefined;
}

export async function observeCase(
  draft: Draft,
  name: string,
  given: Given,
  lab: Lab,
): Promise<ObservedCase> {
  const text: CaseText = { name, given: givenFor(draft, given) };
  const trial = await lab.try(text, sharedOf(draft));
  const fault = faultOf(trial);
  const { transcript, failures } = trial;
  if (transcript === null || isCut(trial)) return { ...withoutRun(text, failures), fault };
  const comment =
    fault === undefined ? `Observed: ${seen(transcript)}` : `Observed: ${fault}\n${IF_WRONG}`;
  return { text: { ...text, expect: expectedOf(transcript) }, comment, fault };
}

const IF_WRONG = "If this is wrong, mend the script, and expect { verdict: pass }.";

/** What a person would look at first. */
function expectedOf({ verdict, invocations, events }: Transcript): NonNullable<CaseText["expect"]> {
  const codes = invocations.flatMap(({ exitCode }) => exitCode ?? []);
  const [first, ...others] = codes;
  const areAll = codes.length === invocations.length && first !== undefined;
  const exit = others.every((code) => code === first) ? first : codes;
  return {
    verdict: verdict.status,
    runs: invocations.length,
    ...(areAll ? { exit } : {}),
    ...(invocations.some(({ timedOut }) => timedOut) ? { timedOut: true } : {}),
    events: events.length,
  };
}

function seen({ verdict, invocations, events }: Transcript): string {
  const runs = invocations.length === 1 ? "one run" : `${invocations.length} runs`;
  const written = events.length === 1 ? "one event" : `${events.length} events`;
  return `the verdict is ${verdict.status}, with ${runs} and ${written}.`;
}

/** In words that do not differ from run to run, as far as ar-sim knows. */
export function faultOf({ failures, transcript, redact }: Trial): string | undefined {
  if (transcript?.verdict.status === "not-triggered") return undefined;
  const [failure] = failures;
  if (failure === undefined) return undefined;
  const cause = transcript?.cause ?? null;
  const place = cause?.where ?? null;
  const at = place === null ? "" : ` (${place.file}:${place.line})`;
  const because = cause?.because ?? null;
  const headline = cause === null ? failure.message : cause.headline;
  return redact(`${headline}${at}${because === null ? "" : `\n${because}`}`);
}

function isCut({ failures }: Trial): boolean {
  return failures.some(({ expectation }) => expectation === "time-limit");
}

/** The run was impossible, or did not end. */
function withoutRun(text: CaseText, failures: Trial["failures"]): DraftedCase {
  const [failure] = failures;
  const code = /^\[([A-Z_]+)\]/.exec(failure?.message ?? "")?.[1];
  const comment = `Observed: ${failure?.message ?? "no run"}`;
  if (failure?.expectation === "error" && code !== undefined)
    return { text: { ...text, expect: { error: code } }, comment };
  return { text: { ...text, skip: failure?.message ?? "it did not end" }, comment };
}
