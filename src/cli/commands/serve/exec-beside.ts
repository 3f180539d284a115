/** Runs a command while something else is up. Whoever ends us ends the command first: told, waited for, then killed. */
import { type ChildProcess, spawn } from "node:child_process";
import { constants } from "node:os";
import { killGroup, OWN_GROUP } from "../../../sandbox/process/posix.ts";
import { EXIT } from "../../exit-code.ts";

/** What a test runner needs to put its things away. */
const GRACE_MS = 5000;

type Told = "SIGINT" | "SIGTERM";

/** Gives the command's exit code, as a shell has it, or 130. */
export async function execBeside(
  command: string,
  env: Readonly<Record<string, string>>,
): Promise<number> {
  // In a group of its own a command could not read from the terminal.
  const atTerminal = process.stdin.isTTY === true;
  const hasGroup = OWN_GROUP && !atTerminal;
  let child: ChildProcess | undefined;
  const tell = (signal: Told | "SIGKILL"): void => {
    if (hasGroup && child?.pid !== undefined) killGroup(child.pid, signal);
    else child?.kill(signal);
  };
  let told = 0;
  let killing: NodeJS.Timeout | undefined;
  const stop = (signal: Told): void => {
    told += 1;
    // The terminal told the command too, which may well go on: a shell does.
    if (atTerminal && signal === "SIGINT" && told === 1) return;
    if (killing !== undefined) {
      tell("SIGKILL");
      return;
    }
    tell(signal);
    killing = setTimeout(() => {
      process.stderr.write("the command did not stop, so it is killed\n");
      tell("SIGKILL");
    }, GRACE_MS);
  };
  const onInt = (): void => stop("SIGINT");
  const onTerm = (): void => stop("SIGTERM");
  // Before there is a command: one that starts faster than we listen would be left behind.
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
    // What it left running would outlive what it was started for.
    if (hasGroup) tell("SIGKILL");
    return EXIT.interrupted;
  } finally {
    clearTimeout(killing);
    process.off("SIGINT", onInt).off("SIGTERM", onTerm);
  }
}
