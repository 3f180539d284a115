/** Starts the process of a keeper. */
import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { cacheFolder } from "../../host/cache-folder.ts";
import { standIns } from "../python-path.ts";
import type { FenceWish, NetworkWish } from "./fence-types.ts";

/**
 * `namespace`: no network, processes and mounts of its own. `landlock`: only some ports of TCP. `auto`: the first of these
 * that stands. `…-open`: the same, and lets all out.
 */
export type KeeperFence = "none" | `${"auto" | "namespace" | "landlock"}${"" | "-open"}`;

/** What a keeper has to raise for this wish. */
export function keeperFenceOf(wish: {
  readonly fence: FenceWish;
  readonly network: NetworkWish;
}): KeeperFence {
  const { fence, network } = wish;
  if (fence === "off" || fence === "process") return "none";
  return network === "allow" ? `${fence}-open` : fence;
}

/** Whether the command reads from the terminal, and so stays in the session of ar-sim. */
export type Beside = "terminal" | "group";

const NO_STREAMS = ["ignore", "ignore", "ignore"] as const;
const OWN_STREAMS = ["inherit", "inherit", "inherit"] as const;

/** A keeper beside a command of the user has the streams of ar-sim itself. */
export function spawnKeeper(
  python: string,
  fence: KeeperFence,
  beside: Beside | undefined,
): ChildProcess {
  // Python keeps its compiled files in the cache folder and not in the installation, which may be read-only.
  const compiled = `pycache_prefix=${join(cacheFolder(), "compiled", "fence")}`;
  return spawn(python, ["-S", "-E", "-s", "-X", compiled, standIns.keeper, fence], {
    stdio: [...(beside === undefined ? NO_STREAMS : OWN_STREAMS), "ipc"],
    detached: beside !== "terminal",
    env: {},
  });
}
