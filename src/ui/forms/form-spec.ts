/** What the form of an action is made of, in an add-on on disk. The searches of its dropdowns run here. */
import type { Addon, AlertAction } from "../../addon/addon.ts";
import { readForm } from "../../addon/read/read-form.ts";
import { HarnessError } from "../../errors.ts";
import { runSearch } from "../../run-search.ts";
import type { RunSettings } from "../state/run-settings.ts";
import type { ChoiceSearch, Control } from "./controls.ts";
import type { FormSpec, SearchedChoices } from "./draw-form.ts";

const SEARCH_MS = 10_000;
const MOST_CHOICES = 1000;

export async function formSpec(
  addon: Addon,
  action: AlertAction,
  settings: RunSettings,
): Promise<FormSpec> {
  const fields = readForm(addon, action.name);
  const fromCam = action.cam?.["required_params"];
  const named = Array.isArray(fromCam)
    ? fromCam.map((name) => String(name).replace(/^param\./, ""))
    : [];
  const marked = [...fields].filter(([, { isRequired }]) => isRequired).map(([name]) => name);
  return {
    action: action.name,
    page: pageOf(addon, action.name),
    params: new Map([...action.params].map(([name, { value }]) => [name, value])),
    required: new Set([...named, ...marked]),
    choices: async ({ search }: Control) =>
      search === undefined ? { choices: [], error: undefined } : find(addon, search, settings),
  };
}

/** `local` lies over `default`. */
function pageOf({ tree }: Addon, action: string): string | undefined {
  for (const layer of ["local", "default"]) {
    const page = tree.read(`${layer}/data/ui/alerts/${action}.html`);
    if (page !== undefined) return page.toString("utf8");
  }
  return undefined;
}

async function find(
  addon: Addon,
  { text, valueField, labelField }: ChoiceSearch,
  { splunkVersion, fixtures, python }: RunSettings,
): Promise<SearchedChoices> {
  try {
    const { rows, error } = await runSearch(addon, text, {
      splunkVersion,
      fixtures,
      python,
      network: "deny",
      signal: AbortSignal.timeout(SEARCH_MS),
    });
    const choices = rows.slice(0, MOST_CHOICES).map((row) => {
      const value = [row[valueField] ?? ""].flat()[0] ?? "";
      return { value, label: [row[labelField] ?? value].flat()[0] ?? value };
    });
    return { choices, error: error ?? undefined };
  } catch (error) {
    if (!(error instanceof HarnessError)) throw error;
    return { choices: [], error: `The search of this field cannot run here: ${error.message}` };
  }
}
