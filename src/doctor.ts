/**
 * Tells whether a response shows in Incident Review, and if not, why. Each link from the form to the drilldown is proved
 * by the add-on's files or by a run on a notable event. The interpreters and ports of this machine are listed beside it.
 */
import type { Addon, AlertAction } from "./addon/addon.ts";
import { findHiddenAction, findHiddenForm } from "./addon/visibility/find-hidden.ts";
import { findAction } from "./addon/find-action.ts";
import { validateParams } from "./addon/validation/validate-params.ts";
import { compilePythons } from "./checks/doctor/compile-pythons.ts";
import type { Diagnosis, Link, LinkId, Proof } from "./checks/doctor/diagnosis.ts";
import {
  dispatchable,
  form,
  type FormFacts,
  isAdaptiveAction,
  parameters,
} from "./checks/doctor/file-links.ts";
import { lookAtPorts } from "./checks/doctor/ports.ts";
import { proveByRun } from "./checks/doctor/prove-by-run.ts";
import { withFindings } from "./checks/doctor/remarks.ts";
import type { Attempt } from "./checks/doctor/run-links.ts";
import { gatherFacts } from "./checks/facts/gather-facts.ts";
import { runChecks } from "./checks/run-checks.ts";
import { type ErrorCode, HarnessError, toProblem } from "./errors.ts";
import { givenSecrets } from "./run/known-secrets.ts";
import type { SendAlertRequest } from "./run/send-alert-request.ts";
import { truthOf } from "./run/truth.ts";
import { readForm } from "./addon/read/read-form.ts";
import { sendAlert } from "./sendalert.ts";
import { createMask, type Mask } from "./text/masking/mask.ts";

/** Options of a diagnosis. Those of `sendAlert`, but for the ones that a run on a notable event decides itself. */
export type DoctorRequest = Omit<
  SendAlertRequest,
  "mode" | "rows" | "network" | "savedSearch" | "dryRun" | "strict" | "preview"
>;

/** The chain in its order. */
const LINKS: readonly (readonly [id: LinkId, title: string])[] = [
  ["dispatchable", "dispatchable ad hoc"],
  ["parameters", "parameters accepted"],
  ["form", "form offers them"],
  ["starts", "program starts"],
  ["invocation", "invocation logged"],
  ["events", "events written"],
  ["header", "header read"],
  ["eventtype", "eventtype matches"],
  ["tagged", "tagged"],
  ["joined", "joined to the notable"],
  ["drilldown", "drilldown opens"],
];

/**
 * @example
 * const { isShown, links } = await diagnose(loadAddon('my-addon'), { action: 'my_action' })
 * links.find((link) => link.status === 'broken')?.message
 *
 * @throws HarnessError when there is no such action, or ar-sim itself cannot work. Everything else is told by a link.
 */
export async function diagnose(addon: Addon, request: DoctorRequest = {}): Promise<Diagnosis> {
  const { diagnosis, masks } = await follow(addon, request);
  if (request.showSecrets === true) return diagnosis;
  const { params = {}, env = {}, secretEnv = {}, fixtures, searchText } = request;
  const given = createMask(givenSecrets({ params, env, secretEnv, fixtures, searchText }));
  return [given, ...masks].reduce((masked, mask) => mask.deep(masked), diagnosis);
}

/** What is judged is what happened; `masks` hide what the run knew as secrets. */
async function follow(
  addon: Addon,
  request: DoctorRequest,
): Promise<{ readonly diagnosis: Diagnosis; readonly masks: readonly Mask[] }> {
  const masks: Mask[] = [];
  const { params = {}, now = Date.now() / 1000 } = request;
  const action = findAction(addon, request.action);
  // Before the run: its stand-in takes one of these ports.
  const ports = await lookAtPorts();
  // Not with the Python that was asked for: it may be a 2.7, which cannot read the syntax tree.
  const facts = gatherFacts(addon);
  const findings = runChecks(facts);

  const proofs = proveByFiles(formFacts(addon, action, params, now));
  let used: Diagnosis["environment"]["used"] = null;
  let outbound: Diagnosis["outbound"] = [];
  if (isAdaptiveAction(action)) {
    const mode = isRefused(proofs) ? "adhoc" : "es-adhoc";
    const rows = { kind: "notable" } as const;
    const shown = await tryToRun(addon, {
      ...request,
      now,
      action: action.name,
      rows,
      mode,
      // A diagnosis must not block an address, whatever a configuration allows.
      network: "deny",
    });
    const attempt = shown.run === undefined ? shown : { run: truthOf(shown.run).transcript };
    if (shown.run !== undefined) masks.push(truthOf(shown.run).mask);
    used = attempt.run?.python ?? null;
    outbound = attempt.run?.outbound ?? [];
    for (const [id, proof] of proveByRun(attempt, { addon, action, facts, now }))
      proofs.set(id, proof);
  }

  const links = LINKS.map(([id, title]): Link => {
    const proof = proofs.get(id) ?? NOT_ADAPTIVE;
    return { id, title, ...withFindings(id, proof, facts, findings, action.name) };
  });
  const compiled = await compilePythons(facts, action.name, used?.path);
  const diagnosis: Diagnosis = {
    schema: "ar-sim/doctor/1",
    action: action.name,
    app: action.app,
    isShown: isShown(links),
    links,
    outbound,
    environment: { ...compiled, used, ports },
  };
  return { diagnosis, masks };
}

const NOT_ADAPTIVE: Proof = {
  status: "not-applicable",
  by: "files",
  message: "not applicable",
};

function formFacts(
  addon: Addon,
  action: AlertAction,
  params: Readonly<Record<string, string>>,
  now: number,
): FormFacts {
  return {
    action,
    params,
    offered: [...readForm(addon, action.name).keys()],
    hidden: findHiddenAction(addon, action),
    hiddenForm: findHiddenForm(addon, `${action.name}.html`),
    refusals: validateParams(addon, action.name, params, now).refusals,
  };
}

function proveByFiles(known: FormFacts): Map<LinkId, Proof> {
  const proofs = new Map<LinkId, Proof>([["dispatchable", dispatchable(known)]]);
  if (!isAdaptiveAction(known.action)) return proofs;
  return proofs.set("parameters", parameters(known)).set("form", form(known));
}

/** Where the form refuses the action, the run goes through the search bar, so that the other links are tested too. */
function isRefused(proofs: ReadonlyMap<LinkId, Proof>): boolean {
  return [...proofs.values()].some(({ status, by }) => status === "broken" && by === "files");
}

async function tryToRun(addon: Addon, request: SendAlertRequest): Promise<Attempt> {
  try {
    return { run: await sendAlert(addon, request) };
  } catch (error) {
    if (!(error instanceof HarnessError) || isOurs(error.code)) throw error;
    return { failure: toProblem(error) };
  }
}

/** Errors that are not the fault of the add-on. A link must not hide them. */
function isOurs(code: ErrorCode): boolean {
  return /^(?:CLI_|CONFIG_|SPLUNKD_|SANDBOX_(?:FAILED|BAD_PYTHON))/.test(code);
}

function isShown(links: readonly Link[]): boolean | null {
  if (links.some(({ status }) => status === "broken")) return false;
  return links.some(({ status }) => status === "unknown") ? null : true;
}
