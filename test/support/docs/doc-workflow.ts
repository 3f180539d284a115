/** Runs a GitHub workflow of a page, step by step, as a runner does with what it has checked out. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import type { Session } from "./doc-session.ts";

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
}

interface Job {
  readonly "runs-on"?: string;
  readonly needs?: string;
  readonly strategy?: { readonly matrix?: Readonly<Record<string, readonly (string | number)[]>> };
  readonly steps?: readonly Step[];
}

interface Workflow {
  readonly on?: unknown;
  readonly jobs?: Readonly<Record<string, Job>>;
}

/** Actions that are known to be there, and which of their inputs names a file that a step before has to have made. */
const ACTIONS: Readonly<Record<string, string | undefined>> = {
  "actions/checkout@v4": undefined,
  "actions/setup-node@v4": undefined,
  "actions/setup-python@v5": undefined,
  // The jobs share a folder here.
  "actions/download-artifact@v4": "path",
  "actions/upload-artifact@v4": "path",
};

/** What would go wrong, a line each; nothing where all is well. */
export async function faultsOfWorkflow(
  text: string,
  session: Session,
  folder: string,
): Promise<string[]> {
  const { on, jobs = {} } = parse(text) as Workflow;
  const faults = on === undefined ? ["nothing starts it"] : [];
  if (Object.keys(jobs).length === 0) faults.push("it has no job");
  for (const [name, job] of Object.entries(jobs)) {
    if (job["runs-on"] === undefined) faults.push(`${name} runs nowhere`);
    if (job.needs !== undefined && jobs[job.needs] === undefined)
      faults.push(`${name} needs ${job.needs}, which is no job`);
    for (const step of cellsOf(job).flat()) {
      const fault = await faultOfStep(step, session, folder);
      if (fault !== undefined) faults.push(`${name}: ${fault}`);
    }
  }
  return faults;
}

/** The steps for each cell of the matrix; one list of them where there is none. */
function cellsOf({ steps = [], strategy }: Job): Step[][] {
  const [axis, ...more] = Object.entries(strategy?.matrix ?? {});
  if (more.length > 0) throw new Error("a matrix of several axes is not run here");
  if (axis === undefined) return [[...steps]];
  const [name, values] = axis;
  const text = JSON.stringify(steps);
  return values.map((value) => JSON.parse(text.replaceAll(`\${{ matrix.${name} }}`, `${value}`)));
}

async function faultOfStep(
  step: Step,
  session: Session,
  folder: string,
): Promise<string | undefined> {
  if (step.run !== undefined) {
    const command = step.run.trim();
    const [told] = await session.run(folder, [`export CI=true GITHUB_ACTIONS=true\n${command}`]);
    return told?.code === 0 ? undefined : `${command} ended with ${told?.code}\n${told?.text}`;
  }
  const action = step.uses ?? "";
  if (!Object.hasOwn(ACTIONS, action)) return `there is no action ${action}`;
  const input = ACTIONS[action];
  if (input === undefined) return undefined;
  const path = String(step.with?.[input] ?? "");
  const isThere = path !== "" && existsSync(join(session.root, folder, path));
  return isThere ? undefined : `${action} is given ${path}, which no step made`;
}
