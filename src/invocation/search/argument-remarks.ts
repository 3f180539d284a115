/** What is odd about the arguments of a `sendalert`: what goes nowhere, what nobody declares, and quotes that are none. */
import type { AlertAction } from "../../addon/addon.ts";
import type { Problem } from "../../errors.ts";
import { nearest } from "../../text/nearest.ts";
import { readSendalert, type SendalertClause } from "./read-sendalert.ts";

/** Ground: Search Reference, «sendalert», and the `command` that alert_actions.conf ships. */
const OPTIONS: ReadonlySet<string> = new Set(["results_file", "results_link", "results_path"]);

/** Parameters that add-ons read without declaring them. Ground: cim_actions and its examples. */
const COMMON: ReadonlySet<string> = new Set(["action_name", "verbose"]);

/** Words of the command that set no parameter, as in `title="y"`, `param.title = "y"`, `foo bar`. */
export function lostArguments({
  options,
  strays,
}: Pick<SendalertClause, "options" | "strays">): Problem[] {
  const named = [...options.keys()].filter((name) => !OPTIONS.has(name));
  const lost = named.map((name) =>
    dropped(`${name}=…`, `Write param.${name}=… if it is meant as a parameter.`),
  );
  if (strays.length === 0) return lost;
  const hint = strays.some((word) => /^=|=$/.test(word) || word.startsWith("param."))
    ? 'Leave no blanks around the `=`, as in param.title="y".'
    : "Put a value with blanks into double quotes.";
  return [...lost, dropped(strays.join(" "), hint)];
}

function dropped(text: string, hint: string): Problem {
  return {
    code: "INVOKE_ARGUMENT_LOST",
    message: `sendalert: \`${text}\` sets no parameter, and the action does not get it`,
    hint,
  };
}

/** Of parameters that were given for this run. */
export function parameterRemarks(
  action: Pick<AlertAction, "name" | "params" | "command" | "where">,
  given: Readonly<Record<string, string>>,
): Problem[] {
  return [...undeclared(action, given), ...withOtherQuotes(given)];
}

function undeclared(
  {
    name: action,
    params,
    command,
    where,
  }: Pick<AlertAction, "name" | "params" | "command" | "where">,
  given: Readonly<Record<string, string>>,
): Problem[] {
  const passed = readSendalert(command)?.params ?? new Map<string, string>();
  return Object.keys(given)
    .filter((name) => !params.has(name) && !passed.has(name))
    .filter((name) => !COMMON.has(name) && !name.startsWith("_cam"))
    .map((name) => {
      const meant = nearest(name, params.keys());
      return {
        code: "INVOKE_UNDECLARED_PARAM",
        message: `[${action}] does not declare param.${name}; the script gets it all the same`,
        hint:
          meant === undefined
            ? `Write \`param.${name} =\` into the stanza. Enterprise Security refuses a parameter without it.`
            : `Did you mean param.${meant}?`,
        where,
      };
    });
}

/** They come with text from a document, and are part of the value. */
function withOtherQuotes(given: Readonly<Record<string, string>>): Problem[] {
  return Object.entries(given)
    .filter(([, value]) => /[\u2018\u2019\u201c\u201d]/.test(value))
    .map(([name]) => ({
      code: "INVOKE_TYPOGRAPHIC_QUOTES",
      message: `param.${name} contains typographic quotes, which quote nothing and are part of the value`,
      hint: "Type straight quotes (\" or ') if they are meant to quote.",
    }));
}

/**
 * Why sendalert refuses a path to the results, in Splunk's words. Ground: messages.conf. Guess: that a path is taken to
 * be below the dispatch folder of the job if it is a plain name.
 */
export function refusedPath({ options }: Pick<SendalertClause, "options">): string | undefined {
  const path = options.get("results_file") ?? options.get("results_path") ?? "";
  if (!/^(?:[/\\~]|[A-Za-z]:)|(?:^|[/\\])\.\.(?:[/\\]|$)/.test(path)) return undefined;
  return `Results path is invalid. Path points outside of dispatch directory: '${path}'.`;
}
