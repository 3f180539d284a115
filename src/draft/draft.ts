/** One action for which cases are drafted: what its runs are given, and what is to be told about it. */
import type { Addon, AlertAction } from "../addon/addon.ts";
import type { FormField } from "../addon/read/form-field.ts";
import type { CaseText, Given, Texts } from "../scenario/file/scenario.ts";
import type { Asked } from "./needs/asked-words.ts";
import type { TriedCall } from "./needs/calls-tried.ts";
import { givenOf, type Needs } from "./needs/needs.ts";

export type DraftRow = Readonly<Record<string, string | readonly string[]>>;

/** What the files tell. */
export interface DraftedAction {
  readonly addon: Addon;
  readonly action: AlertAction;
  readonly form: ReadonlyMap<string, FormField>;
  readonly asked: Asked;
}

/** With what the runs of the action start. */
export interface Draft extends DraftedAction {
  /** Parameters as a user sends them who fills in what is required. */
  readonly params: Texts;
  readonly needs: Needs;
  /** Calls to others, which stubs answer. */
  readonly calls: readonly TriedCall[];
  /** The plain row. */
  readonly row: DraftRow;
  /** Comments for the file, a line each. */
  readonly notes: readonly string[];
  /** The first run as it ended with all that was found. */
  readonly verdict: "pass" | "fail" | "unknown";
}

export interface DraftedCase {
  readonly text: CaseText;
  /** Stands above the case. */
  readonly comment?: string | undefined;
}

/** What all cases of the file share. */
export function sharedOf({ needs, calls }: Pick<Draft, "needs" | "calls">): Given {
  const http = calls.map(({ stub }) => stub);
  return http.length === 0 ? givenOf(needs) : { ...givenOf(needs), http };
}

/** `given` of a case of this draft, what all cases share left out. */
export function givenFor({ action, params }: Draft, more: Given = {}): Given {
  return Object.keys(params).length === 0
    ? { action: action.name, ...more }
    : { action: action.name, params, ...more };
}
