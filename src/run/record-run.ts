/** Puts together the record of a run, and what the judge needs to know beside it. */
import {
  findHiddenAction,
  findHiddenEventtype,
  type HiddenObject,
} from "../addon/visibility/find-hidden.ts";
import { isAdaptive } from "../addon/visibility/is-adaptive.ts";
import type { Addon, AlertAction } from "../addon/addon.ts";
import type { Problem } from "../errors.ts";
import { raisedFile } from "../sandbox/process/start-invocation.ts";
import type { AdaptiveResponsesPanel, Moment, Transcript } from "../transcript.ts";
import { fillPanel, panelFacts } from "../verdict/adaptive-responses-panel.ts";
import type { Classifier } from "../verdict/classify-events.ts";
import type { Hidden, RunRecord, Yardstick } from "../verdict/yardstick.ts";
import type { Handover } from "./build-handover.ts";
import type { Evidence } from "./gather-evidence.ts";
import type { Stage } from "./open-stage.ts";
import type { RunPlan } from "./plan-run.ts";
import { buildTimeline } from "./sources/build-timeline.ts";

const RESULT_TAG = "modaction_result";

export function recordRun(
  plan: Pick<RunPlan, "action" | "python" | "problems">,
  stage: Pick<Stage, "search" | "sandbox" | "results" | "problems">,
  handover: Pick<Handover, "command" | "problems">,
  evidence: Evidence,
  ended: Pick<Transcript, "kept" | "started" | "cause" | "timeline"> & {
    readonly remarks: readonly Problem[];
  },
): RunRecord {
  const { invocations, logs, messages, events, rest, http, fence, outbound } = evidence;
  return {
    schema: "ar-sim/transcript/1",
    action: plan.action.name,
    app: plan.action.app,
    mode: stage.search.mode,
    command: handover.command,
    python: pythonOf(plan),
    sid: stage.search.sid,
    rows: stage.results.count,
    splunkHome: stage.sandbox.splunkHome,
    kept: ended.kept,
    started: ended.started,
    invocations,
    logs,
    messages,
    events,
    rest,
    http,
    fence,
    outbound,
    timeline: ended.timeline,
    cause: ended.cause,
    problems: [
      ...plan.problems,
      ...stage.problems,
      ...handover.problems,
      ...ended.remarks,
      ...evidence.problems,
    ],
  };
}

/** `clock`: the time that the script saw at its start, where it is not the true one. */
export async function timelineOf(
  { sandbox }: Pick<Stage, "sandbox">,
  evidence: Pick<Evidence, "invocations" | "logs" | "rest" | "outbound" | "written">,
  clock: number | undefined,
  hide: (text: string) => string,
): Promise<Moment[]> {
  const { invocations } = evidence;
  const [first] = invocations;
  if (first?.at === undefined) return [];
  const { readRaised } = await import("../cause/read-raised.ts");
  const raised = invocations.flatMap((_, at) => readRaised(raisedFile(sandbox.splunkHome, at)));
  const clockAheadMs = clock === undefined ? 0 : clock * 1000 - Date.parse(first.at);
  return buildTimeline({ ...evidence, raised, clockAheadMs, hide });
}

function pythonOf({ python }: Pick<RunPlan, "python">): Transcript["python"] {
  if (python === undefined) return null;
  const { path, version, chosenBy } = python;
  return { path, version, chosenBy };
}

export function yardstickOf(
  addon: Addon,
  action: AlertAction,
  classifier: Classifier,
  run: Pick<Yardstick, "isInterrupted" | "heldBack" | "onUnknownEndpoint" | "notable">,
): Yardstick {
  return {
    isAdaptiveResponse: isAdaptive(action),
    ...run,
    resultEventtypes: classifier.taggedWith(RESULT_TAG),
    hidden: hiddenOf(addon, action),
    whyNoneIsTagged: () => classifier.whyNoneHas(RESULT_TAG),
    explain: (event) => classifier.whyNot(RESULT_TAG, event),
  };
}

function hiddenOf(addon: Addon, action: AlertAction): Hidden {
  const eventtypes = new Map<string, HiddenObject>();
  for (const eventtype of addon.eventtypes) {
    if (!eventtype.tags.some(({ name }) => name === RESULT_TAG)) continue;
    const object = findHiddenEventtype(addon, eventtype, RESULT_TAG);
    if (object !== undefined) eventtypes.set(eventtype.name, object);
  }
  return { action: findHiddenAction(addon, action), eventtypes };
}

/** undefined where the action ran on no notable. */
export function notableOf(
  { mode }: Pick<RunRecord, "mode">,
  action: AlertAction,
  { firstRow }: Stage["results"],
): Yardstick["notable"] {
  return mode === "es-adhoc" ? panelFacts(action, firstRow) : undefined;
}

/** Only a run on a notable has a panel. */
export function panelOf(
  record: RunRecord,
  action: AlertAction,
  { firstRow }: Stage["results"],
): AdaptiveResponsesPanel | undefined {
  if (record.mode !== "es-adhoc") return undefined;
  return fillPanel(record, panelFacts(action, firstRow));
}
