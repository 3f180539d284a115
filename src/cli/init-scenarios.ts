/** `ar-sim test --init`: writes a first scenario file, and runs it. */
import { existsSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { findAddonRoot } from "../addon/find-addon-root.ts";
import { loadAddon } from "../addon/load-addon.ts";
import { HarnessError } from "../errors.ts";
import { initScenario } from "../scenario/init/init-scenario.ts";
import { SCENARIO_SCHEMA } from "../scenario/file/declaration/scenario-schema.ts";

const FILE = "ar-sim.test.yaml";
const IN_PACKAGE = "node_modules/ar-sim/src/scenario/file/scenario.schema.json";

/** Gives the path of the new file. */
export function initScenarios(from: string): string {
  const root = findAddonRoot(from);
  const path = join(root, FILE);
  if (existsSync(path)) {
    throw new HarnessError("CLI_USAGE", `there is an ${FILE} already`, {
      hint: "Run it with `ar-sim test`, or move it away first.",
      where: { file: path },
    });
  }
  // A path where editors find it without a network, as long as ar-sim is among the add-on's packages.
  const schema = existsSync(join(root, IN_PACKAGE)) ? `./${IN_PACKAGE}` : SCENARIO_SCHEMA.$id;
  const { text, cases } = initScenario(loadAddon(root), schema ?? "");
  if (cases === 0) {
    throw new HarnessError("SCENARIO_NONE", "the add-on has no action that a script does", {
      hint: "See alert_actions.conf: each action has a stanza of its own there.",
      where: { file: root },
    });
  }
  try {
    writeFileSync(path, text, { flag: "wx" });
  } catch (cause) {
    throw new HarnessError(
      "SCENARIO_REPORT_UNWRITTEN",
      `the scenario file cannot be written: ${(cause as Error).message}`,
      {
        hint: "See that the folder of the add-on can be written to.",
        where: { file: path },
        cause,
      },
    );
  }
  process.stderr.write(`wrote ${relative(from, path)} with ${cases} cases; running them\n`);
  return path;
}
