/** Starts a program, whether a keeper stands above it or not, and says in one way how it runs and ends. */
import { type ChildProcess, spawn } from "node:child_process";
import { closeSync } from "node:fs";
import { messageOf } from "../../host/caught.ts";
import { endMarked } from "./end-marked.ts";
import type { Keeper } from "../fence/keeper.ts";
import type { Ending, Launch, ProgramStart } from "./launched.ts";
import { openPipes, type Pipes } from "./open-pipes.ts";
import { killGroup, OWN_GROUP, watchOver } from "./posix.ts";

export async function launch(start: ProgramStart, keeper: Keeper | undefined): Promise<Launch> {
  if (keeper !== undefined && (await keeper.isUp())) return keeper.start(start);
  return launchAlone(start);
}

async function launchAlone(start: ProgramStart): Promise<Launch> {
  const pipes = await openPipes();
  const child = spawnOn(pipes, start);
  if ("startError" in child) {
    release(pipes);
    return child;
  }
  const { pid } = child;
  const { stdin, stdout, stderr } = pipes ?? child;
  if (pid === undefined || stdin === null || stdout === null || stderr === null) {
    release(pipes);
    return new Promise((done) => {
      child.once("error", (cause) => done({ startError: messageOf(cause) }));
    });
  }
  child.on("error", () => undefined);
  const watch = watchOver(pid);
  const ended = new Promise<Ending>((done) => {
    child.once("exit", (exitCode, signal) => done({ exitCode, signal }));
  });
  return {
    stdin,
    stdout,
    stderr,
    ended,
    kill: (signal) => killGroup(pid, signal),
    close() {
      killGroup(pid);
      watch[Symbol.dispose]();
      return Promise.resolve(endMarked(start.root));
    },
  };
}

/** On the sockets of Node where there are no pipes. */
function spawnOn(
  pipes: Pipes | undefined,
  { argv: [file, ...args], cwd, env }: ProgramStart,
): ChildProcess | { readonly startError: string } {
  const ends = pipes?.stdio ?? [];
  const stdio = pipes === undefined ? "pipe" : [...ends];
  try {
    return spawn(file, args, { cwd, env, detached: OWN_GROUP, windowsHide: true, stdio });
  } catch (cause) {
    // An argument with a NUL byte, for example.
    return { startError: messageOf(cause) };
  } finally {
    for (const end of ends) closeSync(end);
  }
}

function release(pipes: Pipes | undefined): void {
  for (const stream of [pipes?.stdin, pipes?.stdout, pipes?.stderr]) stream?.destroy();
}
