/** The sourcetypes and indexes that the scripts write, with the places of addevent and writeevents. */
import type { Where } from "../../errors.ts";
import type { Facts } from "./facts.ts";
import { argument, calls } from "../reading/python/calls.ts";
import type { PythonValue } from "../reading/python/python-reading.ts";

export interface Written {
  /** Undefined when it is unknown. */
  readonly text: string | undefined;
  /** Whether a parameter of the action may change it. */
  readonly isParameter: boolean;
  readonly where: Where;
  readonly actions: readonly string[];
}

export function sourcetypesOf(facts: Facts): Written[] {
  return [...calls(facts, "addevent")].flatMap(({ file, call, where }) =>
    written(facts, argument(call, 1, "sourcetype"), where, file.actions),
  );
}

/** Without an index cim_actions takes `summary`. */
export function indexesOf(facts: Facts): Written[] {
  return [...calls(facts, "writeevents")].flatMap(({ file, call, where }) =>
    written(
      facts,
      argument(call, 0, "index") ?? [{ kind: "text", parts: ["summary"] }],
      where,
      file.actions,
    ),
  );
}

function written(
  facts: Facts,
  values: readonly PythonValue[] | undefined,
  where: Where,
  actions: readonly string[],
): Written[] {
  const isParameter = (values ?? []).some((one) => one.kind === "param");
  return (values ?? [{ kind: "unknown" } as const]).flatMap((one): Written[] => {
    if (one.kind === "none") return [{ text: "summary", isParameter, where, actions }];
    if (one.kind === "text" && !one.parts.includes(null))
      return [{ text: one.parts.join(""), isParameter, where, actions }];
    const texts =
      one.kind === "param"
        ? actions.map((name) => defaultOf(facts, name, one.name)).filter((text) => text !== "")
        : [];
    return texts.length === 0
      ? [{ text: undefined, isParameter, where, actions }]
      : texts.map((text) => ({ text, isParameter, where, actions }));
  });
}

function defaultOf(facts: Facts, action: string, param: string): string {
  const found = facts.programs.find((one) => one.action.name === action);
  return found?.action.params.get(param)?.value.trim() ?? "";
}

/** Whether an action is an adaptive response: it has a _cam, or its script imports cim_actions. */
export function isAdaptive(facts: Facts, action: string): boolean {
  const found = facts.programs.find((one) => one.action.name === action);
  if (found?.action.params.has("_cam") === true) return true;
  return facts.python.files.some(
    (file) =>
      file.actions.includes(action) &&
      file.imports.some((one) => one.module === "cim_actions" || one.names.includes("cim_actions")),
  );
}
