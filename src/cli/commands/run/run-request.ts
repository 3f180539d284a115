/** The command line of `ar-sim run` as the library wants it. */
import type { TriggerRows } from "../../../invocation/rows/open-rows.ts";
import type { SendAlertRequest } from "../../../run/send-alert-request.ts";
import type { CommandLine } from "../../command-line/command-page.ts";
import { usage } from "../../command-line/option.ts";
import { pythonRequestOf, TRACE_OPTIONS } from "../../options/addon-options.ts";
import { ENV_OPTIONS } from "../../options/env-options.ts";
import { fenceRequestOf } from "../../options/fence-options.ts";
import { PARAM_OPTIONS } from "../../options/param-options.ts";
import { readRowSpec, ROW_OPTIONS } from "../../options/row-options.ts";
import { searchRequestOf } from "../../options/search-context-options.ts";
import { SPLUNKD_OPTIONS } from "../../options/splunkd-options.ts";
import { SPL_ROWS_OPTIONS, STAND_IN_OPTIONS, TRIGGER_OPTIONS } from "./run-page.ts";

export function readRunRequest(line: CommandLine): SendAlertRequest {
  const trigger = line.of(TRIGGER_OPTIONS);
  const standIn = line.of(STAND_IN_OPTIONS);
  const { "as-user": user, "on-unknown-endpoint": onUnknownEndpoint } = line.of(SPLUNKD_OPTIONS);
  const search = searchRequestOf(line);
  return {
    ...search,
    action: actionOf(line.positionals),
    params: line.of(PARAM_OPTIONS).param,
    mode: trigger.mode,
    rows: rowsOf(line),
    ...pythonRequestOf(line),
    traceExceptions: line.of(TRACE_OPTIONS)["trace-exceptions"],
    savedSearch: trigger["saved-search"],
    searchName: trigger["search-name"],
    searchText: trigger.search,
    owner: user ?? search.owner,
    port: standIn["splunkd-port"],
    onUnknownEndpoint,
    // A stand-in that runs already takes no setting, not even a default.
    recordBodies: standIn["rest-bodies"] ? true : undefined,
    env: line.of(ENV_OPTIONS).env,
    secretEnv: line.of(ENV_OPTIONS).secret,
    ...fenceRequestOf(line),
    preview: trigger.preview,
    force: trigger.force,
    strict: trigger.strict,
  };
}

function actionOf(positionals: readonly string[]): string | undefined {
  const [action, ...more] = positionals;
  if (more.length === 0) return action;
  const param = more.find((word) => word.includes("="));
  throw usage(`run takes one action, but got: ${positionals.join(" ")}`, {
    hint:
      param === undefined
        ? "Name one action."
        : `To set a parameter, write --param ${param.replace(/^param\./, "")}.`,
  });
}

/** The address of a stand-in that runs already. */
export function runningOf(line: CommandLine): string | undefined {
  const { splunkd, "splunkd-port": port } = line.of(STAND_IN_OPTIONS);
  if (splunkd === undefined) return undefined;
  const { fixtures, credential, role } = line.of(SPLUNKD_OPTIONS);
  // Options for starting a stand-in make no sense for one that runs already.
  const given = {
    "--splunkd-port": port !== undefined,
    "--fixtures": fixtures !== undefined,
    "--credential": credential.length > 0,
    "--role": role.length > 0,
  };
  const other = Object.entries(given).find(([, isGiven]) => isGiven)?.[0];
  if (other !== undefined) {
    throw usage(`${other} cannot be used with --splunkd`, {
      hint: `Give ${other === "--splunkd-port" ? "--port" : other} to \`ar-sim serve\`.`,
    });
  }
  if (/^https:\/\/[^/?#@]+\/?$/i.test(splunkd) && URL.canParse(splunkd)) return splunkd;
  throw usage(`--splunkd must be an https:// address, not \`${splunkd}\``, {
    hint: "Write --splunkd https://127.0.0.1:8089, the address that `ar-sim serve` prints.",
  });
}

function rowsOf(line: CommandLine): TriggerRows | undefined {
  const rows = readRowSpec(line.of(ROW_OPTIONS));
  const { spl } = line.of(SPL_ROWS_OPTIONS);
  if (spl === undefined) return rows;
  if (rows === undefined) return { kind: "spl", text: spl };
  throw usage("--spl cannot be used together with --result, --results or --notable", {
    hint: "Use one of them to say where the rows come from.",
  });
}
