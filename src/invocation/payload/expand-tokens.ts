/** Puts values in place of $tokens$ in a parameter, before the payload is built, as splunkd does. */
import type { Problem } from "../../errors.ts";
import { nearest } from "../../text/nearest.ts";
import { type TokenContext, tokenFamily, tokenValue } from "./token-values.ts";

/** What becomes of a token without a value. Default: nothing for `result.`, `job.` and `server.`, else it stays. */
export type Unresolved = "default" | "literal" | "empty";

export interface ExpandedText {
  readonly text: string;
  readonly problems: readonly Problem[];
}

/** The grammar of tokens in restmap.conf. The length is bounded, since a parameter may hold any text. */
const TOKEN = /\$([\w.*#\- ]+)(?:\{([^}]{1,2000})\})?\$/g;

/** `name` is the name of the parameter, for the remarks. Values of tokens are not expanded again. */
export function expandTokens(
  value: string,
  context: TokenContext,
  name: string,
  unresolved: Unresolved = "default",
): ExpandedText {
  if (!value.includes("$")) return { text: value, problems: [] };
  const problems: Problem[] = [];
  let rest = "";
  let end = 0;
  const text = value.replace(
    TOKEN,
    (whole, token: string, options: string | undefined, at: number) => {
      rest += value.slice(end, at);
      end = at + whole.length;
      if (token === "#random") return "$random$";
      const known = tokenValue(token, context);
      if (known !== undefined) {
        if (isOneOfMany(token, context)) problems.push(firstRowOnly(name, whole, context.rowCount));
        return known;
      }
      const fallback = defaultOf(options);
      if (fallback !== undefined) return fallback;
      problems.push(noValue(name, whole, token, context));
      return isEmptied(token, unresolved) ? "" : whole;
    },
  );
  if (`${rest}${value.slice(end)}`.includes("$")) problems.push(stray(name));
  return { text, problems };
}

/** Options are `key=value` pairs. The value may be quoted. */
function defaultOf(options: string | undefined): string | undefined {
  const match = /(?:^|,)\s*default\s*=\s*(?:"([^"]*)"|([^,]*))/.exec(options ?? "");
  return match === null ? undefined : (match[1] ?? match[2]?.trim());
}

function isEmptied(token: string, unresolved: Unresolved): boolean {
  // Guess: nothing public shows what becomes of `$result.missing$`.
  return unresolved === "default" ? tokenFamily(token) !== "other" : unresolved === "empty";
}

function isOneOfMany(token: string, context: TokenContext): boolean {
  return tokenFamily(token) === "result" && context.resultId === undefined && context.rowCount > 1;
}

function firstRowOnly(name: string, whole: string, rowCount: number): Problem {
  return {
    code: "INVOKE_FIRST_ROW_TOKEN",
    message: `param.${name}: ${whole} stands for the first of ${rowCount} rows only`,
    hint: "Trigger the alert for each result (per-result mode), or read the rows from the results file.",
  };
}

function noValue(name: string, whole: string, token: string, context: TokenContext): Problem {
  const family = tokenFamily(token);
  const isAdhoc = context.search.mode === "adhoc" || context.search.mode === "es-adhoc";
  const isField = Object.hasOwn(context.row ?? {}, token);
  const slip = nearest(token.replace(/^result\./, ""), Object.keys(context.row ?? {}));
  const hints = {
    result: `${slip === undefined ? "" : `Did you mean $result.${slip}$? `}Name one of the result's fields: ${Object.keys(context.row ?? {}).join(", ")}.`,
    job: "Not every property of the job is passed to an action; check its name.",
    server: "Check the property against /services/server/info.",
    other: isAdhoc
      ? "Write a value: an ad hoc run has no saved search to take it from."
      : "Check its spelling; write the dollar signs differently if they are meant to stay.",
  };
  return {
    code: "INVOKE_UNRESOLVED_TOKEN",
    message: `param.${name}: ${whole} has no value here`,
    hint: isField ? `Fields of results are $result.${token}$.` : hints[family],
  };
}

function stray(name: string): Problem {
  return {
    code: "INVOKE_STRAY_DOLLAR",
    message: `param.${name} holds a single $, which takes the text up to the next $ for a token's name`,
    hint: "Leave it out, or make sure that no second $ follows.",
  };
}
