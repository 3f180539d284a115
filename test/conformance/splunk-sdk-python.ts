/**
 * The Python SDK's own integration suite, of as many versions as AR_SIM_SPLUNK_SDK_PYTHON names checkouts of; with
 * AR_SIM_SDK_APP_COLLECTION, a checkout of its test apps, also the cases that install them.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  CACHE,
  checkouts,
  copyOf,
  loadAddon,
  loginFile,
  PORTS,
  PYTEST_LINES,
  PYTHON,
  report,
  run,
  say,
  withSplunkd,
} from "./suite.ts";

/** Cases left out, and why. */
const LEFT_OUT = {
  TestJobWithDelayedDone: "they run a search command of an app of theirs, which takes its time",
  test_filePermissions: "it looks at the modes of files of the checkout",
} as const;
const NEED_APPS =
  "test_upload test_oneshot test_list_arguments test_list_modular_inputs test_update_raises_exception test_lists_modular_inputs";
/** Read from files of the checkout that a mirror may lack. */
const NEED_FILES: Readonly<Record<string, string>> = {
  "results.xml": "test_results_reader",
  "streaming_results.xml": "test_results_reader_with_streaming_results",
};

/** Ground: the token that the SDK's own containers are set up with. */
const HEC_TOKEN = "11111111-1111-1111-1111-1111111111113";

export async function splunkSdkPython(): Promise<boolean> {
  let hasFailed = false;
  const apps = process.env["AR_SIM_SDK_APP_COLLECTION"];
  for (const checkout of checkouts("AR_SIM_SPLUNK_SDK_PYTHON", "the Python SDK's suite")) {
    hasFailed = (await suiteOf(checkout, apps)) || hasFailed;
  }
  return hasFailed;
}

async function suiteOf(checkout: string, apps: string | undefined): Promise<boolean> {
  const folder = copyOf(checkout, "splunk-sdk-python");
  const home = join(CACHE, "splunk-sdk-python-home");
  mkdirSync(home, { recursive: true });
  for (const file of [join(folder, ".env"), join(home, ".splunkrc")])
    writeFileSync(file, loginFile(PORTS.port));
  const tests = ["tests/integration", "tests"].find((path) => existsSync(join(folder, path))) ?? "";
  const missing = Object.entries(NEED_FILES)
    .filter(([file]) => !existsSync(join(folder, tests, "data", file)))
    .map(([, name]) => name);
  const left = [
    ...Object.keys(LEFT_OUT),
    ...(apps === undefined ? NEED_APPS.split(" ") : []),
    ...missing,
  ];
  const version = /(\d+\.\d+\.\d+\w*)/.exec(versionText(folder))?.[1] ?? "?";
  const options = {
    ...PORTS,
    ...(apps === undefined ? {} : { addon: loadAddon(copyOf(apps, "apps/sdkappcollection")) }),
    fixtures: {
      apps: ["sdkappcollection"],
      hecTokens: [{ name: "suite", token: HEC_TOKEN }],
    },
  };
  const others = ["searchcommands", "modularinput", "unit", "system", "test_all.py"].flatMap(
    (name) => ["--ignore", join("tests", name)],
  );
  const args = ["-m", "pytest", "-q", "--tb=line", "-p", "no:cacheprovider", tests, ...others];
  const { status, output } = await withSplunkd(options, () =>
    run(PYTHON, [...args, "-k", `not (${left.join(" or ")})`], {
      cwd: folder,
      env: { HOME: home, SPLUNK_HOME: "/opt/splunk", PYTHONPATH: folder },
    }),
  );
  for (const [name, why] of Object.entries(LEFT_OUT)) say(`left out: ${name} (${why})`);
  if (missing.length > 0) say(`left out: ${missing.join(", ")} (the checkout lacks their files)`);
  if (apps === undefined)
    say(
      `left out: ${NEED_APPS} (AR_SIM_SDK_APP_COLLECTION names no checkout of the apps they install)`,
    );
  return report(`splunk-sdk ${version} (Python)`, status, output, PYTEST_LINES);
}

function versionText(folder: string): string {
  const file = join(folder, "splunklib/__init__.py");
  const line = /__version__ = .*|__version_info__ = .*/.exec(readFileSync(file, "utf8"))?.[0] ?? "";
  return line.replaceAll(/[(),]\s*/g, ".").replaceAll(/\.{2,}/g, ".");
}
