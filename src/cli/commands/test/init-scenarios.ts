/** `ar-sim test --init`: writes a first scenario file. */
import { printable } from "../../../text/printable.ts";
import { existsSync, writeFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { findAddonRoot } from "../../../addon/find-addon-root.ts";
import { loadAddon } from "../../../addon/load-addon.ts";
import { draftScenario } from "../../../draft/draft-scenario.ts";
import { openLab } from "../../../draft/trial.ts";
import { HarnessError } from "../../../errors.ts";
import { messageOf } from "../../../host/caught.ts";
import { packageFile } from "../../../host/package-file.ts";
import { usage } from "../../command-line/option.ts";
import type { TestRequest } from "./test-request.ts";

const FILE = "ar-sim.test.yaml";
const SCHEMA = "src/scenario/file/scenario.schema.json";
const IN_MODULES = `node_modules/ar-sim/${SCHEMA}`;

/** Where the cases of a draft are tried. */
export type InitRequest = Pick<TestRequest, "fence" | "timeLimitMs" | "followLinks"> & {
  readonly signal: AbortSignal;
};

/** Gives the path of the new file. */
export async function initScenarios(from: string, request: InitRequest): Promise<string> {
  const root = findAddonRoot(from);
  const path = newFile(from, join(root, FILE));
  const addon = loadAddon(root, { followLinks: request.followLinks });
  const { text, cases } = await draftScenario(
    addon,
    openLab({ root, ...request }),
    schemaFor(root),
  );
  if (cases === 0) {
    throw new HarnessError("SCENARIO_NONE", "the add-on has no action that runs a script", {
      hint: "Add a stanza for the action to alert_actions.conf.",
      where: { file: root },
    });
  }
  writeNew(path, text);
  process.stderr.write(
    `wrote ${printable(relative(from, path))} with ${cases} cases; running them\n`,
  );
  return path;
}

/** Refuses a file that is there: nobody's cases are written over. */
function newFile(from: string, path: string): string {
  if (!existsSync(path)) return path;
  throw usage(`${relative(from, path)} exists already`, {
    hint: "Run it with `ar-sim test`, or move it away first.",
  });
}

function writeNew(path: string, text: string): void {
  try {
    writeFileSync(path, text, { flag: "wx" });
  } catch (cause) {
    throw new HarnessError(
      "SCENARIO_REPORT_UNWRITTEN",
      `cannot write the scenario file: ${messageOf(cause)}`,
      { hint: "Make the folder of the add-on writable.", where: { file: path }, cause },
    );
  }
}

/**
 * Where editors find the schema without a network. A path within one project is relative, so that it holds for
 * everybody who has the project; else it leads to the ar-sim that wrote it.
 */
function schemaFor(root: string, shipped: string = packageFile(SCHEMA)): string {
  for (let at = root; ; at = dirname(at)) {
    const installed = join(at, IN_MODULES);
    if (existsSync(installed)) return relativePath(root, installed);
    if (dirname(at) === at) break;
  }
  const clone = shipped.slice(0, -SCHEMA.length);
  return root.startsWith(clone) ? relativePath(root, shipped) : pathToFileURL(shipped).href;
}

function relativePath(from: string, to: string): string {
  const path = relative(from, to).split(sep).join("/");
  return path.startsWith(".") ? path : `./${path}`;
}
