/**
 * The first cases of an action: as Splunk runs it, each required parameter left out, each validation rule once good and
 * once bad.
 */
import { validateParams } from "../../addon/validation/validate-params.ts";
import type { CaseText, Given } from "../../scenario/file/scenario.ts";
import { FIXED_NOW } from "../../scenario/given/read-now.ts";
import { type Draft, type DraftedCase, givenFor, sharedOf } from "../draft.ts";
import { requiredNames, ruledNames } from "../form-params.ts";
import type { Lab } from "../trial.ts";
import { fittingValue, isAccepted, refusedValue } from "../values/fitting-value.ts";

/** `prefix` stands in front of each name, where the add-on has several actions. */
export async function firstCases(draft: Draft, prefix: string, lab: Lab): Promise<DraftedCase[]> {
  const { action, notes, row } = draft;
  const runs: CaseText = {
    name: `${prefix}runs`,
    given: givenFor(draft, { rows: [row] }),
    matrix: { mode: ["adhoc", "saved", "per-result"] },
  };
  const onNotable: CaseText = {
    name: `${prefix}runs on a notable event`,
    given: givenFor(draft, { mode: "es-adhoc", rows: { notable: true } }),
  };
  const isAdhoc = action.cam?.["supports_adhoc"] === true;
  const without = [];
  for (const name of requiredNames(draft))
    without.push(await withoutParam(draft, name, prefix, lab));
  return [
    { text: runs, comment: notes.length === 0 ? undefined : notes.join("\n") },
    ...(isAdhoc ? [{ text: onNotable }] : []),
    savedAsSent(draft, prefix),
    ...without,
    ...ruledNames(draft).flatMap((name) => aroundRule(draft, name, prefix)),
  ];
}

function savedAsSent(draft: Draft, prefix: string): DraftedCase {
  const text: CaseText = {
    name: `${prefix}is saved with good parameters`,
    given: givenFor(draft),
    expect: { save: "accepted" },
  };
  const { refusals } = validateParams(draft.addon, draft.action.name, draft.params, FIXED_NOW);
  const [refusal] = refusals;
  if (refusal === undefined) return { text };
  return { text, comment: `No value was thought of that this accepts: ${refusal.message}` };
}

async function withoutParam(
  draft: Draft,
  name: string,
  prefix: string,
  lab: Lab,
): Promise<DraftedCase> {
  const { addon, action, row } = draft;
  const params = { ...draft.params, [name]: "" };
  const given: Given = { action: action.name, params };
  if (!validateParams(addon, action.name, params, FIXED_NOW).isAccepted)
    return {
      text: { name: `${prefix}is not saved without ${name}`, given, expect: { save: "refused" } },
    };
  // Where only the form asks for it, the script has to: an ad hoc run sees no form.
  const fails: CaseText = {
    name: `${prefix}fails without ${name}`,
    given: { ...given, rows: [row] },
    expect: { verdict: "fail" },
  };
  if (draft.verdict !== "pass" || (await lab.try(fails, sharedOf(draft))).passed)
    return { text: fails };
  return {
    text: { name: `${prefix}runs without ${name}`, given: { ...given, rows: [row] } },
    comment: `The form requires ${name}, and the script does without. If it must not, expect { verdict: fail }.`,
  };
}

function aroundRule(draft: Draft, name: string, prefix: string): DraftedCase[] {
  const of = { ...draft, name, field: draft.form.get(name) };
  const likely = draft.params[name] ?? draft.action.params.get(name)?.value ?? "";
  const right = likely !== "" && isAccepted(of, likely) ? likely : fittingValue(of);
  return [
    savedWith(draft, name, {
      title: `${prefix}takes a good ${name}`,
      value: right,
      save: "accepted",
    }),
    savedWith(draft, name, {
      title: `${prefix}refuses a bad ${name}`,
      value: refusedValue(of),
      save: "refused",
    }),
  ];
}

interface SavedCase {
  readonly title: string;
  /** undefined: none could be thought of. */
  readonly value: string | undefined;
  readonly save: "accepted" | "refused";
}

function savedWith(
  { action, params }: Draft,
  param: string,
  { title, value, save }: SavedCase,
): DraftedCase {
  const text: CaseText = {
    name: title,
    given: { action: action.name, params: { ...params, [param]: value ?? "" } },
    expect: { save },
  };
  return {
    text:
      value === undefined ? { ...text, skip: `write a value of ${param} that is ${save}` } : text,
  };
}
