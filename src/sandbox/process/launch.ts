/** Starts a program, whether a keeper stands above it or not, and says in one way how it runs and ends. */
import { spawn } from "node:child_process";
import { messageOf } from "../../host/caught.ts";
import type { Keeper } from "../fence/keeper.ts";
import type { Ending, Launch, ProgramStart } from "./launched.ts";
import { killGroup, OWN_GROUP, watchOver } from "./posix.ts";

export async function launch(start: ProgramStart, keeper: Keeper | undefined): Promise<Launch> {
  if (keeper !== undefined && (await keeper.isUp())) return keeper.start(start);
  return launchAlone(start);
}

async function launchAlone({ argv: [file, ...args], cwd, env }: ProgramStart): Promise<Launch> {
  let child;
  try {
    child = spawn(file, args, { cwd, env, detached: OWN_GROUP, windowsHide: true, stdio: "pipe" });
  } catch (cause) {
    // An argument with a NUL byte, for example.
    return { startError: messageOf(cause) };
  }
  const { pid, stdin, stdout, stderr } = child;
  if (pid === undefined) {
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
      return Promise.resolve([]);
    },
  };
}
