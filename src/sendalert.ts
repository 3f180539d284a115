/**
 * The story of one run on one page: plan it, open its stage, run the script, gather what it left behind, judge, mask
 * secrets. Each act is a file in run/.
 */
import { setImmediate } from "node:timers/promises";
import type { Addon } from "./addon/addon.ts";
import { ASSUMED } from "./invocation/assumptions.ts";
import { cassetteOf, keepRecording } from "./vendor/tape/cassette-of.ts";
import { buildHandover, type Handover } from "./run/build-handover.ts";
import { holdBack, remarksOn } from "./run/hold-back.ts";
import type { GivenSecrets } from "./run/known-secrets.ts";
import { openStage, type Stage } from "./run/open-stage.ts";
import { planRun } from "./run/plan-run.ts";
import { runInvocations } from "./run/run-invocations.ts";
import type { FenceRequest, SendAlertRequest } from "./run/send-alert-request.ts";
import { checkHanded } from "./splunkd/visits/check-handed.ts";
import type { KnownSecret } from "./text/masking/mask.ts";
import type { Transcript } from "./transcript.ts";

/**
 * Runs an alert action and judges what it did.
 *
 * @example
 * const transcript = await sendAlert(loadAddon('my-addon'), { params: { foo: 'bar' } })
 * transcript.verdict.status // 'pass'
 *
 * @throws HarnessError when there is nothing to run or no way to run it. A script that fails is a verdict.
 */
export async function sendAlert(addon: Addon, request: SendAlertRequest = {}): Promise<Transcript> {
  try {
    return await run(addon, request);
  } catch (error) {
    if (request.showSecrets === true) throw error;
    const { givenSecrets, hideInError } = await loadHiding();
    throw hideInError(error, givenSecrets(sortOptions(request).secrets));
  }
}

async function run(addon: Addon, request: SendAlertRequest): Promise<Transcript> {
  const wish = sortOptions(request);
  checkHanded(wish.standIn);
  const plan = await planRun(addon, wish.action, wish.trigger, wish.program, wish.params);
  const { action, python, savedSearch, maxResults } = plan;

  await using stage = await openStage({
    addon,
    search: plan.search,
    standIn: wish.standIn,
    home: { ...wish.home, python },
    fence: wish.fence,
    http: wish.http,
    cassette: cassetteOf(request.cassette, action.name),
    rows: { ...wish.rows, savedSearch, maxResults },
  });

  const reasons = holdBack(plan, stage);
  const heldBack = wish.isForced ? reasons.filter(({ id }) => id === "has-row") : reasons;
  const starts = heldBack.length === 0;
  const handover = buildHandover(plan, stage, wish.params.params, wish.payload);
  const knownSecrets = (hiding: Hiding): Promise<KnownSecret[]> =>
    secretsOf(hiding, wish.secrets, stage, handover);
  const [invocations, after] = await Promise.all([
    runInvocations(plan, stage, starts ? handover.invocations : [], wish.script, wish.passes),
    // What is needed afterwards is loaded while the script runs.
    loadAftermath().then(async (after) => {
      if (!wish.showSecrets) after.prepareMask(await knownSecrets(after));
      stage.vendor?.recorder?.hide(() => knownSecrets(after));
      return after;
    }),
  ]);

  const evidence = await after.gatherEvidence(addon, plan, stage, invocations);
  const isInterrupted = wish.script.signal?.aborted === true;
  if (!isInterrupted) await keepRecording(stage.vendor);
  const remarks = starts ? remarksOn(reasons, stage, wish.payload.noRowsResult) : [];
  const started = starts && !wish.passes.dryRun;
  const whole = { addon, plan, stage, handover, evidence };
  const hasEnded = started && !isInterrupted;
  const failed = hasEnded ? await after.causeOf(whole) : null;
  const secrets = wish.showSecrets ? [] : await withSent(after, knownSecrets(after), evidence.http);
  const hide = after.createMask(secrets).text;
  const timeline = await after.timelineOf(stage, evidence, wish.script.clock, hide);
  const ended = { kept: wish.home.keep, started, cause: failed, timeline, remarks };
  const record = after.nameSources(after.recordRun(plan, stage, handover, evidence, ended), addon);

  const judged = after.judge(
    record,
    after.yardstickOf(addon, action, evidence.classifier, {
      isInterrupted,
      heldBack,
      notable: after.notableOf(record, action, stage.results),
      onUnknownEndpoint: wish.onUnknownEndpoint,
    }),
  );
  const reported = hasEnded ? await after.causeOfReported(whole, judged) : null;
  const named = after.nameSources({ ...record, cause: record.cause ?? reported }, addon);
  const verdict = after.withReportedCause(judged, reported === null ? null : named.cause);
  const transcript = { ...named, verdict, panel: after.panelOf(record, action, stage.results) };

  if (wish.showSecrets) return transcript;
  const shown = after.hideSecrets(transcript, secrets);
  if (wish.home.keep) after.maskKeptLogs(shown);
  return shown;
}

