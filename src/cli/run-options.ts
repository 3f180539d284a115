/** The options of `ar-sim run` as the library wants them. */
import { HarnessError } from "../errors.ts";
import type { SendAlertRequest } from "../send-alert-request.ts";
import { readAssumptions } from "./read-assumptions.ts";
import { oneOf, pair, readOptions } from "./read-options.ts";
import type { Fixtures } from "../splunkd/settings.ts";
import { fixturesOf, portOf, SPLUNKD_OPTIONS, unknownEndpointOf } from "./splunkd-options.ts";
import { readRowSpec, ROW_OPTIONS, withNotableFile } from "./row-options.ts";

export interface RunOptions {
  readonly app: string | undefined;
  readonly appId: string | undefined;
  readonly also: readonly string[];
  readonly json: boolean;
  readonly verbose: boolean;
  readonly request: SendAlertRequest;
  /** Fixtures for splunkd, once the add-on's folder is known. */
  readonly fixtures: (addonRoot: string) => Promise<Fixtures | undefined>;
}

const OPTIONS = {
  app: { type: "string" },
  "app-id": { type: "string" },
  also: { type: "string", multiple: true },
  python: { type: "string" },
  param: { type: "string", multiple: true, short: "p" },
  mode: { type: "string" },
  ...ROW_OPTIONS,
  "saved-search": { type: "string" },
  "search-name": { type: "string" },
  search: { type: "string" },
  "search-app": { type: "string" },
  owner: { type: "string" },
  "empty-params": { type: "string" },
  unresolved: { type: "string" },
  "numeric-sid": { type: "boolean" },
  cwd: { type: "string" },
  assume: { type: "string", multiple: true },
  "max-results": { type: "string" },
  ...SPLUNKD_OPTIONS,
  env: { type: "string", multiple: true },
  preview: { type: "boolean" },
  "dry-run": { type: "boolean" },
  json: { type: "boolean" },
  verbose: { type: "boolean" },
  "show-secrets": { type: "boolean" },
  keep: { type: "boolean" },
} as const;

export function readRunOptions(argv: readonly string[]): RunOptions {
  const { values, positionals } = readOptions("run", withNotableFile(argv), OPTIONS);
  if (positionals.length > 1) {
    const looksLikeParam = positionals.slice(1).find((word) => word.includes("="));
    throw new HarnessError("CLI_USAGE", `one action at a time, but got: ${positionals.join(" ")}`, {
      hint:
        looksLikeParam === undefined
          ? "Give one action name."
          : `Write --param ${looksLikeParam.replace(/^param\./, "")} for a parameter.`,
    });
  }
  const mode = oneOf("--mode", values.mode, ["adhoc", "saved", "per-result", "es-adhoc"]);
  const emptyParams = oneOf("--empty-params", values["empty-params"], ["include", "omit"]);
  const unresolved = oneOf("--unresolved", values.unresolved, ["default", "literal", "empty"]);
  const cwd = oneOf("--cwd", values.cwd, ["bin", "root"]);
  return {
    app: values.app,
    appId: values["app-id"],
    also: values.also ?? [],
    json: values.json === true,
    verbose: values.verbose === true,
    fixtures: (addonRoot) => fixturesOf(addonRoot, values),
    request: defined({
      action: positionals[0],
      params: params(values.param ?? []),
      mode,
      rows: readRowSpec(values),
      python: values.python,
      savedSearch: values["saved-search"],
      searchName: values["search-name"],
      searchText: values.search,
      searchApp: values["search-app"],
      owner: values["as-user"] ?? values.owner,
      port: portOf("--splunkd-port", values["splunkd-port"]),
      onUnknownEndpoint: unknownEndpointOf(values),
      emptyParams,
      unresolved,
      cwd,
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

function params(texts: readonly string[]): Record<string, string> {
  const found: Record<string, string> = Object.create(null);
  for (const text of texts) {
    const [name, value] = pair("--param", text, "INVOKE_BAD_PARAM");
    found[name.replace(/^param\./, "")] = value;
  }
  return found;
}

function environment(texts: readonly string[]): Record<string, string> {
  const found: Record<string, string> = {};
  for (const text of texts) {
    const cut = text.indexOf("=");
    const name = cut < 0 ? text : text.slice(0, cut);
    const value = cut < 0 ? process.env[name] : text.slice(cut + 1);
    if (value === undefined) {
      throw new HarnessError("CLI_USAGE", `--env ${name}: there is no such variable here`, {
        hint: `Set it, or write --env ${name}=value.`,
      });
    }
    found[name] = value;
  }
  return found;
}

function wholeNumber(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (/^\d+$/.test(text)) return Number(text);
  throw new HarnessError("CLI_USAGE", `${option} wants a whole number, not \`${text}\``, {
    hint: `Write ${option} 100, for example.`,
  });
}

/** Without the keys that are undefined, as exactOptionalPropertyTypes wants it. */
function defined<T extends Record<string, unknown>>(
  values: T,
): { [K in keyof T]: Exclude<T[K], undefined> } {
  const kept = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(kept) as { [K in keyof T]: Exclude<T[K], undefined> };
}
