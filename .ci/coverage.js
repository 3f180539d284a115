/**
 * `npm run coverage`: which lines of src/ the tests reach, in their own processes and in those of the command line, which
 * most of src/cli/ runs in only. Node writes what each process ran; ast-v8-to-istanbul, which vitest uses too, leads it
 * back to the sources.
 */
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { mergeProcessCovs } from "@bcoe/v8-coverage";
import { convert } from "ast-v8-to-istanbul";
import libCoverage from "istanbul-lib-coverage";
import libReport from "istanbul-lib-report";
import reports from "istanbul-reports";
import { parseAstAsync } from "vite";

const FOLDER = "node_modules/.cache/ar-sim/coverage";
const PROCESSES = join(FOLDER, "processes");
/** So many at a time, since each says much. */
const BATCH = 25;

rmSync(FOLDER, { recursive: true, force: true });
// The package is looked at as it ships, and what is measured here does not.
const projects = ["--project", "!package"];
const args = ["run", "--config", "test/vitest.config.ts", "--coverage", ...projects];
const { status } = spawnSync(
  process.execPath,
  ["node_modules/vitest/vitest.mjs", ...args, ...process.argv.slice(2)],
  {
    env: { ...process.env, AR_SIM_COVERAGE: PROCESSES },
    stdio: "inherit",
  },
);
const measured = join(FOLDER, "coverage-final.json");
// Where vitest did not come to its end, it said why.
if (!existsSync(measured)) process.exit(status ?? 1);
const map = libCoverage.createCoverageMap(JSON.parse(readFileSync(measured, "utf8")));
for (const script of processes()) map.merge(await inSources(script));

const context = libReport.createContext({ dir: FOLDER, coverageMap: map });
reports.create("html").execute(context);
const { lines } = map.getCoverageSummary();
process.stdout.write(
  `\n${lines.pct} % of ${lines.total} lines are reached: ${FOLDER}/index.html\n`,
);
// As it was: the bundle of this run tells its sources, and is not for shipping.
spawnSync("npm", ["run", "build"], { shell: process.platform === "win32" });
process.exitCode = status ?? 1;

/** What all processes ran of the bundle together. */
function processes() {
  let merged = { result: [] };
  const files = existsSync(PROCESSES) ? readdirSync(PROCESSES) : [];
  for (let at = 0; at < files.length; at += BATCH)
    merged = mergeProcessCovs([merged, ...files.slice(at, at + BATCH).map(ofBundle)]);
  return merged.result;
}

function ofBundle(file) {
  const { result } = JSON.parse(readFileSync(join(PROCESSES, file), "utf8"));
  return { result: result.filter(({ url }) => /\/dist\/bin\/[^/]+\.cjs$/.test(url)) };
}

async function inSources(coverage) {
  const file = fileURLToPath(coverage.url);
  if (!existsSync(`${file}.map`)) return {};
  const code = readFileSync(file, "utf8");
  const sourceMap = JSON.parse(readFileSync(`${file}.map`, "utf8"));
  const data = await convert({ ast: parseAstAsync(code), code, coverage, sourceMap });
  return Object.fromEntries(Object.entries(data).filter(([path]) => map.data[path] !== undefined));
}
