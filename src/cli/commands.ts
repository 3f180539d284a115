/**
 * The commands, declared once for the command line, its help and the docs. What a command takes stands in its page; the
 * page and the command itself are loaded only when they are asked for.
 */
import type { Command } from "./command-line/command-page.ts";

export const COMMANDS: Readonly<Record<string, Command>> = {
  run: {
    usage: "[ACTION]",
    summary: "Runs an action and judges the result",
    page: async () => (await import("./commands/run/run-page.ts")).runPage,
    prepare: async (line) => (await import("./prepare-fence.ts")).prepareFence(line),
    load: async () => (await import("./commands/run/run.ts")).run,
  },
  search: {
    usage: "'SPL'",
    summary: "Runs a search with `sendalert` in it, as the search bar does",
    page: async () => (await import("./commands/search/search-page.ts")).searchPage,
    prepare: async (line) => (await import("./prepare-fence.ts")).prepareFence(line),
    load: async () => (await import("./commands/search/search.ts")).search,
  },
  test: {
    usage: "[FILE|FOLDER…]",
    summary: "Runs test cases that you write in YAML",
    page: async () => (await import("./commands/test/test-page.ts")).testPage,
    load: async () => (await import("./commands/test/test.ts")).test,
  },
  snapshots: {
    usage: "[review|accept|reject]",
    summary: "Shows changed snapshots, and accepts or rejects them",
    page: async () => (await import("./commands/snapshots/snapshots-page.ts")).snapshotsPage,
    load: async () => (await import("./commands/snapshots/snapshots.ts")).snapshots,
  },
  "merge-reports": {
    usage: "FILE|FOLDER…",
    summary: "Joins the reports of several machines",
    page: async () =>
      (await import("./commands/merge-reports/merge-reports-page.ts")).mergeReportsPage,
    load: async () => (await import("./commands/merge-reports/merge-reports.ts")).mergeReports,
  },
  check: {
    usage: "[PATH]",
    summary: "Finds mistakes in an add-on without running it",
    page: async () => (await import("./commands/check/check-page.ts")).checkPage,
    load: async () => (await import("./commands/check/check.ts")).check,
  },
  explain: {
    usage: "[RULE…|CODE…]",
    summary: "Explains a rule of `ar-sim check`, an error code, or an exit code",
    page: async () => (await import("./commands/explain/explain-page.ts")).explainPage,
    load: async () => (await import("./commands/explain/explain.ts")).explain,
  },
  validate: {
    usage: "[ACTION]",
    summary: "Checks parameters as Splunk does when you save a search",
    page: async () => (await import("./commands/validate/validate-page.ts")).validatePage,
    load: async () => (await import("./commands/validate/validate.ts")).validate,
  },
  doctor: {
    usage: "[ACTION]",
    summary: "Tells whether a response will show in Incident Review",
    page: async () => (await import("./commands/doctor/doctor-page.ts")).doctorPage,
    load: async () => (await import("./commands/doctor/doctor.ts")).doctor,
  },
  ui: {
    usage: "",
    summary: "Shows Incident Review in your browser, with the add-on's actions",
    page: async () => (await import("./commands/ui/ui-page.ts")).uiPage,
    load: async () => (await import("./commands/ui/ui.ts")).ui,
  },
  serve: {
    usage: "",
    summary: "Starts the stand-in for splunkd's REST API",
    page: async () => (await import("./commands/serve/serve-page.ts")).servePage,
    load: async () => (await import("./commands/serve/serve.ts")).serve,
  },
  worker: {
    usage: "",
    summary: "Answers requests of another program, such as pytest",
    page: async () => (await import("./commands/worker/worker-page.ts")).workerPage,
    load: async () => (await import("./commands/worker/worker.ts")).worker,
  },
  notable: {
    usage: "new",
    summary: "Prints a notable event for you to edit",
    page: async () => (await import("./commands/notable/notable-page.ts")).notablePage,
    load: async () => (await import("./commands/notable/notable.ts")).notable,
  },
  python: {
    usage: "setup|list",
    summary: "Lists Pythons, and installs the modules that Splunk's Python has",
    page: async () => (await import("./commands/python/python-page.ts")).pythonPage,
    load: async () => (await import("./commands/python/python.ts")).python,
  },
  completion: {
    usage: "bash|zsh|fish|powershell",
    summary: "Prints a script that completes what you type in your shell",
    page: async () => (await import("./commands/completion/completion-page.ts")).completionPage,
    load: async () => (await import("./commands/completion/completion.ts")).completion,
  },
};

const HELP_WORDS: ReadonlySet<string> = new Set(["help", "--help", "-h"]);
const VERSION_WORDS: ReadonlySet<string> = new Set(["version", "--version", "-v", "-V"]);

/** Gives the exit code. */
export async function runCommand([word, ...argv]: readonly string[]): Promise<number> {
  if (word === undefined || HELP_WORDS.has(word)) {
    const [asked] = argv;
    return printHelp(asked === undefined ? undefined : await known(asked));
  }
  if (VERSION_WORDS.has(word)) return (await import("./help.ts")).printVersion();
  const name = await known(word);
  const command = COMMANDS[name];
  if (command === undefined) return printHelp(undefined);
  const { readCommandLine } = await import("./command-line/read-command-line.ts");
  const read = readCommandLine(name, await command.page(), argv);
  if (read.asks === "version") return (await import("./help.ts")).printVersion();
  if (read.asks === "help") return printHelp(name);
  await command.prepare?.(read.line);
  return (await command.load())(read.line);
}

async function printHelp(name: string | undefined): Promise<number> {
  return (await import("./help.ts")).printHelp(COMMANDS, name);
}

async function known(word: string): Promise<string> {
  if (Object.hasOwn(COMMANDS, word)) return word;
  const { nearest } = await import("../text/nearest.ts");
  const { usage } = await import("./command-line/option.ts");
  const guess = nearest(word, Object.keys(COMMANDS));
  throw usage(`there is no command \`${word}\``, {
    hint: `${guess === undefined ? "" : `Did you mean \`ar-sim ${guess}\`? `}\`ar-sim --help\` lists all commands.`,
  });
}
