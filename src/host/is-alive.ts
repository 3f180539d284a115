/** Tells whether a process is running. A zombie, which was killed and never waited for, is not. */
import { readFileSync } from "node:fs";
import { systemCode } from "./caught.ts";

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return systemCode(error) === "EPERM";
  }
  return !isZombie(pid);
}

/** In containers the first process often waits for none. Ground: proc(5): the state follows the name in brackets. */
function isZombie(pid: number): boolean {
  try {
    return /^\d+ \(.*\) [ZX]/s.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
}
