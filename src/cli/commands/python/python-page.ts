/** What `ar-sim python` takes, and what its help says. */
import type { CommandPage } from "../../command-line/command-page.ts";
import { type OptionSet, text } from "../../command-line/option.ts";
import type { PythonValues } from "../../options/addon-options.ts";

export const SETUP_OPTIONS: OptionSet<Pick<PythonValues, "python">> = {
  python: text("PATH|VERSION", "The Python that setup uses. Default: 3.9, else any Python 3."),
};

export const pythonPage: CommandPage = {
  about: `Splunk's own Python has modules that yours may lack, such as requests, six and lxml. setup installs them, in the
versions that Splunk ships, into a cached environment that ar-sim run uses from then on. It needs the Python package
index once.`,
  examples: ["ar-sim python setup", "ar-sim python list"],
  verbs: {
    setup: "Installs the modules that Splunk's Python has.",
    list: "Lists the Pythons that ar-sim run can use.",
  },
  groups: { Options: SETUP_OPTIONS },
};
