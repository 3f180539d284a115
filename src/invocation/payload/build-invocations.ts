/** Builds every start of the script for one trigger: one for all rows, or one for each row. */
import type { AlertAction } from "../../addon/addon.ts";
import type { Setting } from "../../conf/layered-conf.ts";
import type { Problem } from "../../errors.ts";
import { buildPayload, type PayloadOptions } from "./build-payload.ts";
import { expandTokens, type Unresolved } from "./expand-tokens.ts";
import type { Invocation, SearchContext } from "../invocation.ts";
import type { TokenContext } from "./token-values.ts";
import type { ResultsFile, WrittenResults } from "../results/write-results.ts";

export interface InvocationParts {
  readonly search: SearchContext;
  readonly action: Pick<AlertAction, "name" | "payloadFormat" | "where">;
  /** Arguments of the program: `['--execute']` and the like. */
  readonly args: readonly string[];
  /** From `effectiveParams`, before tokens are expanded. */
  readonly params: ReadonlyMap<string, string>;
  readonly results: WrittenResults;
  /** Settings of the saved search, for tokens such as `$alert.severity$`. */
  readonly savedSearch?: ReadonlyMap<string, Pick<Setting, "value">> | undefined;
}

export interface InvocationOptions extends PayloadOptions {
  readonly unresolved?: Unresolved | undefined;
  readonly multivalueSeparator?: string | undefined;
}

export interface BuiltInvocations {
  readonly invocations: readonly Invocation[];
  /** Remarks on tokens. Each is there once, whatever the number of rows. */
  readonly problems: readonly Problem[];
}

export function buildInvocations(
  parts: InvocationParts,
  options: InvocationOptions = {},
): BuiltInvocations {
  const problems = new Map<string, Problem>();
  const invocations = parts.results.files.map((file): Invocation => {
    const params = expandParams(parts, file, options, problems);
    const { search, args } = parts;
    const { row, resultId, path: resultsFile } = file;
    const format = parts.action.payloadFormat;
    const payload = buildPayload({ search, params, row, resultsFile, resultId }, format, {
      where: parts.action.where,
      ...options,
    });
    return { resultId, args, payload, format: format === "xml" ? "xml" : "json", resultsFile };
  });
  return { invocations, problems: [...problems.values()] };
}

function expandParams(
  parts: InvocationParts,
  file: ResultsFile,
  options: InvocationOptions,
  problems: Map<string, Problem>,
): ReadonlyMap<string, string> {
  const context: TokenContext = {
    search: parts.search,
    actionName: parts.action.name,
    row: file.row,
    rowCount: parts.results.count,
    resultId: file.resultId,
    resultsFile: file.path,
    settings: parts.savedSearch,
    multivalueSeparator: options.multivalueSeparator,
  };
  const expanded = new Map<string, string>();
  for (const [name, value] of parts.params) {
    // The tokens of _cam's drilldown_uri are for Enterprise Security to fill in later.
    const isForLater = name.startsWith("_cam");
    const unresolved = isForLater ? "literal" : options.unresolved;
    const { text, problems: remarks } = expandTokens(value, context, name, unresolved);
    expanded.set(name, text);
    if (isForLater) continue;
    for (const remark of remarks) problems.set(remark.message, remark);
  }
  return expanded;
}
