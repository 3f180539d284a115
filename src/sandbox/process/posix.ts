/**
 * All that depends on POSIX, with what Windows has in its place: process groups, signals, and a watch on ar-sim itself.
 */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";

const isWindows = process.platform === "win32";

/** Whether children get their own process group, so that they can be killed together. */
export const OWN_GROUP: boolean = !isWindows;

/** Kills a process and all processes of its group. */
export function killGroup(pid: number, signal: "SIGKILL" | "SIGTERM" | "SIGINT" = "SIGKILL"): void {
  if (isWindows) {
    spawnSync("taskkill", ["/pid", String(pid), "/T", "/F"], { stdio: "ignore" });
    return;
  }
  try {
    process.kill(-pid, signal);
  } catch {
    // The group has ended already.
  }
}

/**
 * Kills the group if ar-sim itself is killed. A small shell waits on a pipe whose other end is here, and acts when the
 * pipe is closed without a word. On a normal end the shell gets a word, and does nothing.
 */
export function watchOver(pid: number): Disposable {
  if (isWindows) return { [Symbol.dispose]: () => undefined };
  const watch: ChildProcess = spawn(
    "/bin/sh",
    ["-c", 'read -r _ || kill -s KILL -- "-$1"', "sh", String(pid)],
    {
      stdio: ["pipe", "ignore", "ignore"],
      detached: true,
      env: {},
    },
  );
  watch.on("error", () => undefined);
  watch.stdin?.on("error", () => undefined);
  watch.unref();
  return {
    [Symbol.dispose]() {
      watch.stdin?.end("done\n");
    },
  };
}
