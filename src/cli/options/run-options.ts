/** The options of `ar-sim run` as the library wants them. */
import { HarnessError } from "../../errors.ts";
import type { TriggerRows } from "../../invocation/rows/open-rows.ts";
import type { SendAlertRequest } from "../../run/send-alert-request.ts";
import { defined, environment, wholeNumber } from "./option-values.ts";
import { readAssumptions } from "./read-assumptions.ts";
import { readParams } from "./param-option.ts";
import { oneOf, readOptions, type Values } from "./read-options.ts";
import type { Fixtures } from "../../splunkd/model/fixtures.ts";
import { fixturesOf, portOf, SPLUNKD_OPTIONS, unknownEndpointOf } from "./splunkd-options.ts";
import { readRowSpec, ROW_OPTIONS, withNotableFile } from "./row-options.ts";

export interface RunOptions {
  readonly app: string | undefined;
  readonly appId: string | undefined;
  readonly also: readonly string[];
  readonly json: boolean;
  readonly verbose: boolean;
  readonly request: SendAlertRequest;
  /** Of a stand-in that is running already. */
  readonly splunkd: string | undefined;
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
  spl: { type: "string" },
  "search-name": { type: "string" },
  search: { type: "string" },
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
  ...SPLUNKD_OPTIONS,
  "splunkd-port": { type: "string" },
  splunkd: { type: "string" },
  env: { type: "string", multiple: true },
  preview: { type: "boolean" },
  strict: { type: "boolean" },
  "dry-run": { type: "boolean" },
  json: { type: "boolean" },
  verbose: { type: "boolean" },
  "show-secrets": { type: "boolean" },
  "rest-bodies": { type: "boolean" },
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
    splunkd: runningOf(values),
    fixtures: (addonRoot) => fixturesOf(addonRoot, values),
    request: defined({
      action: positionals[0],
      params: readParams(values.param ?? []),
      mode,
      rows: readTriggerRows(values),
      python: values.python,
      savedSearch: values["saved-search"],
      searchName: values["search-name"],
      searchText: values.search,
      earliest: values.earliest,
      latest: values.latest,
      searchApp: values["search-app"],
      owner: values["as-user"] ?? values.owner,
      port: portOf("--splunkd-port", values["splunkd-port"]),
      onUnknownEndpoint: unknownEndpointOf(values),
      recordBodies: values["rest-bodies"],
      emptyParams,
      unresolved,
      cwd,
      assume: values.assume === undefined ? undefined : readAssumptions(values.assume),
      numericSid: values["numeric-sid"],
      maxResults: wholeNumber("--max-results", values["max-results"]),
      env: environment(values.env ?? []),
      preview: values.preview,
      strict: values.strict,
      dryRun: values["dry-run"],
      keep: values.keep,
      showSecrets: values["show-secrets"],
    }),
  };
}

/** What says how to start one has no meaning for one that runs. */
function runningOf(values: Values<typeof OPTIONS>): string | undefined {
  const { splunkd } = values;
  if (splunkd === undefined) return undefined;
  const other = (["splunkd-port", "fixtures", "credential", "role"] as const).find(
    (name) => values[name] !== undefined,
  );
  if (other !== undefined) {
    throw new HarnessError("CLI_USAGE", `--${other} is for a stand-in of the run's own`, {
      hint: `With --splunkd, say it to \`ar-sim serve\`.`,
    });
  }
  if (/^https:\/\/[^/?#@]+\/?$/i.test(splunkd) && URL.canParse(splunkd)) return splunkd;
  throw new HarnessError("CLI_USAGE", `--splunkd wants an address, not \`${splunkd}\``, {
    hint: "Write --splunkd https://127.0.0.1:8089, as `ar-sim serve` tells it.",
  });
}

/** `--spl` excludes the other ways to give rows. */
function readTriggerRows(values: Values<typeof OPTIONS>): TriggerRows | undefined {
  const rows = readRowSpec(values);
  if (values.spl === undefined) return rows;
  if (rows === undefined) return { kind: "spl", text: values.spl };
  throw new HarnessError("CLI_USAGE", "--spl excludes --result, --results and --notable", {
    hint: "Say in one way only where the results come from.",
  });
}
