/**
 * Splunk's own alert actions. Their stanzas in an add-on are settings of those, and declare no action. Ground: the
 * stanzas of alert_actions.conf as shipped, and the apps alert_logevent, alert_webhook and splunk_instrumentation.
 */
import type { Addon } from "../addon.ts";

const BUILT_IN: ReadonlySet<string> = new Set([
  "email",
  "logevent",
  "lookup",
  "outputtelemetry",
  "populate_lookup",
  "rss",
  "script",
  "summary_index",
  "summary_metric_index",
  "webhook",
]);

export function isBuiltIn(name: string): boolean {
  return BUILT_IN.has(name);
}

/** An add-on with a program of this name brings an action of its own. */
export function bringsProgram(addon: Addon, name: string): boolean {
  const folders = ["bin", ...addon.tree.list("").map((entry) => `${entry.name}/bin`)];
  return folders.some((folder) =>
    addon.tree
      .list(folder)
      .some((entry) => !entry.isFolder && entry.name.replace(/\.\w+$/, "") === name),
  );
}
