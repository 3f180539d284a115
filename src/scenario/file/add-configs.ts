/** The add-ons' own ar-sim.config files, each read once a run. A mistake in one is told of every scenario file that needs it. */
import { relative, sep } from "node:path";
import { findConfig } from "../../addon/config/read-config.ts";
import { HarnessError, type Problem, toProblem } from "../../errors.ts";
import { configStubs } from "../../vendor/stubs/config-stubs.ts";
import { linkBounds } from "../../host/files/link-bounds.ts";
import type { LoadedScenarios } from "./load-scenarios.ts";
import type { AddonPlace, ScenarioCase } from "./scenario.ts";

/** What the file gives to each case, or why nothing. */
type Config =
  | { readonly given: Pick<ScenarioCase, "fixtures" | "network" | "splunkVersion" | "http"> }
  | { readonly problem: Problem };

export async function addConfigs(root: string, loaded: LoadedScenarios): Promise<LoadedScenarios> {
  const configs = new Map<string, Config>();
  for (const { addon } of loaded.cases) {
    if (!configs.has(addon.root)) configs.set(addon.root, await readConfig(addon, root));
  }
  const problems = new Map<string, Problem>();
  const cases = loaded.cases.flatMap((testCase) => {
    const config = configs.get(testCase.addon.root);
    if (config === undefined) return [testCase];
    if ("given" in config) return [{ ...testCase, ...config.given }];
    problems.set(testCase.file, config.problem);
    return [];
  });
  const files = loaded.files.map((file) => {
    const problem = problems.get(file.file);
    return problem === undefined ? file : { ...file, errors: [...file.errors, problem] };
  });
  return { files, cases: cases.filter((testCase) => !problems.has(testCase.file)) };
}

async function readConfig(addon: AddonPlace, root: string): Promise<Config> {
  try {
    const bounds = linkBounds(addon.root, addon.followLinks);
    const splunkd = await findConfig(addon.root, "splunkd", { bounds });
    const network = await findConfig(addon.root, "network", { bounds });
    const release = await findConfig(addon.root, "splunkVersion", { bounds });
    const http = await configStubs(addon.root, bounds);
    return {
      given: {
        fixtures: splunkd?.value ?? {},
        network: network?.value,
        splunkVersion: release?.value,
        http,
      },
    };
  } catch (error) {
    if (!(error instanceof HarnessError)) throw error;
    const problem = toProblem(error);
    const { where } = problem;
    if (where === undefined) return { problem };
    const file = relative(root, where.file).split(sep).join("/");
    return { problem: { ...problem, where: { ...where, file } } };
  }
}
