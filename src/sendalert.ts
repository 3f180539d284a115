/**
 * The whole story of one run, as `| sendalert` tells it: find the action and its program, build what splunkd would hand
 * over, run the script in a throw-away SPLUNK_HOME, index what it wrote, judge.
 */
import { resolveOwner } from "./addon/resolve-owner.ts";
import { checkVisible } from "./addon/check-visible.ts";
import { findAction } from "./addon/find-action.ts";
import { findProgram } from "./addon/find-program.ts";
import type { Addon } from "./addon/addon.ts";
import type { Problem } from "./errors.ts";
import { ASSUMED } from "./invocation/assumptions.ts";
import { buildInvocations } from "./invocation/payload/build-invocations.ts";
import { effectiveParams } from "./invocation/payload/effective-params.ts";
import { openTriggerRows } from "./invocation/rows/open-trigger-rows.ts";
import { validateTrigger } from "./invocation/search/validate-trigger.ts";
import { writeResults } from "./invocation/results/write-results.ts";
import { checkPythonVersion, findPython } from "./sandbox/interpreters/find-python.ts";
import { openSandbox } from "./sandbox/home/open-sandbox.ts";
import { restScriptRunner } from "./sandbox/process/rest-script-runner.ts";
import { startInvocation } from "./sandbox/process/start-invocation.ts";
import { describeServer } from "./invocation/search/server-info.ts";
import { writeLocalConf } from "./sandbox/home/write-local-conf.ts";
import { describeTrigger } from "./invocation/search/describe-trigger.ts";
import { renderCommand, settingsOf } from "./invocation/search/render-command.ts";
import type { SendAlertRequest } from "./run/send-alert-request.ts";
import type { InvocationRecord, Transcript } from "./transcript.ts";
import type { RunRecord } from "./verdict/judge.ts";

/** Where splunkd listens unless it is told otherwise; what a dry run names. */
const DEFAULT_URI = "https://127.0.0.1:8089";

/**
 * Runs an alert action and judges what it did.
 *
 * @example
 * const transcript = await sendAlert(loadAddon('my-addon'), { params: { foo: 'bar' } })
 * transcript.verdict.status // 'pass'
 *
 * @throws HarnessError when there is nothing to run or no way to run it; a failing script is a verdict.
 */
