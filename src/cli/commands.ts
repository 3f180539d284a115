/** The commands by name. Each is loaded only when it is called. */
import { HarnessError } from "../errors.ts";

/** Takes what follows the command's name; gives the exit code. */
export type Command = (argv: readonly string[]) => Promise<number>;

const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  run: async () => (await import("./commands/run.ts")).run,
  test: async () => (await import("./commands/test.ts")).test,
  notable: async () => (await import("./commands/notable.ts")).notable,
  python: async () => (await import("./commands/python.ts")).python,
};

export function findCommand(word: string | undefined): Command {
  if (word === undefined || word === "help" || word === "--help" || word === "-h") {
    return async (argv) =>
      (await import("./commands/help.ts")).help(word === undefined ? ["--short"] : argv);
  }
  if (word === "--version" || word === "-V") {
    return async () => (await import("./commands/help.ts")).version();
  }
  const load = Object.hasOwn(COMMANDS, word) ? COMMANDS[word] : undefined;
  if (load === undefined) {
    return async () => {
      const { default: leven } = await import("leven");
      const closest = Object.keys(COMMANDS).sort((a, b) => leven(a, word) - leven(b, word))[0];
      throw new HarnessError("CLI_USAGE", `there is no command \`${word}\``, {
        hint: `Did you mean \`ar-sim ${closest}\`? \`ar-sim --help\` lists all commands.`,
      });
    };
  }
  return async (argv) => {
    if (argv.includes("--help") || argv.includes("-h")) {
      return (await import("./commands/help.ts")).help([word]);
    }
    return (await load())(argv);
  };
}
