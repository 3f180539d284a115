/** The command line of `ar-sim search` as the library wants it. */
import type { SearchRequest } from "../../../run-search.ts";
import type { CommandLine } from "../../command-line/command-page.ts";
import { usage } from "../../command-line/option.ts";
import { pythonRequestOf, TRACE_OPTIONS } from "../../options/addon-options.ts";
import { fenceRequestOf } from "../../options/fence-options.ts";
import { ENV_OPTIONS } from "../../options/env-options.ts";
import { readRowSpec, ROW_OPTIONS } from "../../options/row-options.ts";
import { searchRequestOf } from "../../options/search-context-options.ts";
import { PREVIEW_OPTIONS } from "./search-page.ts";

export function readSearchRequest(line: CommandLine): SearchRequest {
  return {
    ...searchRequestOf(line),
    events: readRowSpec(line.of(ROW_OPTIONS)),
    ...pythonRequestOf(line),
    traceExceptions: line.of(TRACE_OPTIONS)["trace-exceptions"],
    env: line.of(ENV_OPTIONS).env,
    secretEnv: line.of(ENV_OPTIONS).secret,
    ...fenceRequestOf(line),
    preview: line.of(PREVIEW_OPTIONS).preview,
  };
}

export function splOf({ positionals }: CommandLine): string {
  const [spl, more] = positionals;
  if (spl !== undefined && more === undefined) return spl;
  throw usage(spl === undefined ? "the search is missing" : "the search must be one argument", {
    hint: "Put it in single quotes: ar-sim search '| makeresults | sendalert my_action'.",
  });
}