export async function sendAlert(addon: Addon, request: SendAlertRequest = {}): Promise<Transcript> {
  const { checkHanded, serveRun } = await import("./splunkd/runs/serve-run.ts");
  checkHanded(request);
  const assumed = { ...ASSUMED, ...request.assume };
  const named = findAction(addon, request.action);
  const trigger = describeTrigger(addon, named, request, DEFAULT_URI);
  const action = resolveOwner(named, trigger.search.app);
  const program = findProgram(addon, action, { extensions: assumed.extensions });
  const setting = (key: string): string | undefined => action.stanza.settings.get(key)?.value;
  // Others that call $SPLUNK_HOME/bin/python get the system's.
  const python =
    program.kind === "python"
      ? findPython({
          asked: request.python,
          required: setting("python.required"),
          version: setting("python.version"),
        })
      : undefined;

  const { savedSearch, limits } = trigger;
  const refused = await validateTrigger(addon, action, trigger, request);
  await using splunkd = await serveRun(addon, trigger.search, request);
  const { search } = splunkd;
  await using sandbox = openSandbox({
    addon,
    serverName: search.serverHost,
    managementPort: Number(new URL(search.serverUri).port),
    python,
    keep: request.keep === true,
    cimActions: assumed.cimActions,
  });
  await using found = await openTriggerRows(addon, request.rows, search, savedSearch);
  const maxResults = limits.maxResults ?? Number(setting("maxresults") ?? Number.NaN);
  const results = await writeResults(found.rows, {
    dispatchFolder: sandbox.dispatchFolder(search.sid),
    search,
    emptyResults: assumed.emptyResults,
    ...(maxResults > 0 && (limits.maxResults !== undefined || search.mode !== "per-result")
      ? { maxResults }
      : {}),
  });
  await using handlers = restScriptRunner({ sandbox, python: request.python, search });
  await splunkd.attach({
    search,
    results,
    writeConf: (write) => writeLocalConf(sandbox.splunkHome, write),
    runRestScript: handlers.run,
  });
  const settings = settingsOf(action, savedSearch?.settings, request.params ?? {});
  const command = renderCommand({
    search,
    action,
    params: request.params ?? {},
    settings,
    results,
  });
  const params = effectiveParams(action, {
    ...(savedSearch === undefined ? {} : { savedSearch: savedSearch.settings }),
    params: command.params,
    ...(request.emptyParams === undefined ? {} : { emptyParams: request.emptyParams }),
  });
  const built = buildInvocations(
    {
      search,
      action,
      args: program.args,
      params,
      results,
      savedSearch: settings,
      server: describeServer(search.serverHost),
    },
    {
      xmlResult: assumed.xmlResult,
      multivalueSeparator: assumed.multivalueSeparator,
      where: action.stanza.settings.get("payload_format")?.where ?? action.where,
      numericSid: request.numericSid === true,
      ...(request.unresolved === undefined ? {} : { unresolved: request.unresolved }),
    },
  );

  const start = startInvocation({
    sandbox,
    program,
    python,
    search,
    action: limits.maxtimeMs === undefined ? action : { ...action, maxtimeMs: limits.maxtimeMs },
    request,
    assumed,
  });
  const invocations: InvocationRecord[] = [];
  let judging: Promise<Judging> | undefined;
  const passes = request.preview === true ? [true, false] : [false];
  for (const isPreview of passes) {
    for (const invocation of built.invocations) {
      if (request.signal?.aborted === true) break;
      // One after the other, as the scheduler does.
      const starting = request.dryRun === true ? start.describe(invocation) : start.run(invocation);
      // What is needed afterwards is loaded while the script runs.
      judging ??= loadJudging();
      invocations.push({ ...(await starting), isPreview });
    }
  }
  const { collectEvents, collectLogs, createClassifier, indexEvents, judge, ...after } =
    await (judging ?? loadJudging());

  const spool = await collectEvents(sandbox.splunkHome, addon);
  const { logs, messages } = await collectLogs(sandbox.splunkHome);
  const evals = await after.loadEval(addon, search.now);
  const classifier = createClassifier(addon, evals);
  const seen = await splunkd.seen();
  const indexed = indexEvents([...spool.events, ...seen.events], addon, {
    serverName: search.serverHost,
    now: search.now,
    wallClock: Date.now() / 1000,
    ...(evals.compileEval === undefined ? {} : { compileEval: evals.compileEval }),
  });
  const events = indexed.events.map(classifier.classify);
  const problems: Problem[] = [
    ...addon.problems,
    ...(action.camProblem === undefined ? [] : [action.camProblem]),
    ...program.problems,
    ...checkPythonVersion(action),
    ...checkVisible(addon, action, search.app),
    ...refused,
    ...sandbox.problems,
    ...found.problems,
    ...results.problems,
    ...built.problems,
    ...spool.problems,
    ...indexed.problems,
    ...classifier.problems,
    ...(python === undefined ? [] : after.explainRun(invocations, logs, program, python)),
  ];
  const record: RunRecord = after.nameSources(
    {
      schema: "ar-sim/transcript/1",
      action: action.name,
      app: action.app,
      mode: search.mode,
      command: command.text,
      python:
        python === undefined
          ? null
          : { path: python.path, version: python.version, chosenBy: python.chosenBy },
      sid: search.sid,
      rows: results.count,
      splunkHome: sandbox.splunkHome,
      kept: request.keep === true,
      started: request.dryRun !== true,
      invocations,
      logs,
      messages,
      events,
      rest: [...seen.requests],
      problems,
    },
    addon,
  );
  const verdict = judge(record, {
    isAdaptiveResponse: action.cam !== undefined || action.camProblem !== undefined,
    isInterrupted: request.signal?.aborted === true,
    resultEventtypes: classifier.taggedWith("modaction_result"),
    onUnknownEndpoint: request.onUnknownEndpoint ?? "warn",
    whyNoneIsTagged: () => classifier.whyNoneHas("modaction_result"),
    explain: (event) => classifier.whyNot("modaction_result", event),
  });
  const transcript: Transcript = {
    ...record,
    verdict,
    ...(search.mode === "es-adhoc"
      ? { panel: after.fillPanel(record, after.panelFacts(action, results.firstRow)) }
      : {}),
  };
  if (request.showSecrets === true) return transcript;
  const secrets = [
    search.sessionKey,
    ...after.secretsAmong(Object.fromEntries(params)),
    ...after.secretsAmong(request.env ?? {}),
    ...after.secretsWithin(await splunkd.secrets()),
  ];
  return after.maskDeep(transcript, after.createMask(secrets));
}

type Judging = Awaited<ReturnType<typeof loadJudging>>;

/** All that comes into play once the script has ended. */
async function loadJudging() {
  // One by one: jest's loader cannot link modules side by side, and it takes no longer.
  const events = await import("./events/spool/collect-events.ts");
  const logs = await import("./events/log/collect-logs.ts");
  const indexing = await import("./events/index/index-events.ts");
  const traceback = await import("./sandbox/explain/explain-run.ts");
  const classifying = await import("./verdict/classify-events.ts");
  const judging = await import("./verdict/judge.ts");
  const evals = await import("./verdict/load-eval.ts");
  const panel = await import("./verdict/adaptive-responses-panel.ts");
  const masking = await import("./invocation/secrets/mask-secrets.ts");
  return {
    ...events,
    ...logs,
    ...indexing,
    ...traceback,
    ...classifying,
    ...judging,
    ...evals,
    ...panel,
    ...masking,
    ...(await import("./run/name-sources.ts")),
  };
}
