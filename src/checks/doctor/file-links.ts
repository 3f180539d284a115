/** The links that the files of the add-on prove: what Enterprise Security checks before it starts anything. */
import type { HiddenObject } from "../../addon/visibility/find-hidden.ts";
import type { AlertAction } from "../../addon/addon.ts";
import type { ParamRefusal } from "../../addon/validation/validate-params.ts";
import { type Problem, toProblem } from "../../errors.ts";
import { answerAdhoc } from "../../invocation/notable/adhoc-dispatch.ts";
import type { Proof } from "./diagnosis.ts";
import { unseen } from "./unseen.ts";

/** What is known before the script runs. */
export interface FormFacts {
  readonly action: AlertAction;
  /** As given, without the prefix `param.`. */
  readonly params: Readonly<Record<string, string>>;
  /** Parameters that the form has an input for; empty when there is no form. */
  readonly offered: readonly string[];
  /** The action, when Enterprise Security does not see it. */
  readonly hidden: HiddenObject | undefined;
  /** The form, when other apps do not see it. */
  readonly hiddenForm: HiddenObject | undefined;
  /** What Splunk would refuse to save. */
  readonly refusals: readonly ParamRefusal[];
}

/** Whether the action is an adaptive response. A broken `_cam` still shows that it is meant to be one. */
export function isAdaptiveAction(action: AlertAction): boolean {
  return action.params.has("_cam") || action.camProblem !== undefined;
}

export function dispatchable({ action, hidden }: FormFacts): Proof {
  if (!isAdaptiveAction(action)) {
    return {
      status: "broken",
      by: "files",
      message:
        "not an adaptive response action: it has no param._cam, so that Incident Review never offers it",
      hint: "Nothing is wrong with that for a plain alert action. For Enterprise Security, declare param._cam.",
      where: action.where,
    };
  }
  const { refused } = { refused: undefined, ...answerAdhoc(action, formOf({})) };
  if (refused !== undefined) return broken(toProblem(refused.error));
  if (hidden !== undefined) return unseen(hidden);
  const where = action.params.get("_cam")?.where;
  return {
    status: "holds",
    by: "files",
    message: "_cam says supports_adhoc, and Enterprise Security sees the action",
    where,
  };
}

export function parameters({ action, params, refusals }: FormFacts): Proof {
  const names = Object.keys(params);
  const unknown = names.find((name) => !action.stanza.settings.has(`param.${name}`));
  if (unknown !== undefined) {
    return {
      status: "broken",
      by: "files",
      message: `HTTP 400: ModularActionException: Invalid parameter for adhoc modular action. (param.${unknown})`,
      hint: `Declare \`param.${unknown} =\` in [${action.name}], even empty.`,
      where: action.where,
    };
  }
  const settings = Object.fromEntries(names.map((name) => [`param.${name}`, params[name] ?? ""]));
  const answer = answerAdhoc(action, formOf(settings));
  // The link before reports what is refused for any parameters.
  if ("refused" in answer && !("refused" in answerAdhoc(action, formOf({}))))
    return broken(toProblem(answer.refused.error));
  const absent = required(action).filter((name) => valueOf(action, params, name) === "");
  const because = refusals.map(
    ({ field, message }) => `a saved search would be refused: ${field}: ${message}`,
  );
  if (absent.length > 0) {
    return {
      status: "unknown",
      by: "nothing",
      message: `required_params of _cam names ${absent.join(", ")}, which has no value here`,
      hint: `Give one: --param ${absent[0]}=VALUE.`,
      because,
    };
  }
  const given = names.length === 0 ? "the conf's defaults" : names.join(", ");
  return { status: "holds", by: "files", message: `${given} would be taken`, because };
}

export function form({ action, params, offered, hiddenForm }: FormFacts): Proof {
  const names = [...action.params.keys()].filter((name) => !name.startsWith("_"));
  const stray = offered.find((name) => !action.params.has(name));
  if (stray !== undefined) {
    return {
      status: "broken",
      by: "files",
      message: `the form sends param.${stray}, which is not declared: Enterprise Security refuses the whole form`,
      hint: `Declare \`param.${stray} =\` in [${action.name}], even empty.`,
      where: action.where,
    };
  }
  if (names.length === 0) {
    return { status: "holds", by: "files", message: "there is no parameter to offer" };
  }
  const unoffered = names.filter((name) => !offered.includes(name));
  const wanted = unoffered.filter(
    (name) =>
      valueOf(action, params, name) === "" &&
      (offered.length === 0 || required(action).includes(name)),
  );
  if (wanted.length > 0) {
    return {
      status: "broken",
      by: "files",
      message: `${offered.length === 0 ? "there is no form" : "the form has no input"} for ${wanted.join(", ")}, which has no value in the conf either`,
      hint: `Write an input name="action.${action.name}.param.${wanted[0]}" into default/data/ui/alerts/${action.name}.html.`,
      where: action.where,
    };
  }
  if (offered.length > 0 && hiddenForm !== undefined) return unseen(hiddenForm);
  const message =
    offered.length === 0
      ? "there is no form: the conf's defaults hold"
      : `offers ${offered.join(", ")}${unoffered.length === 0 ? "" : `; ${unoffered.join(", ")} only in the conf`}`;
  return { status: "holds", by: "files", message };
}

function formOf(settings: Readonly<Record<string, string>>) {
  return { settings: new Map(Object.entries(settings)), search: "search index=notable", now: 0 };
}

function required(action: AlertAction): string[] {
  const declared = action.cam?.["required_params"];
  const names = Array.isArray(declared) ? declared.filter((name) => typeof name === "string") : [];
  return names.map((name) => name.replace(/^param\./, ""));
}

function valueOf(
  action: AlertAction,
  params: Readonly<Record<string, string>>,
  name: string,
): string {
  return params[name] ?? action.params.get(name)?.value ?? "";
}

function broken({ message, hint, where }: Pick<Problem, "message" | "hint" | "where">): Proof {
  return {
    status: "broken",
    by: "files",
    message,
    hint,
    where,
  };
}
