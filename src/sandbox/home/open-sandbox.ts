/**
 * Lays out a throw-away SPLUNK_HOME: a copy of the add-on, the stand-ins, and the folders that scripts expect.
 * Ground: the paths that public add-ons, cim_actions and the splunk package read and write.
 */
import { existsSync, mkdirSync, realpathSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Addon } from "../../addon/addon.ts";
import { HEC_PORT, shippedConfNames, shippedText } from "../../conf/shipped-confs.ts";
import { HarnessError, type Problem } from "../../errors.ts";
import type { Assumptions } from "../../invocation/assumptions.ts";
import type { SplunkProfile } from "../../platforms/splunk-profile.ts";
import { prepareRefusedWrites } from "../explain/explain-refused-writes.ts";
import type { ForkPlace } from "../fork/fork-place.ts";
import { copyApp, CopyStopped } from "./copy-app.ts";
import type { Keeper } from "../fence/keeper.ts";
import { trustedFile } from "../fence/lay-rules.ts";
import type { Interpreter } from "../process/script-run.ts";
import { sandboxParent } from "./sandbox-parent.ts";
import type { Sandbox } from "./sandbox.ts";
import { layOutPrograms } from "./lay-out-programs.ts";
import { linkShipped } from "./link-shipped.ts";
import { layStandIns } from "./lay-stand-ins.ts";
import { removeTree } from "./remove-tree.ts";
import { markSandbox } from "./sandbox-mark.ts";
import { NO_TOOLING, type Tooling } from "./tooling.ts";
import { sandboxName, sweepStale } from "./sweep-stale.ts";
import { packageFile } from "../../host/package-file.ts";
import { messageOf } from "../../host/caught.ts";

const CIM = "Splunk_SA_CIM";
const FOLDERS = [
  "bin",
  "etc/system/default",
  "etc/system/local",
  "etc/users",
  "var/log/splunk",
  "var/spool/splunk",
  "var/run/splunk/dispatch",
  "var/lib/splunk",
  "etc/apps/SA-Utils/lib",
  "lib/python3/site-packages",
  "share/splunk",
  "var/run/splunk/tmp",
];

export interface SandboxOptions {
  readonly addon: Addon;
  readonly serverName: string;
  readonly managementPort: number;
  /** The Splunk that it is the home of. */
  readonly profile: SplunkProfile;
  /** Of the HTTP Event Collector. Default: 8088. */
  readonly hecPort?: number | undefined;
  /** The interpreter that bin/python starts. */
  readonly python: Pick<Interpreter, "path" | "version" | "venv"> | undefined;
  readonly keep?: boolean | undefined;
  /** Generation of cim_actions. Default: V5. */
  readonly cimActions?: Assumptions["cimActions"] | undefined;
  /** The folder to make it in. Default: see `sandboxParent`. */
  readonly parent?: string | undefined;
  /** Removes the sandbox if ar-sim is killed. */
  readonly keeper?: Keeper | undefined;
  /** Whether a fence lets scripts write here only. Default: yes. */
  readonly isolate?: boolean | undefined;
  /** More folders that scripts may write to. */
  readonly writable?: readonly string[] | undefined;
  /** The ports of TCP that scripts may connect to, where a fence tells only ports apart. */
  readonly ports?: readonly number[] | undefined;
  readonly tooling?: Tooling | undefined;
  /** A folder for it that is used again, with what forks the scripts. */
  readonly place?: ForkPlace | undefined;
  /** Whether ar-sim answers in place of others. */
  readonly isAnswered?: boolean | undefined;
  /** Ends the copying of a large add-on. */
  readonly signal?: AbortSignal | undefined;
}

export async function openSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { addon, keep = false, place } = options;
  const root = await makeRoot(options);
  // A subfolder, so that what a script writes beside SPLUNK_HOME is removed too.
  const splunkHome = join(root, "splunk");
  const problems: Problem[] = [];
  const pythonPath = [join(splunkHome, "lib/python3/site-packages")];
  try {
    markSandbox(root, keep);
    if (options.isolate !== false) prepareRefusedWrites(root);
    for (const folder of FOLDERS) mkdirSync(join(splunkHome, folder), { recursive: true });
    writeConfs(splunkHome, options);
    // The add-on is last, to override another app with its name.
    const apps = [...addon.also, addon];
    for (const app of apps) problems.push(...(await layApp(app, splunkHome, options.signal)));
    // The user's own copy of this app replaces the stand-in.
    const needsCim = apps.every((app) => app.appId !== CIM);
    layStandIns(splunkHome, options.python, needsCim, place?.kept);
    if (needsCim) chooseGeneration(join(splunkHome, "etc/apps", CIM), options.cimActions);
    pythonPath.push(...linkShipped(splunkHome, options.python));
    layOutPrograms(splunkHome, options.python?.path);
  } catch (cause) {
    await leave(root, options);
    throw cause instanceof HarnessError ? cause : failed(root, cause);
  }
  return {
    splunkHome,
    appFolder: (appId) => join(splunkHome, "etc/apps", appId),
    dispatchFolder: (sid) => join(splunkHome, "var/run/splunk/dispatch", sid),
    pythonPath,
    trustedFile: options.isAnswered === true ? trustedFile(root) : undefined,
    problems,
    keeper: options.keeper,
    room: roomOf(root, options),
    tooling: options.tooling ?? NO_TOOLING,
    place,
    async [Symbol.asyncDispose]() {
      if (!keep) await leave(root, options);
    },
  };
}

