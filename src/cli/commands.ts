/** The commands by name. Each is loaded only when it is called. */
import { HarnessError } from "../errors.ts";

/** Takes what follows the command's name; gives the exit code. */
export type Command = (argv: readonly string[]) => Promise<number>;

const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  run: async () => (await import("./commands/run.ts")).run,
  search: async () => (await import("./commands/search.ts")).search,
  test: async () => (await import("./commands/test.ts")).test,
  validate: async () => (await import("./commands/validate.ts")).validate,
  check: async () => (await import("./commands/check.ts")).check,
  doctor: async () => (await import("./commands/doctor.ts")).doctor,
  explain: async () => (await import("./commands/explain.ts")).explain,
  serve: async () => (await import("./commands/serve.ts")).serve,
  snapshots: async () => (await import("./commands/snapshots.ts")).snapshots,
  "merge-reports": async () => (await import("./commands/merge-reports.ts")).mergeReports,
  notable: async () => (await import("./commands/notable.ts")).notable,
  python: async () => (await import("./commands/python.ts")).python,
};

export function findCommand(word: string | undefined): Command {
  if (word === undefined || word === "help" || word === "--help" || word === "-h") {
    return async ([asked]) => {
      if (asked !== undefined && !Object.hasOwn(COMMANDS, asked)) throw await unknown(asked);
      return (await import("./commands/help.ts")).help(asked);
    };
  }
  if (word === "--version" || word === "-V" || word === "-v" || word === "version") {
    return async () => (await import("./commands/help.ts")).version();
  }
  const load = Object.hasOwn(COMMANDS, word) ? COMMANDS[word] : undefined;
  return async (argv) => {
    if (load === undefined) throw await unknown(word);
    const end = argv.indexOf("--");
    const options = end < 0 ? argv : argv.slice(0, end);
    if (options.includes("--help") || options.includes("-h")) {
      return (await import("./commands/help.ts")).help(word);
    }
    return (await load())(argv);
  };
}

async function unknown(word: string): Promise<HarnessError> {
  const { nearest } = await import("../text/nearest.ts");
  const meant = nearest(word, Object.keys(COMMANDS));
  const guess = meant === undefined ? "" : `Did you mean \`ar-sim ${meant}\`? `;
  return new HarnessError("CLI_USAGE", `there is no command \`${word}\``, {
    hint: `${guess}\`ar-sim --help\` lists all commands.`,
  });
}
