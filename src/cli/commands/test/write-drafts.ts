/** `ar-sim test --init` and `--fuzz`: write scenario files of the add-on, and never over one that is there. */
import { existsSync, writeFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join, relative } from "node:path";
import type { Addon } from "../../../addon/addon.ts";
import { findAddonRoot } from "../../../addon/find-addon-root.ts";
import { loadAddon } from "../../../addon/load-addon.ts";
import type { Draft } from "../../../draft/draft.ts";
import { firstScenario, settleDrafts } from "../../../draft/first-scenario.ts";
import { type Lab, openLab } from "../../../draft/trial.ts";
import { HarnessError } from "../../../errors.ts";
import { messageOf } from "../../../host/caught.ts";
import { printable } from "../../../text/printable.ts";
import { usage } from "../../command-line/option.ts";
import { schemaFor } from "./schema-for.ts";
import type { TestRequest } from "./test-request.ts";

const FIRST = "ar-sim.test.yaml";
/** Of cases that are told on one line. */
const MOST_NAMED = 6;
const HARD = "ar-sim.hard.ar.yaml";

/** Which files are asked for. */
export interface DraftWish {
  readonly hard: boolean;
  readonly fuzz: number | undefined;
  readonly seed: number;
}

/** Where the cases of a draft are tried. */
export type DraftRequest = Pick<
  TestRequest,
  "fence" | "timeLimitMs" | "followLinks" | "workers" | "splunkVersion"
> & {
  readonly signal: AbortSignal;
};

interface Desk {
  readonly from: string;
  readonly root: string;
  readonly lab: Lab;
  readonly schema: string;
  readonly workers: number;
  /** One for each action. */
  readonly drafts: readonly Draft[];
}

/** Gives the paths of the new files, whose cases are to run. Empty: there was nothing to write. */
export async function writeDrafts(
  from: string,
  wish: DraftWish,
  request: DraftRequest,
): Promise<readonly string[]> {
  const root = findAddonRoot(from);
  const isFirst = wish.fuzz === undefined && !(wish.hard && existsSync(join(root, FIRST)));
  const names = [
    ...(isFirst ? [FIRST] : []),
    ...(wish.hard ? [HARD] : []),
    ...(wish.fuzz === undefined ? [] : [fuzzFile(wish.seed)]),
  ];
  for (const name of names) refuseExisting(from, join(root, name));
  const addon = loadAddon(root, { followLinks: request.followLinks });
  const lab = openLab({ root, ...request });
  const { workers = availableParallelism() } = request;
  const schema = schemaFor(root);
  const desk: Desk = { from, root, lab, schema, workers, drafts: await draftsOf(addon, lab) };
  const written = [
    ...(isFirst ? [await writeFirst(desk)] : []),
    ...(wish.hard ? [await writeHard(desk)] : []),
    ...(wish.fuzz === undefined ? [] : await writeFuzz(desk, wish.fuzz, wish.seed)),
  ];
  if (wish.hard && !isFirst) tell(`${FIRST} exists and stays as it is`);
  return written;
}

function fuzzFile(seed: number): string {
  return `ar-sim.fuzz-${seed}.ar.yaml`;
}

async function draftsOf(addon: Addon, lab: Lab): Promise<readonly Draft[]> {
  const drafts = await settleDrafts(addon, lab);
  if (drafts.length > 0) return drafts;
  throw new HarnessError("SCENARIO_NONE", "the add-on has no action that runs a script", {
    hint: "Add a stanza for the action to alert_actions.conf.",
    where: { file: addon.root },
  });
}

async function writeFirst({ from, root, drafts, lab, schema }: Desk): Promise<string> {
  const { text, cases } = await firstScenario(drafts, lab, schema);
  const path = writeNew(join(root, FIRST), text);
  tell(`wrote ${shownPath(from, path)} with ${cases} cases; running them`);
  return path;
}

async function writeHard({ from, root, drafts, lab, schema, workers }: Desk): Promise<string> {
  const { hardScenario } = await import("../../../draft/hard/hard-scenario.ts");
  const { text, cases, faults } = await hardScenario(drafts, lab, schema, workers);
  const path = writeNew(join(root, HARD), text);
  const observed =
    faults.length === 0
      ? "none of them fails"
      : `${faults.length} of them expect a failure (${shortList(faults)})`;
  tell(`wrote ${shownPath(from, path)} with ${cases} cases as observed: ${observed}`);
  return path;
}

async function writeFuzz(desk: Desk, count: number, seed: number): Promise<readonly string[]> {
  const { from, root, drafts, lab, schema, workers } = desk;
  const unsound = drafts.find(({ verdict }) => verdict !== "pass");
  if (unsound !== undefined) {
    throw new HarnessError(
      "SCENARIO_DRAW_UNSOUND",
      `${unsound.action.name} fails on a plain row already: ${unsound.notes.at(-1) ?? "no verdict"}`,
      {
        hint: "Write its first cases with `ar-sim test --init`, and mend what they show.",
        where: unsound.action.where,
      },
    );
  }
  const { fuzzScenario } = await import("../../../draft/fuzz/fuzz-scenario.ts");
  const { text, cases, draws } = await fuzzScenario(drafts, lab, { count, seed, workers, schema });
  const all = `${draws} draws of seed ${seed}`;
  if (cases === 0) {
    tell(`${all}: none fails`);
    return [];
  }
  const path = writeNew(join(root, fuzzFile(seed)), text);
  tell(`${all}: ${cases} fail; wrote ${shownPath(from, path)}; running its cases`);
  return [path];
}

function shortList(names: readonly string[]): string {
  const more = names.length - MOST_NAMED;
  return [...names.slice(0, MOST_NAMED), ...(more > 0 ? [`${more} more`] : [])]
    .map(printable)
    .join(", ");
}

function tell(line: string): void {
  process.stderr.write(`${line}\n`);
}

function shownPath(from: string, path: string): string {
  return printable(relative(from, path));
}

function refuseExisting(from: string, path: string): void {
  if (!existsSync(path)) return;
  throw usage(`${relative(from, path)} exists already`, {
    hint: "Run it with `ar-sim test`, or move it away first.",
  });
}

function writeNew(path: string, text: string): string {
  try {
    writeFileSync(path, text, { flag: "wx" });
    return path;
  } catch (cause) {
    throw new HarnessError(
      "SCENARIO_REPORT_UNWRITTEN",
      `cannot write the scenario file: ${messageOf(cause)}`,
      { hint: "Make the folder of the add-on writable.", where: { file: path }, cause },
    );
  }
}
