/**
 * Starts the command of `serve --exec`, with the streams of ar-sim itself. On Linux a keeper stands above it, which ends
 * it when ar-sim is killed.
 */
import { spawn } from "node:child_process";
import { constants } from "node:os";
import type { Keeper } from "../../../sandbox/fence/keeper.ts";
import type { Beside } from "../../../sandbox/fence/spawn-keeper.ts";
import { keeperBeside } from "../../../sandbox/fence/lease-keeper.ts";
import { killGroup, OWN_GROUP } from "../../../sandbox/process/posix.ts";
import type { EndSignal, Ending } from "../../../sandbox/process/launched.ts";

export interface CommandBeside {
  /** The exit code, as a shell gives it. */
  readonly ended: Promise<number>;
  kill(signal: EndSignal): void;
  /** Ends what it left. */
  close(): Promise<unknown>;
  /** Lets what it left stay, as a shell does. */
  leave(): void;
}

type Variables = Readonly<Record<string, string | undefined>>;

export async function startBeside(
  command: string,
  env: Variables,
  beside: Beside,
): Promise<CommandBeside> {
  const keeper = keeperBeside(beside);
  if (keeper === undefined || !(await keeper.isUp())) return startAlone(command, env, beside);
  return startKept(keeper, command, env, beside);
}

async function startKept(
  keeper: Keeper,
  command: string,
  env: Variables,
  beside: Beside,
): Promise<CommandBeside> {
  keeper.hold(true);
  const set = Object.entries(env).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
  const start = {
    argv: ["/bin/sh", "-c", command] as const,
    cwd: process.cwd(),
    env: Object.fromEntries(set),
  };
  const running = await keeper.startBeside({ ...start, argv: [...start.argv] }, beside);
  if ("startError" in running) throw new Error(running.startError);
  return {
    ended: running.ended.then(codeOf),
    kill: running.kill,
    async close() {
      await running.close();
      keeper.hold(false);
    },
    leave() {
      running.leave();
      keeper.hold(false);
    },
  };
}

function startAlone(command: string, env: Variables, beside: Beside): CommandBeside {
  const hasGroup = OWN_GROUP && beside === "group";
  const child = spawn(command, { shell: true, stdio: "inherit", detached: hasGroup, env });
  const ended = new Promise<number>((done, fail) => {
    child.on("error", fail);
    child.on("exit", (exitCode, signal) => done(codeOf({ exitCode, signal })));
  });
  const kill = (signal: EndSignal): void => {
    if (hasGroup && child.pid !== undefined) killGroup(child.pid, signal);
    else child.kill(signal);
  };
  return {
    ended,
    kill,
    close() {
      if (hasGroup) kill("SIGKILL");
      return Promise.resolve();
    },
    leave: () => undefined,
  };
}

function codeOf({ exitCode, signal }: Ending): number {
  if (exitCode !== null) return exitCode;
  const number = Object.entries(constants.signals).find(([name]) => name === signal)?.[1] ?? 0;
  return 128 + number;
}
