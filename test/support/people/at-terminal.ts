/** A command at a real terminal, which Python's pty makes, and somebody who types there. */
import { spawnSync } from "node:child_process";

export interface Turn {
  /** What the terminal shows before, later than what the turns before waited for. */
  readonly when: string;
  /** What is typed then. */
  readonly keys?: string;
  /** A file that is saved first, with time for the command to notice it. */
  readonly save?: readonly [path: string, text: string];
}

const TERMINAL = `
import json, os, pty, sys, time
command, turns = json.loads(sys.argv[1])
child, terminal = pty.fork()
if child == 0: os.execvp(command[0], command)
shown, seen = "", 0
while True:
    try: part = os.read(terminal, 4096).decode(errors="replace")
    except OSError: break
    if part == "": break
    shown += part
    while turns and turns[0]["when"] in shown[seen:]:
        turn = turns.pop(0)
        seen = shown.index(turn["when"], seen) + len(turn["when"])
        if "save" in turn:
            with open(turn["save"][0], "w") as file: file.write(turn["save"][1])
            time.sleep(1)
        os.write(terminal, turn.get("keys", "").encode())
print(shown, "exit", os.WEXITSTATUS(os.waitpid(child, 0)[1]))
`;

/** Gives what the terminal showed, without its control sequences, and the exit code. */
export function atTerminal(
  command: readonly string[],
  turns: readonly Turn[],
  options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
): string {
  const { stdout } = spawnSync("python3", ["-c", TERMINAL, JSON.stringify([command, turns])], {
    encoding: "utf8",
    timeout: 50_000,
    ...options,
  });
  return stdout.replace(/\u001b\[[\d;?]*[A-Za-z]/g, "").replaceAll("\r", "");
}
