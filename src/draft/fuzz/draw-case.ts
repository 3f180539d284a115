/** One draw: rows and parameters that Splunk could hand to the action, and that no person would think of. */
import type { Given } from "../../scenario/file/scenario.ts";
import type { Draft, DraftRow } from "../draft.ts";
import { HARD_VALUES, ODD_VALUES, SEVERAL } from "../hard/hard-values.ts";
import { usedFields } from "../hard/hard-rows.ts";
import { isAccepted } from "../values/fitting-value.ts";
import type { Draws } from "./draws.ts";

const TEXTS: readonly (string | readonly string[])[] = [
  ...HARD_VALUES.map(({ value }) => value),
  ...ODD_VALUES,
  SEVERAL,
];
/** Letters of several scripts, signs of several languages, and ends of lines. */
const SIGNS: readonly string[] = [
  ..."abcXYZ019 _-.,:;/\\|'\"`$%{}[]()<>&=+*?!#@~^\n\t\u00e4\u65e5\u05d0\u{1f984}",
];
const MOST_ROWS = 3;
const MOST_SIGNS = 60;

/** Each draw has another number, so that one can be repeated without those before it. */
export function drawCase(draft: Draft, draws: Draws): Given {
  const fields = usedFields(draft);
  const modes = ["adhoc", "saved", "per-result"] as const;
  const mode = draws.pick(modes) ?? "adhoc";
  const rows = Array.from({ length: 1 + draws.below(MOST_ROWS) }, () =>
    drawRow(draft.row, fields, draws),
  );
  const params = drawParams(draft, draws);
  return {
    mode,
    rows,
    ...(Object.keys(params).length === 0 ? {} : { params: { ...draft.params, ...params } }),
  };
}

function drawRow(row: DraftRow, fields: readonly string[], draws: Draws): DraftRow {
  const drawn: Record<string, string | readonly string[]> = { ...row };
  for (const field of fields) {
    if (draws.once(6)) delete drawn[field];
    else if (draws.once(2)) drawn[field] = drawValue(draws);
  }
  if (draws.once(8)) delete drawn["_time"];
  if (draws.once(8)) drawn["rid"] = draws.once(2) ? "" : "0";
  return drawn;
}

function drawValue(draws: Draws): string | readonly string[] {
  return draws.once(3) ? drawText(draws) : (draws.pick(TEXTS) ?? "");
}

function drawText(draws: Draws): string {
  return Array.from({ length: draws.below(MOST_SIGNS) }, () => draws.pick(SIGNS) ?? "").join("");
}

/** Values that Splunk would save. A field with choices keeps to them. */
function drawParams(draft: Draft, draws: Draws): Record<string, string> {
  const { action, form, params } = draft;
  const drawn: Record<string, string> = {};
  for (const name of new Set([...Object.keys(params), ...form.keys(), ...action.params.keys()])) {
    if (name.startsWith("_") || !draws.once(4)) continue;
    const field = form.get(name);
    const choices = field?.values ?? [];
    const hasChoices = choices.length > 1 || field?.choicesFrom !== undefined;
    const value = hasChoices ? draws.pick(choices) : [drawValue(draws)].flat()[0];
    if (value !== undefined && isAccepted({ ...draft, name, field }, value)) drawn[name] = value;
  }
  return drawn;
}
