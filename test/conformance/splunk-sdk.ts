/** The JavaScript SDK's own mocha suite, from its npm package: of both lines that are in use. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CACHE, loginFile, report, run, say, withSplunkd } from "./suite.ts";

/** Cases left out, and why. */
const LEFT_OUT: Readonly<Record<string, string>> = {
  "HTTP ": "they ask a public host on the internet",
  Datamodels: "data models are objects here, and no search or acceleration of one is played",
  Pivot: "pivots are not played: no alert action asks for them",
};

const VERSIONS = ["2.0.2", "1.12.1"];

export async function splunkSdk(): Promise<boolean> {
  for (const [name, why] of Object.entries(LEFT_OUT)) say(`left out: ${name.trim()} (${why})`);
  let hasFailed = false;
  for (const version of VERSIONS) hasFailed = (await suiteOf(version)) || hasFailed;
  return hasFailed;
}

async function suiteOf(version: string): Promise<boolean> {
  const folder = join(CACHE, `splunk-sdk-${version}`);
  if (!existsSync(join(folder, "node_modules/splunk-sdk"))) {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "package.json"), '{"private":true}');
    const packages = [`splunk-sdk@${version}`, "mocha@7.2.0", "chai@4.5.0", "dotenv@16.0.0"];
    const installed = spawnSync("npm", ["install", "--no-audit", "--no-fund", ...packages], {
      cwd: folder,
      encoding: "utf8",
    });
    if (installed.status !== 0) {
      rmSync(folder, { recursive: true, force: true });
      say("skipped: splunk-sdk's suite cannot be had here, the npm registry does not answer");
      return false;
    }
  }
  const options = { port: 0, hecPort: 0, fixtures: { apps: ["sdkappcollection"] } };
  return withSplunkd(options, async (splunkd) => {
    const home = join(folder, "home");
    mkdirSync(home, { recursive: true });
    writeFileSync(join(home, ".splunkrc"), loginFile(splunkd.port));
    // A suite for a real splunkd takes for given that some search has run.
    await fetchJob(splunkd.uri);
    const { status, output } = await run(
      join(folder, "node_modules/.bin/mocha"),
      [
        "tests/tests.js",
        "-t",
        "10000",
        "--allow-uncaught",
        "--exit",
        "--quiet",
        "-R",
        "dot",
        "-i",
        "-g",
        Object.keys(LEFT_OUT).join("|"),
      ],
      {
        cwd: join(folder, "node_modules/splunk-sdk"),
        env: { HOME: home, SPLUNK_HOME: "/opt/splunk", NODE_PATH: join(folder, "node_modules") },
      },
    );
    return report(
      `splunk-sdk ${version} (JavaScript)`,
      status,
      output,
      /^\s+\d+ (?:passing|failing).*$/gm,
    );
  });
}

async function fetchJob(uri: string): Promise<void> {
  const { execa } = await import("execa");
  const body = "search=search%20index%3D_internal%20%7C%20head%201";
  const script = `process.env.NODE_TLS_REJECT_UNAUTHORIZED="0";fetch(${JSON.stringify(`${uri}/services/search/jobs`)},{method:"POST",body:${JSON.stringify(body)},headers:{authorization:"Basic "+btoa("admin:Chang3d!")}})`;
  await execa(process.execPath, ["-e", script], { reject: false });
}
