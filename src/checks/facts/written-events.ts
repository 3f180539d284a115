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
  const isParameter = (values ?? []).some((value) => value.kind === "param");
  return (values ?? [{ kind: "unknown" } as const]).flatMap((value): Written[] => {
    if (value.kind === "none") return [{ text: "summary", isParameter, where, actions }];
    if (value.kind === "text" && !value.parts.includes(null))
      return [{ text: value.parts.join(""), isParameter, where, actions }];
    const texts =
      value.kind === "param"
        ? actions.map((name) => defaultOf(facts, name, value.name)).filter((text) => text !== "")
        : [];
    return texts.length === 0
      ? [{ text: undefined, isParameter, where, actions }]
      : texts.map((text) => ({ text, isParameter, where, actions }));
  });
}

function defaultOf(facts: Facts, action: string, param: string): string {
  const program = facts.programs.find((candidate) => candidate.action.name === action);
  return program?.action.params.get(param)?.value.trim() ?? "";
}

/** Whether an action is an adaptive response: it has a _cam, or its script imports cim_actions. */
export function isAdaptive(facts: Facts, action: string): boolean {
  const program = facts.programs.find((candidate) => candidate.action.name === action);
  if (program?.action.params.has("_cam") === true) return true;
  return facts.python.files.some(
    (file) =>
      file.actions.includes(action) &&
      file.imports.some(
        (imported) => imported.module === "cim_actions" || imported.names.includes("cim_actions"),
      ),
  );
}
