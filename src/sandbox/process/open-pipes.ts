/**
 * Pipes for a process that no keeper starts. Node makes stdin, stdout and stderr of a child out of sockets. On Linux
 * those cannot be opened by name: `echo hello > /dev/stderr` fails there, and works below splunkd and below a shell.
 * Named pipes will not do: to open /dev/stdin would wait for a writer. No function of Node makes a pipe, but a shell
 * does.
 */
import { spawn } from "node:child_process";
import { closeSync, constants, fstatSync, openSync } from "node:fs";
import { Socket } from "node:net";
import type { Readable, Writable } from "node:stream";

export interface Pipes {
  /** The ends of the child, to be closed here once it has them. */
  readonly stdio: readonly [stdin: number, stdout: number, stderr: number];
  readonly stdin: Writable;
  readonly stdout: Readable;
  readonly stderr: Readable;
}

/**
 * Holds three pipes as its file descriptors 3, 4 and 5 until its stdin ends, and tells its process id. Most shells keep
 * the text of a `<<` in a pipe. Others, as Bash before 5.1, keep it in a file: then each is the pipe between two
 * commands.
 */
const MAKER = `exec 9<&0 3<<A 4<<B 5<<C
A
B
C
hold() { read -r pid _ < /proc/self/stat; echo "$pid"; read -r _ <&9; }
add() { if [ "$n" -gt 5 ]; then hold; else : | { eval "exec $n<&0"; n=$((n + 1)); add; }; fi; }
n=3
if [ -p /proc/self/fd/3 ]; then hold; else add; fi`;

/** undefined where none can be made: elsewhere than on Linux, or without a shell or /proc. */
export async function openPipes(shell = "/bin/sh"): Promise<Pipes | undefined> {
  if (process.platform !== "linux") return undefined;
  const maker = spawn(shell, ["-c", MAKER], { stdio: ["pipe", "pipe", "ignore"], env: {} });
  const ended = new Promise<undefined>((done) => {
    maker.once("error", () => done(undefined)).once("exit", () => done(undefined));
  });
  maker.stdin.on("error", () => undefined);
  const firstText = new Promise<Buffer>((done) => maker.stdout.once("data", done));
  const pid = Number(await Promise.race([firstText, ended]));
  const pipes = openThree(pid);
  maker.stdin.destroy();
  maker.stdout.destroy();
  await ended;
  return pipes;
}

/** Each pipe is opened anew, so that nothing here depends on the shell any more. */
function openThree(pid: number): Pipes | undefined {
  const opened: number[] = [];
  const open = (number: number, flags: number): number => {
    const end = openSync(`/proc/${pid}/fd/${number}`, flags);
    opened.push(end);
    if (!fstatSync(end).isFIFO()) throw new Error("the shell made no pipe");
    return end;
  };
  try {
    const stdin = open(3, constants.O_RDONLY);
    const stdout = open(4, constants.O_WRONLY);
    const stderr = open(5, constants.O_WRONLY);
    return {
      stdio: [stdin, stdout, stderr],
      stdin: new Socket({ fd: open(3, constants.O_WRONLY), readable: false, writable: true }),
      stdout: new Socket({ fd: open(4, constants.O_RDONLY), readable: true, writable: false }),
      stderr: new Socket({ fd: open(5, constants.O_RDONLY), readable: true, writable: false }),
    };
  } catch {
    for (const end of opened) closeSync(end);
    return undefined;
  }
}
