/** Builds what splunkd hands to the script: the search command behind the run, the parameters, and each payload. */
import type { Problem } from "../errors.ts";
import type { Assumptions } from "../invocation/assumptions.ts";
import type { Invocation } from "../invocation/invocation.ts";
import { buildInvocations } from "../invocation/payload/build-invocations.ts";
import { effectiveParams } from "../invocation/payload/effective-params.ts";
import { parameterRemarks } from "../invocation/search/argument-remarks.ts";
import { renderCommand, settingsOf } from "../invocation/search/render-command.ts";
import type { Stage } from "./open-stage.ts";
import type { RunPlan } from "./plan-run.ts";
import type { SendAlertRequest } from "./send-alert-request.ts";

export interface Handover {
  /** The search command, as the scheduler or the form of Enterprise Security renders it, or as it was typed. */
  readonly command: string;
  /** The parameters that were given for this run. */
  readonly given: Readonly<Record<string, string>>;
  /** The parameters that the action ends up with, before tokens are expanded. */
  readonly params: ReadonlyMap<string, string>;
  /** One start of the script for all rows, or one for each row. */
  readonly invocations: readonly Invocation[];
  readonly problems: readonly Problem[];
}

/** How values are written into a payload, where nothing public tells what Splunk does. */
export type PayloadWish = Pick<
  SendAlertRequest,
  "emptyParams" | "unresolved" | "numericSid" | "lost"
> &
  Pick<Assumptions, "xmlResult" | "noRowsResult" | "multivalueSeparator">;

export function buildHandover(
  plan: Pick<RunPlan, "action" | "program" | "savedSearch">,
  stage: Pick<Stage, "search" | "results">,
  given: Readonly<Record<string, string>>,
  { lost = [], ...payload }: PayloadWish,
): Handover {
  const { action, program, savedSearch } = plan;
  const { search, results } = stage;
  const settings = settingsOf(action, savedSearch?.settings, given);
  const command = renderCommand({ search, action, params: given, settings, results });
  const params = effectiveParams(action, {
    savedSearch: savedSearch?.settings,
    params: command.params,
    emptyParams: payload.emptyParams,
  });
  const { invocations, problems } = buildInvocations(
    { search, action, args: program.args, params, results, savedSearch: settings },
    {
      xmlResult: payload.xmlResult,
      noRowsResult: payload.noRowsResult,
      multivalueSeparator: payload.multivalueSeparator,
      where: action.stanza.settings.get("payload_format")?.where ?? action.where,
      numericSid: payload.numericSid,
      unresolved: payload.unresolved,
    },
  );
  const remarks = [...lost, ...parameterRemarks(action, given)];
  return { command: command.text, given, params, invocations, problems: [...remarks, ...problems] };
}
