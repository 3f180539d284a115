/** The options for a debugger in the script. */
import { readTime } from "../../text/read-time.ts";
import { flag, type Option, type OptionSet, parsed, usage } from "../command-line/option.ts";
import { port } from "./splunkd-options.ts";

export interface DebugValues {
  readonly debug: number | undefined;
  readonly "debug-wait": number | undefined;
  readonly pdb: boolean;
}

/** That of debugpy's own documentation. */
const USUAL_PORT = "5678";

export const DEBUG_OPTIONS: OptionSet<DebugValues> = {
  debug: {
    ...port(
      "Lets the script wait for the debugger of your editor, at this port, and prints how to attach it. No time limit holds. It needs debugpy, which `ar-sim python setup --with debugpy` installs. Default: 5678.",
    ),
    bare: { value: USUAL_PORT, takes: (word) => /^\d+$/.test(word) },
  },
  "debug-wait": time("With --debug: how long a script waits, such as 30s. Default: 5m."),
  pdb: flag(
    "Opens pdb in the terminal where an exception ends the script, and at breakpoint(). No time limit holds then.",
  ),
};

function time(help: string): Option<number | undefined> {
  return parsed("TIME", help, (given, name) => {
    if (/^\d+(\.\d+)?\s*(ms|s|m|h)$/.test(given)) return readTime(given);
    throw usage(`${name} must be a time, not \`${given}\``, {
      hint: `Write ${name} 30s, for example.`,
    });
  });
}
