/** What an action needs: of its code, of its form, and of what a run asked splunkd for in vain. */
import type { Addon } from "../../addon/addon.ts";
import type { FormField } from "../../addon/read/form-field.ts";
import type { Transcript } from "../../transcript.ts";
import type { Asked } from "./asked-words.ts";
import { credentialsAsked, pathsAsked } from "./credentials-asked.ts";
import type { Needs } from "./needs.ts";
import { tabsAsked } from "./tabs-asked.ts";

export interface NeedsOf {
  readonly addon: Addon;
  readonly asked: Asked;
  readonly form: ReadonlyMap<string, FormField>;
}

/** `runs`: what earlier runs of the action asked for. */
export function findNeeds(
  { addon, asked, form }: NeedsOf,
  runs: readonly Transcript[] = [],
): Needs {
  const { asks } = asked;
  const requests = runs.flatMap(({ rest }) => rest);
  const paths = [...pathsAsked(asks), ...requests.map(({ path }) => path)];
  const choices = [...form.values()].flatMap(({ choicesFrom }) => choicesFrom ?? []);
  const { settings } = tabsAsked(addon, asks, [...paths, ...choices]);
  // solnlib lists all entries to find those of a tab, which `settings` writes.
  const isOfTabs = Object.keys(settings ?? {}).length > 0;
  const requested = isOfTabs ? paths.filter((path) => !path.endsWith("/storage/passwords")) : paths;
  return {
    credentials: credentialsAsked(asks, requested, addon.appId),
    settings,
    conf: stanzasMissed(addon, requests),
  };
}

/** Stanzas that a run asked for and that no file has. What they hold is for a person to say. */
function stanzasMissed(addon: Addon, requests: Transcript["rest"]): NonNullable<Needs["conf"]> {
  const missed: Record<string, Record<string, Record<string, string>>> = {};
  for (const { path, status, method } of requests) {
    const [, file = "", stanza = ""] = /\/configs\/conf-([\w-]+)\/([^/?]+)$/.exec(path) ?? [];
    if (method !== "GET" || status !== 404 || file === "") continue;
    if (addon.conf(file).stanzas.has(stanza)) continue;
    (missed[file] ??= {})[decodeURIComponent(stanza)] = {};
  }
  return missed;
}
