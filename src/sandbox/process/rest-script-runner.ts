/** Runs the REST handlers of apps in a sandbox, with the environment that splunkd gives its own processes. */
import { appendFileSync, mkdirSync, readdirSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { HarnessError } from "../../errors.ts";
import { buildEnvironment } from "../../invocation/payload/build-environment.ts";
import type { SearchContext } from "../../invocation/invocation.ts";
import { explainTraceback } from "../explain/explain-traceback.ts";
import { splunkProfile } from "../../platforms/splunk-profile.ts";
import { findPython } from "../interpreters/find-python.ts";
import { HandlerPool } from "./handler-pool.ts";
import type { HandlerStart } from "./handler-process.ts";
import type { HandlerEnd } from "../../host/handler-end.ts";
import { logLine } from "./log-line.ts";
import { AppFolders } from "../commands/app-folders.ts";
import type { Sandbox } from "../home/sandbox.ts";
import { NO_TOOLING } from "../home/tooling.ts";
import type { Interpreter } from "./script-run.ts";

/** Longer than any answer that a script waits for. */
const GRACE_MS = 200;
const TIMEOUT_MS = 60_000;

/** Below SPLUNK_HOME. */
const APPSERVER = "lib/python3/site-packages/splunk/persistconn/appserver.py";

export interface RunnerParts {
  readonly sandbox: Sandbox;
  /** `--python`, which overrides restmap.conf. */
  readonly python: string | undefined;
  readonly search: Pick<SearchContext, "serverUri" | "serverHost" | "splunkVersion">;
}

export interface HandlerAddress {
  readonly kind: "persist" | "python" | "admin" | "input";
  /** Stanza of restmap.conf. */
  readonly name: string;
  readonly app: string;
  /** Root of the app on the user's disk. */
  readonly appRoot: string;
  /** `module.Class`, or for an admin handler or a modular input its file in bin/. */
  readonly handler: string;
  readonly script?: string | undefined;
  /** Whether its process answers more than one request. */
  readonly isKept: boolean;
  readonly python: {
    readonly required: string | undefined;
    readonly version: string | undefined;
  };
}

export interface RestScriptRunner extends AsyncDisposable {
  run(script: HandlerAddress, request: string): Promise<HandlerEnd>;
}

export function restScriptRunner({ sandbox, python, search }: RunnerParts): RestScriptRunner {
  const pool = new HandlerPool();
  const folders = new AppFolders(sandbox, (app) => pool.forget(`${app}/`));
  let isClosed = false;
  return {
    async run(script, request) {
      if (isClosed) return { error: `${script.name}: its SPLUNK_HOME is gone` };
      const bin = join(await folders.of(script), "bin");
      const interpreter = interpreterFor(script, python, search.splunkVersion);
      if ("error" in interpreter) return interpreter;
      mkdirSync(bin, { recursive: true });
      const start: HandlerStart = {
        kind: script.kind,
        script: script.script,
        handler: isFile(script) ? resolve(bin, script.handler) : script.handler,
        bin,
        python: interpreter.path,
        env: { ...environmentOf(sandbox, search, interpreter, bin), ...sandbox.tooling.env },
        timeoutMs: TIMEOUT_MS,
        // A tool writes what it saw when the process ends.
        graceMs: sandbox.tooling === NO_TOOLING ? GRACE_MS : TIMEOUT_MS,
        keeper: sandbox.keeper,
        room: sandbox.room,
      };
      const end = await pool.ask(`${script.app}/${script.name}`, start, request, script.isKept);
      // After the sandbox was removed, nothing may be written to it.
      if (!("error" in end) || isClosed) return end;
      writeToLog(sandbox.splunkHome, script, interpreter, end.error);
      return { ...end, hint: hintFor(end.error, interpreter, bin) ?? end.hint };
    },
    [Symbol.asyncDispose]() {
      isClosed = true;
      return pool[Symbol.asyncDispose]();
    },
  };
}

function interpreterFor(
  script: HandlerAddress,
  asked: string | undefined,
  splunkVersion: string,
): Interpreter | { readonly error: string } {
  try {
    return findPython({ asked, profile: splunkProfile(splunkVersion), ...script.python });
  } catch (error) {
    if (error instanceof HarnessError) return { error: error.message };
    throw error;
  }
}

function environmentOf(
  sandbox: Sandbox,
  search: RunnerParts["search"],
  { venv }: Interpreter,
  bin: string,
): Record<string, string> {
  return buildEnvironment({
    splunkHome: sandbox.splunkHome,
    serverUri: search.serverUri,
    serverHost: search.serverHost,
    splunkVersion: search.splunkVersion,
    pythonPath: [bin, ...sandbox.pythonPath, ...(venv === undefined ? [] : [venv])],
    trustedFile: sandbox.trustedFile,
    platform: process.platform,
    host: process.env,
  });
}

function isFile({ kind }: HandlerAddress): boolean {
  return kind === "admin" || kind === "input";
}

/** What the traceback means, and how to mend it. */
function hintFor(
  traceback: string,
  { version, venv }: Interpreter,
  bin: string,
): string | undefined {
  const [problem] = explainTraceback(traceback, {
    python: version,
    hasShipped: venv !== undefined,
    bin: readdirSync(bin),
  });
  return problem && `${problem.message}. ${problem.hint ?? ""}`.trim();
}

/** Ground: lines of splunkd.log that people quote. AdminManagerExternal and PersistentScript log tracebacks. */
function writeToLog(
  splunkHome: string,
  script: HandlerAddress,
  { path }: Interpreter,
  traceback: string,
): void {
  const file = join(splunkHome, "var/log/splunk/splunkd.log");
  const lines = logged(splunkHome, script, path, traceback.trimEnd());
  mkdirSync(dirname(file), { recursive: true });
  const text = lines.map(([component, message]) => `${logLine("ERROR", component, message)}\n`);
  appendFileSync(file, text.join(""));
}

function logged(
  splunkHome: string,
  script: HandlerAddress,
  python: string,
  text: string,
): (readonly [component: string, text: string])[] {
  switch (script.kind) {
    case "admin":
      return [["AdminManagerExternal", `Stack trace from python handler:\n${text}`]];
    case "input": {
      const kind = script.name.replace(/^input:/, "");
      const last = text.slice(text.lastIndexOf("\n") + 1);
      const what = `Unable to initialize modular input "${kind}" defined in the app "${script.app}"`;
      return [["ModularInputs", `${what}: Introspecting scheme=${kind}: ${last}`]];
    }
    case "persist": {
      // The program that splunkd starts, which is another one here.
      const command = `${python} ${join(splunkHome, APPSERVER)}`;
      return text.split("\n").map((line) => ["PersistentScript", `From {${command}}: ${line}`]);
    }
    case "python":
      return text.split("\n").map((line) => ["script", `From {${script.handler}}: ${line}`]);
  }
}
