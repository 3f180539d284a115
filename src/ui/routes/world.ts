/** What the routes work with. */
import type { Addon } from "../../addon/addon.ts";
import { HarnessError } from "../../errors.ts";
import type { RunSettings } from "../state/run-settings.ts";
import type { Notables } from "../state/notables.ts";
import type { Runs } from "../state/runs.ts";

export interface World {
  load(): Addon;
  settings(addon: Addon): Promise<RunSettings>;
  readonly notables: Notables;
  readonly runs: Runs;
  /** Aborted when the page ends. */
  readonly closing: AbortSignal;
}

/** What the page's script does with an answer. */
export type Answer =
  | { readonly go: string }
  | { readonly error: string }
  | { readonly refusals: readonly { readonly field: string; readonly message: string }[] };

/** A mistake in what was asked for is a sentence, and not a broken page. */
export async function answered(work: () => Promise<Answer> | Answer): Promise<Answer> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof HarnessError)) throw error;
    return { error: error.hint === undefined ? error.message : `${error.message}. ${error.hint}` };
  }
}

/** A member of a JSON body, if it is text. */
export function textOf(body: unknown, name: string): string {
  const value = memberOf(body, name);
  return typeof value === "string" ? value : "";
}

function memberOf(body: unknown, name: string): unknown {
  if (typeof body !== "object" || body === null || !Object.hasOwn(body, name)) return undefined;
  return Object.getOwnPropertyDescriptor(body, name)?.value;
}

/** What the frame of a form has sent: parameters of the action by name. Others are left out, as Splunk Web does. */
export function paramsOf(body: unknown, action: string): Record<string, string> {
  const prefix = `action.${action}.param.`;
  const params: Record<string, string> = {};
  const fields = memberOf(body, "fields");
  if (typeof fields !== "object" || fields === null) return params;
  for (const [name, value] of Object.entries(fields))
    if (name.startsWith(prefix) && typeof value === "string" && value !== "")
      params[name.slice(prefix.length)] = value;
  return params;
}
