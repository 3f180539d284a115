/** Starts what a case is about: the action by itself, or a whole search that ends in it. */
import type { Addon } from "../../addon/addon.ts";
import { loadAddon } from "../../addon/load-addon.ts";
import { HarnessError } from "../../errors.ts";
import type { SendAlertRequest } from "../../run/send-alert-request.ts";
import type { SearchRun } from "../../run-search.ts";
import { sendAlert } from "../../sendalert.ts";
import type { Transcript } from "../../transcript.ts";
import type { ScenarioCase } from "../file/scenario.ts";
import { layOver } from "../given/lay-over.ts";

/** `known` are the add-ons by place. One that a case lays files over is for that case alone. */
export function addonOf(testCase: ScenarioCase, known: Map<string, Addon>): Addon {
  const { root, also, appId, followLinks } = testCase.addon;
  const files = layOver(testCase.given, root);
  if (files !== undefined) return loadAddon(root, { also, appId, files, followLinks });
  const key = JSON.stringify(testCase.addon);
  const addon = known.get(key) ?? loadAddon(root, { also, appId, followLinks });
  known.set(key, addon);
  return addon;
}

export async function startCase(
  addon: Addon,
  request: SendAlertRequest,
  { given, where }: ScenarioCase,
): Promise<Transcript> {
  if (given.line === undefined) return sendAlert(addon, request);
  const { sendalerts } = await startSearch(addon, request, given.line);
  const last = sendalerts.at(-1);
  if (last !== undefined) return last;
  throw new HarnessError("SCENARIO_BAD_VALUE", "the search started no action of the add-on", {
    hint: "See that it reaches its sendalert, and that the action is the add-on's.",
    where: where("given.line"),
  });
}

/** The rows of the request are the events that a leading `search` looks in. */
export async function startSearch(
  addon: Addon,
  request: SendAlertRequest,
  line: string,
): Promise<SearchRun> {
  const { runSearch } = await import("../../run-search.ts");
  const { rows, splunkd: _, ...others } = request;
  return runSearch(addon, line, { ...others, events: rows?.kind === "spl" ? undefined : rows });
}
