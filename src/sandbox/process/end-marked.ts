/**
 * The second net: ends processes of a run that nothing keeps watch over any more. They are known by their environment,
 * which names the folder of the run. Ground: proc(5).
 */
import { readdirSync, readFileSync } from "node:fs";
import type { LeftProcess } from "./launched.ts";

/** A process may start others while it is looked for. */
const MOST_ROUNDS = 20;

/** `root` is the folder that SPLUNK_HOME lies in. Gives what was ended: nothing where there is no /proc. */
export function endMarked(root: string | undefined): LeftProcess[] {
  const ended: LeftProcess[] = [];
  for (let round = 0; root !== undefined && round < MOST_ROUNDS; round += 1) {
    const left = marked(root).filter(({ pid }) => kill(pid));
    const known = new Set(ended.map(({ pid }) => pid));
    const fresh = left.filter(({ pid }) => !known.has(pid));
    if (fresh.length === 0) break;
    ended.push(...fresh);
  }
  return ended;
}

function marked(root: string): LeftProcess[] {
  return namesIn("/proc").flatMap((name) => {
    const pid = Number(name);
    if (!Number.isInteger(pid) || pid === process.pid) return [];
    if (!read(pid, "environ").includes(`=${root}/`) || isBelowUs(pid)) return [];
    const words = read(pid, "cmdline").replace(/\0+$/, "").replaceAll("\0", " ");
    return [{ pid, command: words || read(pid, "comm").trim() }];
  });
}

/** Handlers of the same run, which are waited for. What a script left has lost its parent. */
function isBelowUs(pid: number): boolean {
  let at = pid;
  while (at > 1 && at !== process.pid)
    at = Number(read(at, "stat").replace(/^.*\)/s, "").trim().split(" ")[1] ?? 0);
  return at === process.pid;
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

/** Empty for a process of another user, and for one that has ended. */
function read(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, "utf8");
  } catch {
    return "";
  }
}

function kill(pid: number): boolean {
  try {
    return process.kill(pid, "SIGKILL");
  } catch {
    return false;
  }
}
