/** Finds a value of a parameter that the rules accept: of what the form offers, the rules talk of, and people write. */
import type { FormField } from "../../addon/read/form-field.ts";
import type { Addon, AlertAction } from "../../addon/addon.ts";
import { validateParams } from "../../addon/validation/validate-params.ts";
import { validationRules } from "../../addon/validation/validation-rules.ts";
import { samplePattern } from "../../search/regex/pattern/sample-pattern.ts";
import { compilePcre } from "../../search/regex/regex.ts";
import { FIXED_NOW } from "../../scenario/given/read-now.ts";
import { likelyValue } from "./likely-value.ts";
import { ruleCandidates } from "./rule-candidates.ts";

/** Values that some rule accepts or refuses. */
const CANDIDATES = [
  "1",
  "10",
  "0",
  "true",
  "text",
  "some text",
  "https://example.com/path",
  "http://example.com/",
  "user@example.com",
  "#channel",
  "192.0.2.7",
  "example.com",
  "ABC-123",
  "2024-01-01",
  "high",
  '{"a": 1}',
  "-1",
  "1.5",
  "not a value !",
  "ftp://x",
  "<>",
  "x".repeat(300),
] as const;

export interface ValueOf {
  readonly addon: Addon;
  readonly action: AlertAction;
  readonly name: string;
  readonly field: FormField | undefined;
}

/** The first that passes the rules and the form; undefined where none does. */
export function fittingValue(of: ValueOf, first: readonly string[] = []): string | undefined {
  const { field, name } = of;
  const likely = [
    ...first,
    ...(field?.values ?? []),
    likelyValue(name),
    ...(field?.pattern === undefined ? [] : samplePattern(field.pattern)),
    ...ruleValues(of),
    ...CANDIDATES,
  ].filter((value) => value !== "");
  return likely.find((value) => isAccepted(of, value));
}

/** One that the rules of restmap.conf refuse; undefined where none is. */
export function refusedValue(of: ValueOf): string | undefined {
  return [...CANDIDATES, "", ...ruleValues(of)].find((value) => !passesRules(of, value));
}

export function isAccepted(of: ValueOf, value: string): boolean {
  return passesForm(of.field, value) && passesRules(of, value);
}

/** By the rules of this parameter alone. */
function passesRules({ addon, action, name }: ValueOf, value: string): boolean {
  const { refusals } = validateParams(addon, action.name, { [name]: value }, FIXED_NOW);
  return refusals.every(({ field }) => field !== `action.${action.name}.param.${name}`);
}

function passesForm(field: FormField | undefined, value: string): boolean {
  if (field?.pattern === undefined) return true;
  try {
    return compilePcre(field.pattern).test(value);
  } catch {
    // A pattern that cannot be read refuses nothing.
    return true;
  }
}

function ruleValues({ addon, action, name }: ValueOf): string[] {
  return validationRules(addon, "savedsearch")
    .filter(({ field }) => field === `action.${action.name}.param.${name}`)
    .flatMap(({ tree }) => (tree === undefined ? [] : ruleCandidates(tree.root)));
}