/** The folder that SPLUNK_HOME lies in, with nothing in it that the run could see. */
async function makeRoot(options: SandboxOptions): Promise<string> {
  const { addon, keep = false, keeper, place } = options;
  const asked = options.parent ?? sandboxParent(keep);
  // Some scripts compare SPLUNK_HOME with their own real path.
  const parent = attempt(asked, () => realpathSync(asked));
  sweepStale(parent);
  const root = place?.root ?? join(parent, sandboxName());
  if (!keep) keeper?.watch(root);
  attempt(parent, () => mkdirSync(root, { mode: 0o700, recursive: place !== undefined }));
  const apps = [...addon.also, addon].map(({ appId }) => appId);
  await place?.prepare(JSON.stringify([options.python, apps]));
  return root;
}

async function leave(root: string, { place, keeper }: SandboxOptions): Promise<void> {
  if (place !== undefined) return place.empty();
  await removeTree(root);
  keeper?.forget(root);
}

async function layApp(
  app: Addon,
  splunkHome: string,
  signal: AbortSignal | undefined,
): Promise<Problem[]> {
  const folder = join(splunkHome, "etc/apps", app.appId);
  // An add-on that was made in memory has only the files that are laid over it.
  const problems = existsSync(app.root) ? await copied(app, folder, signal) : [];
  writeLaidOver(folder, app.tree.laidOver ?? new Map());
  return problems;
}

/** A run that is stopped meanwhile starts no script: what is there of the copy is enough for its report. */
async function copied(
  { root, tree }: Addon,
  folder: string,
  signal: AbortSignal | undefined,
): Promise<Problem[]> {
  try {
    return await copyApp(root, folder, { bounds: tree.bounds, signal });
  } catch (error) {
    if (error instanceof CopyStopped) return [];
    throw error;
  }
}

function writeLaidOver(folder: string, files: ReadonlyMap<string, string>): void {
  for (const [path, text] of files) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    const isProgram = path.split("/").includes("bin");
    writeFileSync(file, text, isProgram ? { mode: 0o755 } : {});
  }
}

function writeConfs(splunkHome: string, options: SandboxOptions): void {
  const files: Readonly<Record<string, string>> = {
    "etc/splunk-launch.conf": `SPLUNK_HOME=${splunkHome}\nSPLUNK_SERVER_NAME=Splunkd\nSPLUNK_WEB_NAME=splunkweb\n`,
    "etc/log.cfg": "[python]\nsplunk = INFO\n",
    "etc/splunk.version": versionFile(options.profile),
  };
  for (const [file, text] of Object.entries(files)) writeFileSync(join(splunkHome, file), text);
  // Splunk has [http] in this app. solnlib 6 looks for it with `btool inputs list --app=splunk_httpinput`.
  const collector = join(splunkHome, "etc/apps/splunk_httpinput/default");
  mkdirSync(collector, { recursive: true });
  writeFileSync(
    join(collector, "inputs.conf"),
    `[http]\ndisabled = 1\nenableSSL = 1\nport = ${options.hecPort ?? HEC_PORT}\nuseDeploymentServer = 0\n`,
  );
  for (const name of shippedConfNames) {
    const text = shippedText(name, options);
    if (text !== "") writeFileSync(join(splunkHome, `etc/system/default/${name}.conf`), text);
  }
}

/** The build of a release may not be known. */
function versionFile({ point, build }: SplunkProfile): string {
  const lines = [`VERSION=${point}`, ...(build === undefined ? [] : [`BUILD=${build}`])];
  return [...lines, "PRODUCT=splunk", "PLATFORM=Linux-x86_64", ""].join("\n");
}

function chooseGeneration(
  cim: string,
  generation: Assumptions["cimActions"] | undefined = "V5",
): void {
  if (generation === "V5") return;
  mkdirSync(join(cim, "local"));
  writeFileSync(join(cim, "local/cim_actions.conf"), `[cim_actions]\ngeneration = ${generation}\n`);
}

function roomOf(root: string, options: SandboxOptions): Sandbox["room"] {
  const { isolate = true, writable = [], ports = [], python, tooling = NO_TOOLING } = options;
  return {
    root,
    isolate,
    writable: [...writable, ...tooling.writable],
    ports,
    shown: [...shownTo(python), ...tooling.shown],
  };
}

/** Where programs of a run lie, which may be in a folder that is hidden from scripts, such as /tmp. */
function shownTo(python: SandboxOptions["python"]): string[] {
  const programs = [process.execPath, ...(python === undefined ? [] : [python.path])];
  const prefixes = programs.map((path) => dirname(dirname(path)));
  return [...prefixes, packageFile("src/sandbox/python"), ...(python?.venv ? [python.venv] : [])];
}

function attempt<T>(where: string, act: () => T): T {
  try {
    return act();
  } catch (cause) {
    throw failed(where, cause);
  }
}

function failed(where: string, cause: unknown): HarnessError {
  return new HarnessError(
    "SANDBOX_FAILED",
    `cannot make a throw-away SPLUNK_HOME: ${messageOf(cause)}`,
    {
      hint: "See that the folder for temporary files can be written to and has room, or set TMPDIR.",
      where: { file: where },
      cause,
    },
  );
}
