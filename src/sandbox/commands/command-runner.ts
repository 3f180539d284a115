/** Starts the programs of search commands in a sandbox, behind its fence, with the environment of splunkd's processes. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { CommandProgram } from "../../addon/read/read-commands.ts";
import { expandEnvVars } from "../../addon/expand-env-vars.ts";
import { buildEnvironment } from "../../invocation/payload/build-environment.ts";
import { splunkProfile } from "../../platforms/splunk-profile.ts";
import { findPython } from "../interpreters/find-python.ts";
import { launch } from "../process/launch.ts";
import type { Launch } from "../process/launched.ts";
import type { Sandbox } from "../home/sandbox.ts";
import { AppFolders } from "./app-folders.ts";

export interface WantedPython {
  readonly required: string | undefined;
  readonly version: string | undefined;
}

export interface CommandRunner {
  /** The folder of the search, which is made. `info`: what its info.csv tells of the search. */
  dispatchFolder(sid: string, info: string): string;
  /** @throws HarnessError where the Python that it wants is not there. */
  start(program: CommandProgram, python: WantedPython, args: readonly string[]): Promise<Launch>;
}

export interface CommandRunnerParts {
  readonly sandbox: Sandbox;
  /** `--python`, which overrides commands.conf. */
  readonly python: string | undefined;
  readonly serverUri: string;
  readonly serverHost: string;
  /** `10.0`. */
  readonly splunkVersion: string;
}

export function commandRunner(parts: CommandRunnerParts): CommandRunner {
  const { sandbox, python: asked } = parts;
  const profile = splunkProfile(parts.splunkVersion);
  const folders = new AppFolders(sandbox, async () => {});
  return {
    dispatchFolder(sid, info) {
      // The id of a search may come from outside, and be `..`.
      const folder = sandbox.dispatchFolder(sid.replace(/^\.+$/, "_").replaceAll(/[/\\\0]/g, "_"));
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, "info.csv"), info);
      return folder;
    },
    async start(program, python, args) {
      const file = join(await folders.of(program), program.file);
      const bin = dirname(file);
      const interpreter =
        program.kind === "python" ? findPython({ asked, profile, ...python }) : undefined;
      const venv = interpreter?.venv;
      const env = buildEnvironment({
        splunkHome: sandbox.splunkHome,
        serverUri: parts.serverUri,
        serverHost: parts.serverHost,
        splunkVersion: parts.splunkVersion,
        pythonPath: [...sandbox.pythonPath, ...(venv === undefined ? [] : [venv])],
        platform: process.platform,
        host: process.env,
      });
      const [first, ...more] = commandLine(program, file, interpreter?.path);
      const rest = [...program.args.map((arg) => expandEnvVars(arg, env)), ...args];
      return launch(
        {
          argv: [expandEnvVars(first, env), ...more, ...rest],
          cwd: bin,
          env,
          ...sandbox.room,
        },
        sandbox.keeper,
      );
    },
  };
}

/** Ground: commands.conf.spec: Splunk's Python runs a .py, and a .path file holds the command. */
function commandLine(
  { kind, command }: CommandProgram,
  file: string,
  python: string | undefined,
): [string, ...string[]] {
  if (kind === "python") return [python ?? "python3", file];
  if (kind === "node") return [process.execPath, file];
  return [kind === "path" ? (command ?? "") : file];
}
