/** Runs a command beside the stand-in. A signal to this process first ends the command: it gets the signal, time, then SIGKILL. */
import { type ChildProcess, spawn } from "node:child_process";
import { constants } from "node:os";
import { killGroup, OWN_GROUP } from "../../../sandbox/process/posix.ts";
import { EXIT } from "../../exit-code.ts";

/** How long a command may take to stop, such as a test runner that cleans up. */
const GRACE_MS = 5000;

type StopSignal = "SIGINT" | "SIGTERM";

/** Gives the exit code of the command, as a shell does, or 130. */
export async function execBeside(
  command: string,
  env: Readonly<Record<string, string>>,
): Promise<number> {
  // A command in its own process group could not read from the terminal.
  const atTerminal = process.stdin.isTTY === true;
  const hasGroup = OWN_GROUP && !atTerminal;
  let child: ChildProcess | undefined;
  const send = (signal: StopSignal | "SIGKILL"): void => {
    if (hasGroup && child?.pid !== undefined) killGroup(child.pid, signal);
    else child?.kill(signal);
  };
  let signals = 0;
  let killing: NodeJS.Timeout | undefined;
  const stop = (signal: StopSignal): void => {
    signals += 1;
    // The command got Ctrl-C from the terminal too, and may go on, as a shell does.
    if (atTerminal && signal === "SIGINT" && signals === 1) return;
    if (killing !== undefined) {
      send("SIGKILL");
      return;
    }
    send(signal);
    killing = setTimeout(() => {
      process.stderr.write("the command did not stop, so it is killed\n");
      send("SIGKILL");
    }, GRACE_MS);
  };
  const onInt = (): void => stop("SIGINT");
  const onTerm = (): void => stop("SIGTERM");
  // Before the command starts: a signal that comes sooner would leave it behind.
  process.on("SIGINT", onInt).on("SIGTERM", onTerm);
  try {
    const started = spawn(command, {
      shell: true,
      stdio: "inherit",
      detached: hasGroup,
      env: { ...process.env, ...env },
    });
    child = started;
    const code = await new Promise<number>((done, fail) => {
      started.on("error", fail);
      started.on("exit", (exit, signal) =>
        done(exit ?? 128 + (signal === null ? 0 : constants.signals[signal])),
      );
    });
    if (killing === undefined) return code;
    // Processes that it left would outlive the stand-in.
    if (hasGroup) send("SIGKILL");
    return EXIT.interrupted;
  } finally {
    clearTimeout(killing);
    process.off("SIGINT", onInt).off("SIGTERM", onTerm);
  }
}
