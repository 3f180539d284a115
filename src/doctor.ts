/**
 * Will this response show in Incident Review, and if not, why: each link from the form to the drilldown, proved by the
 * add-on's files or by a real run on a notable event, and what this machine has to run it with.
 */
import type { Addon, AlertAction } from "./addon/addon.ts";
import { checkVisible } from "./addon/check-visible.ts";
import { findAction } from "./addon/find-action.ts";
import { validateParams } from "./addon/validation/validate-params.ts";
import { compilePythons } from "./checks/doctor/compile-pythons.ts";
import type { Diagnosis, Link, LinkId, Proof } from "./checks/doctor/diagnosis.ts";
import { drilldown } from "./checks/doctor/drilldown.ts";
import * as files from "./checks/doctor/file-links.ts";
import { lookAtPorts } from "./checks/doctor/ports.ts";
import { withFindings } from "./checks/doctor/remarks.ts";
import * as results from "./checks/doctor/result-links.ts";
import * as ran from "./checks/doctor/run-links.ts";
import { type Facts, gatherFacts } from "./checks/facts/facts.ts";
import { runChecks } from "./checks/run-checks.ts";
import { calls } from "./checks/reading/python/calls.ts";
import { HarnessError, toProblem } from "./errors.ts";
import { buildNotable } from "./invocation/notable/notable.ts";
import { readForm } from "./scenario/init/read-form.ts";
import type { SendAlertRequest } from "./run/send-alert-request.ts";
import { sendAlert } from "./sendalert.ts";
import { fillPanel, panelFacts } from "./verdict/adaptive-responses-panel.ts";

/** What a caller may say; the run is always one on a notable event. */
export type DoctorRequest = Omit<
  SendAlertRequest,
  "mode" | "rows" | "savedSearch" | "dryRun" | "strict" | "preview"
>;

const ES_APP = "SplunkEnterpriseSecuritySuite";

const TITLES: Readonly<Record<LinkId, string>> = {
  dispatchable: "dispatchable ad hoc",
  parameters: "parameters accepted",
  form: "form offers them",
  starts: "program starts",
  invocation: "invocation logged",
  events: "events written",
  header: "header read",
  eventtype: "eventtype matches",
  tagged: "tagged",
  joined: "joined to the notable",
  drilldown: "drilldown opens",
};

/**
 * @example
 * const { isShown, links } = await diagnose(loadAddon('my-addon'), { action: 'my_action' })
 * links.find((link) => link.status === 'broken')?.message
 *
 * @throws HarnessError when there is no such action, or ar-sim itself cannot work; all else is a link.
 */
export async function diagnose(addon: Addon, request: DoctorRequest = {}): Promise<Diagnosis> {
  const action = findAction(addon, request.action);
  const params = request.params ?? {};
  // Before the run, whose own stand-in takes one.
  const ports = await lookAtPorts();
  // Not read by the Python asked for: that may be a 2.7, which cannot.
  const facts = gatherFacts(addon);
  const findings = runChecks(facts);
  const now = request.now ?? Date.now() / 1000;
  const form: files.FormFacts = {
    action,
    params,
    offered: [...readForm(addon, action.name).keys()],
    hidden: checkVisible(addon, action, ES_APP),
    refusals: validateParams(addon, action.name, params, now).refusals,
  };
  const first = files.dispatchable(form);
  let used: Diagnosis["environment"]["used"] = null;
  const proofs = new Map<LinkId, Proof>([["dispatchable", first]]);
  if (files.isAdaptiveAction(action)) {
    proofs.set("parameters", files.parameters(form)).set("form", files.form(form));
    const attempt = await run(addon, action, request, [...proofs.values()], now);
    used = attempt.run?.python ?? null;
    for (const [id, proof] of runLinks(attempt, { addon, action, facts, now }))
      proofs.set(id, proof);
  }
  const links = (Object.keys(TITLES) as LinkId[]).map((id): Link => {
    const proof = proofs.get(id) ?? NOT_ADAPTIVE;
    return { id, title: TITLES[id], ...withFindings(id, proof, facts, findings, action.name) };
  });
  const compiled = await compilePythons(facts, action.name, used?.path);
  const has = (status: Proof["status"]): boolean => links.some((link) => link.status === status);
  return {
    schema: "ar-sim/doctor/1",
    action: action.name,
    app: action.app,
    isShown: has("broken") ? false : has("unknown") ? null : true,
    links,
    environment: { ...compiled, used, ports },
  };
}

