/** Starts the program for an invocation, and records what was handed over and how it ended. */
import { dirname, join } from "node:path";
import type { AlertAction, Program } from "../../addon/addon.ts";
import { expandEnvVars } from "../../addon/expand-env-vars.ts";
import type { Assumptions } from "../../invocation/assumptions.ts";
import type { Invocation, SearchContext } from "../../invocation/invocation.ts";
import { buildEnvironment } from "../../invocation/payload/build-environment.ts";
import { isSavedMode } from "../../invocation/search/is-saved-mode.ts";
import type { Sandbox } from "../home/sandbox.ts";
import { type InvocationRecord, recordInvocation } from "./invocation-record.ts";
import { runScript, type StartedHow } from "./run-script.ts";
import type { Interpreter, ScriptRun } from "./script-run.ts";
import { splunkdLog } from "./splunkd-log.ts";

const CAPTURE_BYTES = 8 * 1024 * 1024;

/** Options of how the script is started and ended. */
export interface ScriptWish extends Pick<Assumptions, "killSignal" | "killedCode" | "adhocType"> {
  /** Working folder: bin/ of the app (default), or the root of the file system. */
  readonly cwd: "bin" | "root" | undefined;
  /** More environment variables. */
  readonly env: Readonly<Record<string, string>> | undefined;
  /** Bytes kept of stdout, and as many of stderr. Default: 8 MiB. */
  readonly captureBytes: number | undefined;
  /** The time that a Python script sees at its start, in epoch seconds. Default: that of the machine. */
  readonly clock: number | undefined;
  /** Whether a tracing function records exceptions where Python has no other way. */
  readonly traceExceptions: boolean;
  /** Told of each start, where forks are wished. */
  readonly onStart?: ((how: StartedHow) => void) | undefined;
  /** Kills the script. */
  readonly signal: AbortSignal | undefined;
}

export interface StartParts {
  readonly sandbox: Sandbox;
  readonly program: Program;
  readonly python: Interpreter | undefined;
  readonly search: SearchContext;
  readonly action: AlertAction;
  readonly script: ScriptWish;
}

export interface Starter {
  /** Records what would be started. */
  describe(invocation: Invocation, isPreview: boolean): InvocationRecord;
  run(invocation: Invocation, isPreview: boolean): Promise<InvocationRecord>;
}

export function startInvocation(parts: StartParts): Starter {
  const { script } = parts;
  const { tooling } = parts.sandbox;
  const env = environmentOf(parts);
  const file = join(parts.sandbox.appFolder(parts.program.app), parts.program.file);
  // bin/ or <arch>/bin/.
  const cwd = script.cwd === "root" ? "/" : dirname(file);
  const argvOf = (invocation: Invocation): [string, ...string[]] => [
    ...commandOf(parts, file, env),
    ...invocation.args.map((arg) => expandEnvVars(arg, env)),
  ];
  let starts = 0;
  return {
    describe: (invocation, isPreview) =>
      recordInvocation(invocation, notStarted(argvOf(invocation), cwd), {
        isPreview,
        env,
        splunkd: [],
      }),
    async run(invocation, isPreview) {
      const startedMs = Date.now();
      const run = await runScript(
        {
          argv: argvOf(invocation),
          cwd,
          env: {
            ...env,
            ...tooling.env,
            ...tooling.scriptEnv,
            STAND_IN_RAISED: raisedFile(parts.sandbox.splunkHome, starts++),
            ...(script.traceExceptions ? { STAND_IN_TRACE: "1" } : {}),
          },
          ...parts.sandbox.room,
          payload: invocation.payload,
          maxtimeMs: parts.action.maxtimeMs,
          isTimed: tooling.isTimed,
          killSignal: script.killSignal,
          captureBytes: script.captureBytes ?? CAPTURE_BYTES,
          signal: script.signal,
        },
        {
          keeper: parts.sandbox.keeper,
          place: parts.sandbox.place,
          onStart: script.onStart,
        },
      );
      const splunkd = logOf(run, startedMs, parts);
      return recordInvocation(invocation, run, { isPreview, env, splunkd, startedMs });
    },
  };
}

/** Where a script's exceptions are recorded, also those that it catches. sitecustomize.py takes the names out again. */
export function raisedFile(splunkHome: string, start: number): string {
  return join(splunkHome, "var", "run", "splunk", `stand_in_raised_${start}`);
}

function environmentOf({ sandbox, search, script }: StartParts): Record<string, string> {
  return buildEnvironment({
    splunkHome: sandbox.splunkHome,
    serverUri: search.serverUri,
    serverHost: search.serverHost,
    splunkVersion: search.splunkVersion,
    pythonPath: sandbox.pythonPath,
    trustedFile: sandbox.trustedFile,
    extra: { ...clockOf(script), ...script.env },
    platform: process.platform,
    host: process.env,
  });
}

/** sitecustomize.py takes it out again, before the script sees it. */
function clockOf({ clock }: ScriptWish): Record<string, string> {
  const moved = clock === undefined ? [] : [["STAND_IN_CLOCK", String(clock)] as const];
  return Object.fromEntries(moved);
}

/** Ground: alert_actions.conf.spec: Splunk's Python runs a .py, and a .path file holds the command. */
function commandOf(
  { program, python }: StartParts,
  file: string,
  env: Readonly<Record<string, string>>,
): [string, ...string[]] {
  switch (program.kind) {
    case "python":
      return [python?.path ?? "python3", file];
    case "node":
      return [process.execPath, file];
    case "path":
      return [expandEnvVars(program.command ?? "", env)];
    default:
      return [file];
  }
}

function notStarted(argv: readonly string[], cwd: string): ScriptRun {
  const nothing = { text: "", omittedBytes: 0 };
  return {
    argv,
    cwd,
    exitCode: null,
    signal: null,
    timedOut: false,
    startError: undefined,
    durationMs: 0,
    stdout: nothing,
    stderr: nothing,
    left: [],
  };
}

function logOf(
  run: ScriptRun,
  startedMs: number,
  { search, action, script }: StartParts,
): string[] {
  const { searchName, sid, app, owner } = search;
  return splunkdLog(run, {
    action: action.name,
    searchName,
    sid,
    app,
    owner,
    type: isSavedMode(search.mode) ? "saved" : script.adhocType,
    startedMs,
    killedCode: script.killedCode,
  });
}
