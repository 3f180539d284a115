/**
 * Gathers what the script left behind: its events, indexed as Splunk would, its logs and messages, and its REST
 * calls.
 */
import type { Addon } from "../addon/addon.ts";
import type { Problem } from "../errors.ts";
import type { LogFile } from "../events/event.ts";
import { indexEvents } from "../events/index/index-events.ts";
import { collectLogs } from "../events/log/collect-logs.ts";
import { loadAutoLookups } from "../events/fields/auto-lookups.ts";
import { collectEvents } from "../events/spool/collect-events.ts";
import { explainRefusedWrites } from "../sandbox/explain/explain-refused-writes.ts";
import { explainRun } from "../sandbox/explain/explain-run.ts";
import { unverifiedHosts } from "../sandbox/explain/unverified-hosts.ts";
import type { InvocationRecord } from "../sandbox/process/invocation-record.ts";
import type { Transcript } from "../transcript.ts";
import { type Classifier, createClassifier } from "../verdict/classify-events.ts";
import { loadEval } from "../events/fields/load-eval.ts";
import type { Stage } from "./open-stage.ts";
import { type WrittenAt, writtenAt } from "./sources/build-timeline.ts";
import { placeOutbound } from "./sources/place-outbound.ts";
import { settleOutbound } from "./sources/settle-outbound.ts";
import { unusedStubs } from "./sources/unused-stubs.ts";
import type { RunPlan } from "./plan-run.ts";

export interface Evidence extends Pick<
  Transcript,
  | "invocations"
  | "logs"
  | "messages"
  | "events"
  | "rest"
  | "http"
  | "fence"
  | "outbound"
  | "problems"
> {
  /** The events as they came, for the timeline. */
  readonly written: readonly WrittenAt[];
  /** Tells why an event is, or is not, a result of the action. */
  readonly classifier: Classifier;
}

export async function gatherEvidence(
  addon: Addon,
  plan: Pick<RunPlan, "program" | "python">,
  stage: Pick<Stage, "search" | "sandbox" | "seen" | "fence" | "vendor">,
  invocations: readonly InvocationRecord[],
): Promise<Evidence> {
  const { splunkHome } = stage.sandbox;
  const { now, serverHost } = stage.search;
  const spool = await collectEvents(splunkHome, addon);
  const { logs, messages } = await collectLogs(splunkHome);
  const evals = await loadEval(addon, now);
  const classifier = createClassifier(addon, evals);
  const seen = await stage.seen();
  const indexed = indexEvents([...spool.events, ...seen.events], addon, {
    serverName: serverHost,
    now,
    wallClock: Date.now() / 1000,
    compileEval: evals.compileEval,
    compileLookup: await loadAutoLookups(addon, async (name) =>
      (await import("../invocation/search/spl-world.ts")).findLookup(addon, name),
    ),
  });
  const fence = await stage.fence.report();
  const outbound = placeOutbound(await stage.fence.outbound(), addon, stage.sandbox);
  const vendor = await stage.vendor?.seen();
  return {
    invocations,
    logs,
    messages,
    events: indexed.events.map(classifier.classify),
    rest: [...seen.requests],
    fence,
    http: vendor?.exchanges ?? [],
    outbound: vendor === undefined ? outbound : settleOutbound(outbound, vendor.connections),
    problems: [
      ...spool.problems,
      ...indexed.problems,
      ...classifier.problems,
      ...explained(plan, invocations, logs),
      // Where nothing was started, nothing could use them.
      ...(invocations.length === 0 ? [] : unusedStubs(vendor?.stubs ?? [])),
      ...(vendor === undefined ? [] : unverifiedHosts(splunkHome, outbound)),
      ...(fence.kind === "namespace" ? refusedWrites(addon, stage, invocations) : []),
    ],
    written: writtenAt([...spool.events, ...seen.events], splunkHome),
    classifier,
  };
}

function refusedWrites(
  addon: Addon,
  { sandbox }: Pick<Stage, "sandbox">,
  invocations: readonly InvocationRecord[],
): Problem[] {
  const apps = [addon, ...addon.also].map(({ root, appId }) => ({
    root,
    folder: sandbox.appFolder(appId),
  }));
  return explainRefusedWrites(sandbox.splunkHome, apps, invocations);
}

/** Only tracebacks of Python have an explanation. */
function explained(
  { program, python }: Pick<RunPlan, "program" | "python">,
  invocations: readonly InvocationRecord[],
  logs: readonly LogFile[],
): Problem[] {
  return python === undefined ? [] : explainRun(invocations, logs, program, python);
}
