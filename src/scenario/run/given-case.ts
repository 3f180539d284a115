/** Makes a case of what a program gives as `given`, by the rules of scenario files. */
import { join } from "node:path";
import { HarnessError, type Problem } from "../../errors.ts";
import { addConfigs } from "../file/add-configs.ts";
import { readScenario } from "../file/read-scenario.ts";
import type { ScenarioCase } from "../file/scenario.ts";

export interface GivenCase {
  /** Absolute. Paths are relative to it, and the add-on is searched from here upwards. */
  readonly folder: string;
  /** Folder of the add-on. */
  readonly app: string | undefined;
  readonly also: readonly string[] | undefined;
  readonly appId: string | undefined;
  readonly given: Readonly<Record<string, unknown>>;
}

const NAME = "given";

/** @throws HarnessError with the first mistake, and with how many more there are. */
export async function caseOfGiven({
  folder,
  app,
  also,
  appId,
  given,
}: GivenCase): Promise<ScenarioCase> {
  const text = JSON.stringify({ name: NAME, addon: app, also, appId, given });
  const read = readScenario({ path: join(folder, NAME), file: NAME, text });
  refuse(read.errors);
  const { files, cases } = await addConfigs(folder, { files: [], cases: read.cases });
  refuse(files.flatMap(({ errors }) => errors));
  const [only] = cases;
  if (only !== undefined) return only;
  throw new HarnessError("CONFIG_BAD", "ar-sim.config of the add-on has a mistake", {
    hint: "`ar-sim run` tells where it is.",
  });
}

function refuse([first, ...others]: readonly Problem[]): void {
  if (first === undefined) return;
  const { code, message, hint, where } = first;
  const more = others.length === 0 ? "" : ` (and ${others.length} more)`;
  throw new HarnessError(code, `${message}${more}`, {
    hint,
    // The text is no file of anybody's.
    where: where?.file === NAME ? undefined : where,
  });
}