const NOT_ADAPTIVE: Proof = {
  status: "not-applicable",
  by: "files",
  message: "not applicable",
};

/** Where the form would refuse, the same notable goes through the search bar, so that the other links are seen as well. */
async function run(
  addon: Addon,
  action: AlertAction,
  request: DoctorRequest,
  before: readonly Proof[],
  now: number,
): Promise<ran.Attempt> {
  const isRefused = before.some(({ status, by }) => status === "broken" && by === "files");
  const asked: SendAlertRequest = {
    ...request,
    now,
    action: action.name,
    rows: { kind: "notable" },
  };
  try {
    return { run: await sendAlert(addon, { ...asked, mode: isRefused ? "adhoc" : "es-adhoc" }) };
  } catch (error) {
    if (!(error instanceof HarnessError) || OURS.test(error.code)) throw error;
    return { failure: toProblem(error) };
  }
}

/** What is no fault of the add-on, and would be hidden by a link. */
const OURS = /^(?:CLI_|CONFIG_|SPLUNKD_|SANDBOX_(?:FAILED|BAD_PYTHON))/;

interface Known {
  readonly addon: Addon;
  readonly action: AlertAction;
  readonly facts: Facts;
  readonly now: number;
}

function* runLinks(attempt: ran.Attempt, known: Known): Generator<[LinkId, Proof]> {
  const { addon, action, facts, now } = known;
  const mayWrite = [...calls(facts, "addevent")].some(({ file }) =>
    file.actions.includes(action.name),
  );
  yield ["starts", ran.starts(attempt)];
  const { run: seen } = attempt;
  if (seen === undefined) {
    for (const id of AFTER_START) yield [id, NOT_RUN];
    yield ["tagged", results.tagged(undefined, addon, mayWrite)];
    return;
  }
  const notable = panelFacts(action, buildNotable({}, now));
  const ids = { sid: notable.origSid, rid: notable.origRid };
  const panel = seen.panel ?? fillPanel(seen, notable);
  const written = ran.events(seen, mayWrite);
  yield ["invocation", ran.invocation(seen)];
  yield ["events", written];
  if (seen.events.length === 0) {
    const without: Proof =
      written.status === "not-applicable"
        ? written
        : { status: "unknown", by: "nothing", message: "no event was written in this run" };
    for (const id of OF_EVENTS) yield [id, without];
    if (written.status !== "not-applicable")
      yield ["tagged", results.tagged(undefined, addon, mayWrite)];
  } else {
    yield ["header", results.header(seen)];
    yield ["eventtype", results.eventtype(seen, addon)];
    yield ["tagged", results.tagged(seen, addon, mayWrite)];
  }
  const hasSpoken = seen.messages.length > 0 || seen.invocations.every((one) => one.exitCode === 0);
  yield ["joined", hasSpoken ? results.joined(seen, panel, ids) : NOT_RUN];
  yield [
    "drilldown",
    written.status === "not-applicable"
      ? written
      : drilldown(seen, panel, { addon, action, notable: ids }),
  ];
}

const OF_EVENTS: readonly LinkId[] = ["header", "eventtype", "tagged"];
const AFTER_START: readonly LinkId[] = [
  "invocation",
  "events",
  ...OF_EVENTS,
  "joined",
  "drilldown",
];

const NOT_RUN: Proof = {
  status: "unknown",
  by: "nothing",
  message: "the program did not come so far",
};
