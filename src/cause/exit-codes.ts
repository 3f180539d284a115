/** What exit codes of alert actions mean, by the framework that a script is written with. Data alone. */

export interface ExitCode {
  readonly code: number;
  readonly meaning: string;
}

export interface Framework {
  readonly name: string;
  /** Marks of the framework in a script. undefined: what holds for all. */
  readonly marks: RegExp | undefined;
  readonly codes: readonly ExitCode[];
}

/** A subclass of the base class of both. Add-on Builder's modules have its prefix. */
const UCC = /\bModularAlertBase\b/;

/**
 * Ground: splunktaucclib (Apache-2.0): its base class of alert actions, of 8.0.0 and of 8.0.1; Add-on Builder: the
 * messages and codes that add-ons made with it show in public; the template of custom alert actions on dev.splunk.com,
 * which public chat and webhook actions follow; `_queuework` of the Common Action Model; CPython's own codes; signal(7).
 */
export const FRAMEWORKS: readonly Framework[] = [
  {
    name: "splunktaucclib",
    marks: UCC,
    codes: [
      {
        code: 1,
        meaning: "the first argument is not `--execute`, or an exception was not caught",
      },
      {
        code: 2,
        meaning:
          "the results file is missing, is no gzip, or is no CSV; the first row has an invalid rid; splunkd gave no log level; or an exception left process_event(). Up to 8.0.0, a bad results file ended in a traceback and code 1",
      },
      { code: 3, meaning: "a required parameter has no value" },
      { code: 5, meaning: "an unexpected exception in process_event()" },
    ],
  },
  {
    name: "Add-on Builder",
    marks: /alert_actions_base|modalert_\w+_helper/,
    codes: [
      {
        code: 1,
        meaning: "the first argument is not `--execute`, or an exception was not caught",
      },
      { code: 2, meaning: "there is no results file, or it cannot be read" },
      { code: 3, meaning: "a required parameter has no value" },
      {
        code: 4,
        meaning:
          "AttributeError or TypeError: a name that the helper does not have, or a value of another type",
      },
      { code: 5, meaning: "an unexpected exception in process_event()" },
    ],
  },
  {
    name: "Splunk's template (Slack, webhook, chat)",
    marks: /Unsupported execution mode/,
    codes: [
      { code: 1, meaning: "the first argument is not `--execute`" },
      { code: 2, meaning: "the request failed, or was answered with an error" },
      { code: 3, meaning: "an unexpected exception" },
    ],
  },
  {
    name: "cim_actions (ModularAction)",
    marks: /\bcim_actions\b/,
    codes: [
      {
        code: 0,
        meaning: "the end, also after the work was queued for a worker of Adaptive Response Relay",
      },
      {
        code: 3,
        meaning:
          "by custom, an exception that the script caught; its text is in the line with action_status=failure",
      },
    ],
  },
];

/** Of any program. */
export const GENERAL: readonly ExitCode[] = [
  { code: 0, meaning: "no error" },
  { code: 1, meaning: "Python: an exception that nobody caught, or sys.exit() with a text" },
  { code: 2, meaning: "Python: the script was not found; argparse: wrong arguments" },
  { code: 120, meaning: "Python: stdout or stderr could not be written at the end" },
  { code: 126, meaning: "shell: the program is not executable" },
  { code: 127, meaning: "shell: the program was not found" },
  { code: 130, meaning: "ended by SIGINT (128 + 2)" },
  { code: 137, meaning: "ended by SIGKILL (128 + 9): out of memory, or killed at maxtime" },
  { code: 143, meaning: "ended by SIGTERM (128 + 15)" },
];

/** The frameworks whose marks are in a text. Add-on Builder's classes have the name of the other's base class too. */
export function frameworksIn(text: string): readonly Framework[] {
  const fitting = FRAMEWORKS.filter(({ marks }) => marks?.test(text) === true);
  const [first, second] = fitting;
  return first?.name === "splunktaucclib" && second?.name === "Add-on Builder"
    ? fitting.slice(1)
    : fitting;
}
