/** What `ar-sim python` takes, and what its help says. */
import type { CommandPage } from "../../command-line/command-page.ts";
import { gathered, oneOf, type OptionSet, text } from "../../command-line/option.ts";
import { type Tool, TOOLS } from "../../../sandbox/interpreters/tool-folder.ts";
import type { PythonValues } from "../../options/addon-options.ts";

export interface SetupValues extends Pick<PythonValues, "python"> {
  readonly with: readonly Tool[];
}

export const SETUP_OPTIONS: OptionSet<SetupValues> = {
  python: text("PATH|VERSION", "The Python that setup uses. Default: 3.9, else any Python 3."),
  with: gathered(
    "TOOL",
    "Installs this tool for your scripts instead, in the newest version that the Python can have: coverage or debugpy.",
    (texts, option) =>
      texts.flatMap((text) => text.split(",")).map((name) => oneOf(option, name, TOOLS)),
  ),
};

export const pythonPage: CommandPage = {
  about: `Splunk's own Python has modules that yours may lack, such as requests, six and lxml. setup installs them, in the
versions that Splunk ships, into a cached environment that ar-sim run uses from then on. It needs the Python package
index once.`,
  examples: [
    "ar-sim python setup",
    "ar-sim python setup --with coverage --python 3.9",
    "ar-sim python list",
  ],
  verbs: {
    setup: "Installs the modules that Splunk's Python has.",
    list: "Lists the Pythons that ar-sim run can use.",
  },
  groups: { Options: SETUP_OPTIONS },
};
