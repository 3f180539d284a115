import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/** Whether a process ended, given the moment that the system takes for it. */
export async function gone(pid: number): Promise<boolean> {
  for (let left = 400; left > 0 && isRunning(pid); left -= 1) await sleep(25);
  return !isRunning(pid);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  try {
    // In a container nobody may collect the dead: they stay in the table as zombies.
    return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return true;
  }
}
