/** Names of what an add-on and `check` have. Tab must stay silent in a folder that is no add-on, or whose files are broken. */
import type { Addon, AlertAction } from "../../../addon/addon.ts";
import { findAddonRoot, namedAddonRoot } from "../../../addon/find-addon-root.ts";
import { loadAddon } from "../../../addon/load-addon.ts";
import type { Candidate } from "./candidate.ts";

/** `app`: the folder that `--app` names. */
export function actionNames(app: string | undefined): readonly Candidate[] {
  return actionsIn(app).map(({ name, label }) => ({ word: name, meaning: label }));
}

/** Of the action that is named, else of all. A name ends in `=`, so that the value follows at once. */
export function paramNames(
  app: string | undefined,
  action: string | undefined,
): readonly Candidate[] {
  const actions = actionsIn(app);
  const chosen = actions.filter(({ name }) => name === action);
  const names = (chosen.length === 0 ? actions : chosen).flatMap(({ params }) =>
    [...params].map(([name, { value }]) => [name, value.trim().replaceAll(/\s+/g, " ")] as const),
  );
  // The settings of Enterprise Security are no inputs of a form.
  return [...new Map(names)]
    .filter(([name]) => !name.startsWith("_cam"))
    .map(([name, value]) => ({
      word: `${name}=`,
      meaning: value === "" ? "" : `Default: ${value.slice(0, 60)}`,
    }));
}

export function savedSearchNames(app: string | undefined): readonly Candidate[] {
  const stanzas = addonIn(app)?.conf("savedsearches").stanzas ?? new Map();
  return [...stanzas.keys()]
    .filter((name) => name !== "default")
    .map((name) => ({ word: String(name), meaning: "" }));
}

export async function ruleNames(): Promise<readonly Candidate[]> {
  const { rules } = await import("../../../checks/index.ts");
  return rules.map(({ id, title }) => ({ word: id, meaning: title.replaceAll("`", "") }));
}

function actionsIn(app: string | undefined): readonly AlertAction[] {
  return addonIn(app)?.actions ?? [];
}

function addonIn(app: string | undefined): Addon | undefined {
  try {
    return loadAddon(app === undefined ? findAddonRoot(process.cwd()) : namedAddonRoot(app));
  } catch {
    return undefined;
  }
}
