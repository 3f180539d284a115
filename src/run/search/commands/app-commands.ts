/**
 * The search commands of an add-on, as one search sees them: each starts its program in the sandbox when the search
 * names it. Ground: commands.conf.spec.
 */
import type { Addon } from "../../../addon/addon.ts";
import {
  commandNames,
  findCommand,
  findCommandProgram,
  type SearchCommand,
} from "../../../addon/read/read-commands.ts";
import {
  type CommandLimits,
  type SearchAround,
  searchInfoCsv,
} from "../../../invocation/commands/searchinfo.ts";
import type { CommandRunner } from "../../../sandbox/commands/command-runner.ts";
import type { CommandCall } from "../../../search/spl/spl-tree.ts";
import type { AppCommand, AppCommands } from "../../../search/spl/stage/stage.ts";
import type { Around, CommandPlace, Started } from "./command-place.ts";
import { CommandProcess } from "./command-process.ts";
import { failedCommand, missingProgram } from "./command-words.ts";

/** Where programs of commands start, and where they reach splunkd. */
export interface CommandHome {
  readonly runner: CommandRunner;
  readonly serverUri: string;
  readonly serverHost: string;
  readonly sessionKey: string;
}

/** Guess: Splunk waits forever where commands.conf says nothing. Here a search must end. */
const PAUSE_MS = 60_000;
const MOST_MS = 600_000;
const CHUNK_BYTES = 256 * 1024 * 1024;

export function appCommands(
  addon: Addon,
  around: SearchAround,
  open: () => Promise<CommandHome>,
  limits: CommandLimits = {},
): AppCommands {
  const started = new Set<CommandProcess>();
  const deadline = performance.now() + Math.min(limits.maxTimeMs ?? MOST_MS, MOST_MS);
  let prepared: Promise<Around> | undefined;
  const prepareOnce = (): Promise<Around> => (prepared ??= prepare(around, open));

  async function start(
    command: SearchCommand,
    call: CommandCall,
    args: readonly string[],
  ): Promise<Started> {
    const program = findCommandProgram(addon, command);
    if (program === undefined)
      throw missingProgram(call, command.text("filename", `${command.name}.py`));
    const { runner } = await open();
    const before = await prepareOnce();
    const python = {
      required: command.text("python.required", "") || undefined,
      version: command.text("python.version", "") || undefined,
    };
    const launched = await runner.start(program, python, args);
    if ("startError" in launched) {
      const fault = { kind: "exited", code: 127, signal: null } as const;
      throw failedCommand(call, fault, "setup", { stderr: launched.startError, before: [] });
    }
    const running = new CommandProcess(launched, {
      pauseMs: command.number("maxwait", 0) * 1000 || PAUSE_MS,
      deadline,
      chunkBytes: command.number("maxchunksize", 0) || CHUNK_BYTES,
      signal: limits.signal,
    });
    started.add(running);
    return { ...before, running };
  }

  return {
    names: () => commandNames(addon),
    find(name) {
      const command = findCommand(addon, name);
      if (command === undefined) return undefined;
      const place: CommandPlace = {
        command,
        start: (call, args) => start(command, call, args),
        around: prepareOnce,
      };
      return appCommand(place);
    },
    async close() {
      await Promise.all([...started].map((command) => command.close()));
      started.clear();
    },
  };
}

async function prepare(around: SearchAround, open: () => Promise<CommandHome>): Promise<Around> {
  const { runner, ...home } = await open();
  const search = { ...around, ...home, sessionKey: around.sessionKey?.() ?? home.sessionKey };
  return { search, dispatchFolder: runner.dispatchFolder(search.sid, searchInfoCsv(search)) };
}

/** Each protocol is loaded by its first command. */
function appCommand(place: CommandPlace): AppCommand {
  const { command } = place;
  return {
    // What it is like, it tells when it starts.
    kind: command.flag("generating", false) ? "generating" : "streaming",
    async compile(call, world, context) {
      if (command.isChunked) {
        const { compileChunked } = await import("./chunked-command.ts");
        return compileChunked(place, call, world, context);
      }
      const { compileOld } = await import("./old-command.ts");
      return compileOld(place, call, world, context);
    },
  };
}
