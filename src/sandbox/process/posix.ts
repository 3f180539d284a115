/** Everything that needs POSIX, with what Windows offers instead: process groups, signals, and a watch on ourselves. */
import { type ChildProcess, spawn, spawnSync } from "node:child_process";

const isWindows = process.platform === "win32";

/** Whether children get a process group of their own, to be killed as one. */
export const OWN_GROUP: boolean = !isWindows;

/** Kills a process and all that it started, as far as they stayed in its group. */
export function killGroup(pid: number, signal: "SIGKILL" | "SIGTERM" | "SIGINT" = "SIGKILL"): void {
  if (isWindows) {
    spawnSync("taskkill", ["/pid", String(pid), "/T", "/F"], { stdio: "ignore" });
    return;
  }
  try {
    process.kill(-pid, signal);
  } catch {
    // The group is gone already.
  }
}

/**
 * Kills the group when we ourselves are killed without warning: a small shell holds one end of a pipe, and reads its end
 * of file. Killing it first, on a normal end, leaves nothing behind.
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
