// One `[validation:<handler>]` rule of restmap.conf on the arguments of a request.
// Ground: restmap.conf.spec, and the rules that Splunk and public add-ons ship.
import type { EvalScope } from "./eval-scope.ts";
import type { EvalTree } from "./eval-tree.ts";
import { toText } from "./values/eval-value.ts";
import { evaluate } from "./evaluate.ts";

export interface CheckedRequest {
  /** Arguments as submitted, all of them. */
  readonly arguments: ReadonlyMap<string, string>;
  readonly clock: () => number;
  readonly random: () => number;
}

/**
 * The text that Splunk answers with, undefined when the argument is accepted. An argument that was
 * not submitted evaluates to its own name: the idiom `'x' == "x" OR 'x' == ""` of Splunk's own rules
 * rests on that, and so do regular expressions in single quotes.
 */
export function checkArgument(
  field: string,
  rule: EvalTree,
  request: CheckedRequest,
): string | undefined {
  const scope: EvalScope = {
    field: (name) => request.arguments.get(name) ?? name,
    clock: request.clock,
    random: request.random,
    isRequest: true,
  };
  const answer = evaluate(rule, scope);
  if (answer === null || answer === true) return undefined;
  // Guess: the words of the general message; restmap.conf.spec only says that there is one.
  if (answer === false) return `Invalid value for argument '${field}'`;
  return toText(answer) ?? (Array.isArray(answer) ? answer.join(" ") : undefined);
}
