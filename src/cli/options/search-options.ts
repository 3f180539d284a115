/** The options of `ar-sim search` as the library wants them. */
import { HarnessError } from "../../errors.ts";
import type { SearchRequest } from "../../run-search.ts";
import { readAssumptions } from "./read-assumptions.ts";
import { defined, environment, wholeNumber } from "./option-values.ts";
import { oneOf, readOptions } from "./read-options.ts";
import { readRowSpec, ROW_OPTIONS, withNotableFile } from "./row-options.ts";

export interface SearchOptions {
  readonly spl: string;
  readonly app: string | undefined;
  readonly appId: string | undefined;
  readonly also: readonly string[];
  readonly json: boolean;
  readonly verbose: boolean;
  readonly request: SearchRequest;
}

const OPTIONS = {
  app: { type: "string" },
  "app-id": { type: "string" },
  also: { type: "string", multiple: true },
  python: { type: "string" },
  ...ROW_OPTIONS,
  earliest: { type: "string" },
  latest: { type: "string" },
  "search-app": { type: "string" },
  owner: { type: "string" },
  "empty-params": { type: "string" },
  unresolved: { type: "string" },
  "numeric-sid": { type: "boolean" },
  cwd: { type: "string" },
  assume: { type: "string", multiple: true },
  "max-results": { type: "string" },
  env: { type: "string", multiple: true },
  preview: { type: "boolean" },
  "dry-run": { type: "boolean" },
  json: { type: "boolean" },
  verbose: { type: "boolean" },
  "show-secrets": { type: "boolean" },
  keep: { type: "boolean" },
} as const;

export function readSearchOptions(argv: readonly string[]): SearchOptions {
  const { values, positionals } = readOptions("search", withNotableFile(argv), OPTIONS);
  const [spl] = positionals;
  if (spl === undefined || positionals.length > 1) {
    throw new HarnessError(
      "CLI_USAGE",
      spl === undefined ? "the search is missing" : "the search is one argument",
      { hint: "Put it into single quotes: ar-sim search '| makeresults | sendalert my_action'." },
    );
  }
  return {
    spl,
    app: values.app,
    appId: values["app-id"],
    also: values.also ?? [],
    json: values.json === true,
    verbose: values.verbose === true,
    request: defined({
      events: readRowSpec(values),
      python: values.python,
      earliest: values.earliest,
      latest: values.latest,
      searchApp: values["search-app"],
      owner: values.owner,
      emptyParams: oneOf("--empty-params", values["empty-params"], ["include", "omit"]),
      unresolved: oneOf("--unresolved", values.unresolved, ["default", "literal", "empty"]),
      cwd: oneOf("--cwd", values.cwd, ["bin", "root"]),
      assume: values.assume === undefined ? undefined : readAssumptions(values.assume),
      numericSid: values["numeric-sid"],
      maxResults: wholeNumber("--max-results", values["max-results"]),
      env: environment(values.env ?? []),
      preview: values.preview,
      dryRun: values["dry-run"],
      keep: values.keep,
      showSecrets: values["show-secrets"],
    }),
  };
}
