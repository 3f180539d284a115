/** Runs a command beside the stand-in. A signal to this process first ends the command: it gets the signal, time, then SIGKILL. */
import { EXIT } from "../../exit-code.ts";
import { type CommandBeside, startBeside } from "./start-beside.ts";

/** How long a command may take to stop, such as a test runner that cleans up. */
const GRACE_MS = 5000;

type StopSignal = "SIGINT" | "SIGTERM";

/** Gives the exit code of the command, as a shell does, or 130. */
export async function execBeside(
  command: string,
  env: Readonly<Record<string, string>>,
): Promise<number> {
  // A command in its own process group could not read from the terminal.
  // A command in its own process group could not read from the terminal.
  const beside = process.stdin.isTTY === true ? "terminal" : "group";
  let running: CommandBeside | undefined;
  let signals = 0;
  let killing: NodeJS.Timeout | undefined;
  const stop = (signal: StopSignal): void => {
    signals += 1;
    // The command got Ctrl-C from the terminal too, and may go on, as a shell does.
    if (beside === "terminal" && signal === "SIGINT" && signals === 1) return;
    if (killing !== undefined) {
      running?.kill("SIGKILL");
      return;
    }
    running?.kill(signal);
    killing = setTimeout(() => {
      process.stderr.write("the command did not stop, so it is killed\n");
      running?.kill("SIGKILL");
    }, GRACE_MS);
  };
  const onInt = (): void => stop("SIGINT");
  const onTerm = (): void => stop("SIGTERM");
  // Before the command starts: a signal that comes sooner would leave it behind.
  process.on("SIGINT", onInt).on("SIGTERM", onTerm);
  try {
    running = await startBeside(command, { ...process.env, ...env }, beside);
    if (killing !== undefined) running.kill("SIGKILL");
    const code = await running.ended;
    if (killing === undefined) {
      running.leave();
      return code;
    }
    // Processes that it left would outlive the stand-in.
    await running.close();
    return EXIT.interrupted;
  } finally {
    clearTimeout(killing);
    process.off("SIGINT", onInt).off("SIGTERM", onTerm);
  }
}