/** With those that went out, which are known only afterwards. */
async function withSent(
  { sentSecrets }: Pick<Awaited<ReturnType<typeof loadHiding>>, "sentSecrets">,
  known: Promise<KnownSecret[]>,
  http: Parameters<typeof sentSecrets>[0],
): Promise<KnownSecret[]> {
  return [...(await known), ...sentSecrets(http)];
}

/** What is known of them by now. */
async function secretsOf(
  hiding: Hiding,
  given: GivenSecrets,
  stage: Stage,
  { params, invocations }: Handover,
): Promise<KnownSecret[]> {
  const { sessionKey } = stage.search;
  const standIn = await stage.secrets();
  return [
    ...hiding.givenSecrets(given),
    ...hiding.seenSecrets({ sessionKey, params, invocations, standIn }),
  ];
}

async function loadHiding() {
  const { givenSecrets, seenSecrets, sentSecrets } = await import("./run/known-secrets.ts");
  const { hideInError, hideSecrets } = await import("./run/truth.ts");
  const { maskKeptLogs } = await import("./run/mask-kept-logs.ts");
  const { createMask, prepareMask } = await import("./text/masking/mask.ts");
  return {
    createMask,
    givenSecrets,
    hideInError,
    hideSecrets,
    maskKeptLogs,
    prepareMask,
    seenSecrets,
    sentSecrets,
  };
}

type Hiding = Pick<Awaited<ReturnType<typeof loadHiding>>, "givenSecrets" | "seenSecrets">;

/** Loads one module after the other, since jest's loader cannot link several at once. It takes no longer. */
async function loadAftermath() {
  // Not before the script is on its way: to load modules keeps this thread busy.
  await setImmediate();
  const { gatherEvidence } = await import("./run/gather-evidence.ts");
  const { causeOf, causeOfReported } = await import("./run/sources/cause-of-run.ts");
  const { notableOf, panelOf, recordRun, timelineOf, yardstickOf } =
    await import("./run/record-run.ts");
  const { nameSources } = await import("./run/sources/name-sources.ts");
  const { judge, withReportedCause } = await import("./verdict/judge.ts");
  const hiding = await loadHiding();
  return {
    causeOf,
    causeOfReported,
    withReportedCause,
    gatherEvidence,
    recordRun,
    timelineOf,
    nameSources,
    yardstickOf,
    notableOf,
    panelOf,
    judge,
    ...hiding,
  };
}

/** Hands each option to the act that uses it, and to no other. */
function sortOptions(request: SendAlertRequest) {
  const { mode, savedSearch, searchName, searchText, searchApp, owner, serverHost } = request;
  const { now, seed, earliest, latest, resultsLink, sid, maxResults, rows } = request;
  const { splunkd, fixtures, port, recordBodies, python } = request;
  const { emptyParams, unresolved, numericSid, cwd, captureBytes, signal } = request;
  const { params = {}, secretEnv = {} } = request;
  const env = { ...request.env, ...secretEnv };
  const dryRun = request.dryRun === true;
  const assumed = { ...ASSUMED, ...request.assume };
  const { xmlResult, noRowsResult, multivalueSeparator } = assumed;
  const { killSignal, killedCode, adhocType } = assumed;
  const named = { savedSearch, searchName, searchText, searchApp, owner, serverHost, sid };
  const times = { now, seed, earliest, latest };
  const where = { splunkd, splunkVersion: request.splunkVersion };
  return {
    action: request.action,
    trigger: { mode, ...named, ...times, ...where, resultsLink, maxResults, rows },
    program: { python, systemPython: systemPythonOf(fixtures), extensions: assumed.extensions },
    params: { params, strict: request.strict === true },
    standIn: { splunkd, fixtures, port, recordBodies, dryRun },
    home: {
      handlerPython: python,
      keep: request.keep === true,
      cimActions: assumed.cimActions,
      tooling: request.tooling,
      forks: request.processes === "fork",
      onStart: request.onStart,
      signal,
    },
    rows: { given: rows, emptyResults: assumed.emptyResults, noRowsFile: assumed.noRowsFile },
    payload: {
      lost: request.lost,
      emptyParams,
      unresolved,
      numericSid,
      xmlResult,
      noRowsResult,
      multivalueSeparator,
    },
    script: {
      cwd,
      clock: request.movesClock === true ? now : undefined,
      env,
      captureBytes,
      signal,
      onStart: request.onStart,
      traceExceptions: request.traceExceptions === true,
      killSignal,
      killedCode,
      adhocType,
    },
    secrets: { params, env, secretEnv, fixtures, searchText },
    passes: { preview: request.preview === true, dryRun },
    isForced: request.force === true,
    fence: fenceOf(request),
    http: dryRun ? [] : (request.http ?? []),
    onUnknownEndpoint: request.onUnknownEndpoint,
    showSecrets: request.showSecrets === true,
  };
}

/** server.conf, as an administrator may have changed it. */
function systemPythonOf(fixtures: SendAlertRequest["fixtures"]): string | undefined {
  return fixtures?.conf?.["server"]?.["general"]?.["python.version"];
}

/** What stands around the script where the request does not say. */
function fenceOf({ fence = "auto", network = "deny", isolate, writable = [] }: FenceRequest) {
  return { fence, network, isolate: isolate !== false, writable };
}
