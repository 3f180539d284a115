/** From an invocation on paper to a started program, and to the record of it. */
import { dirname, join } from "node:path";
import type { AlertAction, Program } from "../../addon/addon.ts";
import { expandEnvVars } from "../../addon/expand-env-vars.ts";
import type { Assumptions } from "../../invocation/assumptions.ts";
import { buildEnvironment } from "../../invocation/payload/build-environment.ts";
import type { Invocation, SearchContext } from "../../invocation/invocation.ts";
import { runScript } from "./run-script.ts";
import type { Sandbox } from "../home/sandbox.ts";
import type { Interpreter, ScriptRun } from "./script-run.ts";
import { splunkdLog } from "./splunkd-log.ts";

const CAPTURE_BYTES = 8 * 1024 * 1024;

export interface StartParts {
  readonly sandbox: Sandbox;
  readonly program: Program;
  readonly python: Interpreter | undefined;
  readonly search: SearchContext;
  readonly action: AlertAction;
  readonly assumed: Pick<Assumptions, "killSignal" | "killedCode" | "adhocType">;
  readonly request: {
    readonly cwd?: "bin" | "root" | undefined;
    readonly env?: Readonly<Record<string, string>> | undefined;
    readonly captureBytes?: number | undefined;
    readonly signal?: AbortSignal | undefined;
  };
}

/** A run as the transcript has it. */
export interface StartedInvocation {
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly payload: string;
  readonly resultsFile: string;
  readonly resultId: number | null;
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly timedOut: boolean;
  readonly startError: string | null;
  readonly durationMs: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly omitted: { readonly stdout: number; readonly stderr: number };
  readonly splunkd: readonly string[];
}

export interface Starter {
  /** What would be started. */
  describe(invocation: Invocation): StartedInvocation;
  run(invocation: Invocation): Promise<StartedInvocation>;
}

export function startInvocation(parts: StartParts): Starter {
  const { sandbox, program, python, search, action, request, assumed } = parts;
  const env = buildEnvironment({
    splunkHome: sandbox.splunkHome,
    serverUri: search.serverUri,
    serverHost: search.serverHost,
    pythonPath: sandbox.pythonPath,
    extra: request.env ?? {},
    platform: process.platform,
    host: process.env,
  });
  const appFolder = sandbox.appFolder(program.app);
  const file = join(appFolder, program.file);
  // bin/, or <arch>/bin.
  const cwd = request.cwd === "root" ? "/" : dirname(file);
  const argvOf = (invocation: Invocation): [string, ...string[]] =>
    commandOf(program, file, python, env, invocation.args);
  const nothing = { text: "", omittedBytes: 0 };
  const notRun = (argv: readonly string[]): ScriptRun => ({
    argv,
    cwd,
    exitCode: null,
    signal: null,
    timedOut: false,
    startError: undefined,
    durationMs: 0,
    stdout: nothing,
    stderr: nothing,
  });
  return {
    describe: (invocation) => recordOf(invocation, notRun(argvOf(invocation)), env, []),
    async run(invocation) {
      const startedMs = Date.now();
      const run = await runScript({
        argv: argvOf(invocation),
        cwd,
        env,
        payload: invocation.payload,
        maxtimeMs: action.maxtimeMs,
        killSignal: assumed.killSignal,
        captureBytes: request.captureBytes ?? CAPTURE_BYTES,
        ...(request.signal === undefined ? {} : { signal: request.signal }),
      });
      const type =
        search.mode === "adhoc" || search.mode === "es-adhoc" ? assumed.adhocType : "saved";
      const { searchName, sid, app, owner } = search;
      const lines = splunkdLog(run, {
        action: action.name,
        searchName,
        sid,
        app,
        owner,
        type,
        startedMs,
        killedCode: assumed.killedCode,
      });
      return recordOf(invocation, run, env, lines);
    },
  };
}

function recordOf(
  invocation: Invocation,
  run: ScriptRun,
  env: Readonly<Record<string, string>>,
  splunkd: readonly string[],
): StartedInvocation {
  return {
    argv: run.argv,
    cwd: run.cwd,
    env,
    payload: invocation.payload,
    resultsFile: invocation.resultsFile,
    resultId: invocation.resultId ?? null,
    exitCode: run.exitCode,
    signal: run.signal,
    timedOut: run.timedOut,
    startError: run.startError ?? null,
    durationMs: run.durationMs,
    stdout: run.stdout.text,
    stderr: run.stderr.text,
    omitted: { stdout: run.stdout.omittedBytes, stderr: run.stderr.omittedBytes },
    splunkd,
  };
}

/** Ground: alert_actions.conf.spec: .py gets Splunk's Python in front, a .path file holds the command. */
function commandOf(
  program: Program,
  file: string,
  python: Interpreter | undefined,
  env: Readonly<Record<string, string>>,
  given: readonly string[],
): [string, ...string[]] {
  const args = given.map((arg) => expandEnvVars(arg, env));
  switch (program.kind) {
    case "python":
      return [python?.path ?? "python3", file, ...args];
    case "node":
      return [process.execPath, file, ...args];
    case "path":
      return [expandEnvVars(program.command ?? "", env), ...args];
    default:
      return [file, ...args];
  }
}
