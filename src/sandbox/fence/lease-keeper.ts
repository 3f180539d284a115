/**
 * Hands out keepers. One keeper serves one run at a time, and the next run after it: to start a keeper takes longer than
 * many a script.
 */
import { existsSync } from "node:fs";
import { lazy } from "../../host/lazy.ts";
import { askVersion } from "../interpreters/ask-version.ts";
import { listPythons } from "../interpreters/list-pythons.ts";
import { Keeper } from "./keeper.ts";
import type { Beside, KeeperFence } from "./spawn-keeper.ts";

export interface LeasedKeeper extends AsyncDisposable {
  readonly keeper: Keeper;
}

/** The system's own needs no search, and mostly starts fastest. */
const SYSTEM_PYTHON = "/usr/bin/python3";

const idle = new Map<KeeperFence, Keeper[]>();

/** It finds there what a script has started. */
const PROCESSES = "/proc/self/fd";

/** Undefined where no keeper can stand: not on Linux, without /proc, or no Python 3.6 or newer. */
export function leaseKeeper(fence: KeeperFence): LeasedKeeper | undefined {
  const keeper = takeIdle(fence) ?? makeKeeper(fence);
  if (keeper === undefined) return undefined;
  keeper.hold(true);
  return {
    keeper,
    [Symbol.asyncDispose]() {
      keeper.hold(false);
      if (keeper.isAlive) putIdle(fence, keeper);
      return Promise.resolve();
    },
  };
}

/** Starts one for the next who leases it. It ends with ar-sim where nobody does. */
export function prepareKeeper(fence: KeeperFence): Keeper | undefined {
  const keeper = makeKeeper(fence);
  if (keeper !== undefined) putIdle(fence, keeper);
  return keeper;
}

/** For a command of the user that runs beside ar-sim. Undefined where none can stand. */
export function keeperBeside(beside: Beside): Keeper | undefined {
  return makeKeeper("none", beside);
}

function putIdle(fence: KeeperFence, keeper: Keeper): void {
  idle.set(fence, [...(idle.get(fence) ?? []), keeper]);
}

function takeIdle(fence: KeeperFence): Keeper | undefined {
  for (;;) {
    const keeper = idle.get(fence)?.pop();
    if (keeper === undefined || keeper.isAlive) return keeper;
  }
}

function makeKeeper(fence: KeeperFence, beside?: Beside): Keeper | undefined {
  const canStand = process.platform === "linux" && existsSync(PROCESSES);
  const python = canStand ? keeperPython() : undefined;
  return python === undefined ? undefined : new Keeper(python, fence, beside);
}

/** Any Python 3.6 or newer, whatever runs the action. The keeper hands over sockets, which Python 2 cannot. */
const keeperPython = lazy((): string | undefined => {
  if (isNewEnough(SYSTEM_PYTHON)) return SYSTEM_PYTHON;
  return listPythons().find(({ path }) => isNewEnough(path))?.path;
});

function isNewEnough(path: string): boolean {
  if (!existsSync(path)) return false;
  const [major = 0, minor = 0] = (askVersion(path) ?? "").split(".").map(Number);
  return major === 3 && minor >= 6;
}
