/** Searches of published detections: how many run to their end, and what stops the others, by the checkout that AR_SIM_SECURITY_CONTENT names. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { parse } from "yaml";
import type { SearchMacro } from "../../../src/search/expression/expand-macros.ts";
import { evalMacro } from "../../../src/search/spl/eval-macro.ts";
import { compilePipeline } from "../../../src/search/spl/compile-pipeline.ts";
import { parseSpl } from "../../../src/search/spl/parse-spl.ts";
import type { SplWorld } from "../../../src/search/spl/stage/stage.ts";
import { withoutSubsearches } from "../../../src/search/spl/subsearch.ts";
import { checkouts, say } from "../suite.ts";

/** Fewer have been lost on the way. */
const LEAST = 600;

export async function detections(): Promise<boolean> {
  let hasFailed = false;
  for (const checkout of checkouts("AR_SIM_SECURITY_CONTENT", "searches of published detections"))
    hasFailed = (await runAll(checkout)) || hasFailed;
  return hasFailed;
}

async function runAll(checkout: string): Promise<boolean> {
  const macros = readMacros(join(checkout, "macros"));
  const blockers = new Map<string, number>();
  let [count, ended] = [0, 0];
  for (const [name, text] of readSearches(join(checkout, "detections"))) {
    count += 1;
    const blocker = await blockerOf(text, withFilter(macros, name));
    if (blocker === undefined) ended += 1;
    else blockers.set(blocker, (blockers.get(blocker) ?? 0) + 1);
  }
  say(`detections: ${ended} of ${count} searches run to their end`);
  const sorted = [...blockers].sort(([, few], [, many]) => many - few);
  for (const [blocker, times] of sorted) say(`  ${times} × ${blocker}`);
  return ended < LEAST;
}

/** undefined where the search runs to its end. */
async function blockerOf(
  text: string,
  macros: readonly SearchMacro[],
): Promise<string | undefined> {
  try {
    const world = worldOf(macros);
    const calls = parseSpl(await withoutSubsearches(text, world), world);
    const pipeline = await compilePipeline(calls, world);
    for await (const _ of pipeline.run());
    return undefined;
  } catch (error) {
    const [first = ""] = String(error instanceof Error ? error.message : error).split("\n");
    return first.replace(/ \(line.*/, "").replace(/'[^']{40,}'/, "'…'");
  }
}

/** One in which every lookup is there, and nothing in it. */
function worldOf(macros: readonly SearchMacro[]): SplWorld {
  const now = 1_700_000_000;
  async function* nothing(): AsyncGenerator<never> {}
  return {
    macros,
    evalMacro: (expression) => evalMacro(expression, now),
    now,
    sid: "1700000000.1",
    serverName: "sh1",
    newRandom: () => () => 0.5,
    events: nothing,
    lookup: () => ({ fields: ["field"], rows: nothing }),
    lookups: () => [],
    saveLookup: () => undefined,
    rest: () => Promise.resolve({ rows: [] }),
  };
}

function readMacros(folder: string): SearchMacro[] {
  return ymlFiles(folder).flatMap((file) => {
    const { name, definition, arguments: args } = readYml(file);
    if (typeof name !== "string" || definition === undefined) return [];
    const names = Array.isArray(args) ? args.map(String) : [];
    const bare = name.replace(/\(\d+\)$/, "");
    return [
      { name: bare, args: names, definition: String(definition), iseval: false, where: { file } },
    ];
  });
}

/** Each detection ends in a macro of its own, which is empty as it is delivered. */
function withFilter(macros: readonly SearchMacro[], detection: string): readonly SearchMacro[] {
  const name = `${detection}_filter`;
  if (macros.some((macro) => macro.name === name)) return macros;
  return [
    ...macros,
    { name, args: [], definition: "search *", iseval: false, where: { file: name } },
  ];
}

function readSearches(folder: string): [name: string, text: string][] {
  return ymlFiles(folder).flatMap((file) => {
    const { search } = readYml(file);
    return typeof search === "string" ? [[basename(file, ".yml"), search] as [string, string]] : [];
  });
}

function ymlFiles(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".yml"))
    .map((name) => join(folder, name));
}

/** Some files are no YAML to every reader. */
function readYml(file: string): Readonly<Record<string, unknown>> {
  try {
    return (parse(readFileSync(file, "utf8")) ?? {}) as Record<string, unknown>;
  } catch {
    return {};
  }
}
