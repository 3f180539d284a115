/** The help texts: what a command does, one example, its options. */
import { EXIT } from "../exit-code.ts";
import { packageVersion } from "../package-version.ts";
import {
  helpOfCheck,
  helpOfDoctor,
  helpOfExplain,
  helpOfNotable,
  helpOfPython,
  helpOfSearch,
  helpOfServe,
  helpOfSnapshots,
  helpOfTest,
  helpOfValidate,
  helpOfMergeReports,
} from "./help-texts.ts";
import { helpOfRun } from "./help-of-run.ts";

const SHORT = `ar-sim runs, checks and tests Splunk alert actions with no Splunk installed.

  ar-sim run [ACTION]        run an action of the add-on here, and judge what it did
  ar-sim search 'SPL'        run a search, and each sendalert in it, as the search bar does
  ar-sim test [FILE…]        run scenario files, and tell what changed
  ar-sim validate [ACTION]   check parameters as Splunk does when a search is saved
  ar-sim check [PATH]        tell what is wrong with an add-on, without running it
  ar-sim doctor [ACTION]     tell whether a response will show in Incident Review, and if not, why
  ar-sim explain [RULE]      tell what a rule of check finds, and why Splunk minds
  ar-sim snapshots review    show the snapshots that wait, and take them or not
  ar-sim serve               stand in for splunkd's REST API, for tools and test suites
  ar-sim notable new         print a notable event to edit, for \`run --notable FILE\`
  ar-sim python setup        make an environment with the modules that Splunk's Python brings

  ar-sim <command> --help    options and examples of a command
  ar-sim --version

Exit codes: 0 good · 1 verdict failed · 2 wrong usage or unreadable configuration
            3 the action ended non-zero or was killed · 4 ar-sim could not work · 5 no case matched
            130 interrupted
`;

const TEXTS: Readonly<Record<string, string>> = {
  run: helpOfRun,
  check: helpOfCheck,
  doctor: helpOfDoctor,
  explain: helpOfExplain,
  search: helpOfSearch,
  test: helpOfTest,
  snapshots: helpOfSnapshots,
  notable: helpOfNotable,
  "merge-reports": helpOfMergeReports,
  validate: helpOfValidate,
  serve: helpOfServe,
  python: helpOfPython,
};

/** Of one command, or of all in short. */
export async function help(word: string | undefined): Promise<number> {
  process.stdout.write((word === undefined ? undefined : TEXTS[word]) ?? SHORT);
  return EXIT.good;
}

export async function version(): Promise<number> {
  process.stdout.write(`ar-sim ${packageVersion()}\n`);
  return EXIT.good;
}
