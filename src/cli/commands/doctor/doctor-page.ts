/** What `ar-sim doctor` takes, and what its help says. */
import type { CommandPage } from "../../command-line/command-page.ts";
import { flag, type OptionSet } from "../../command-line/option.ts";
import { PACKAGE_OPTIONS, PYTHON_OPTIONS, TRACE_OPTIONS } from "../../options/addon-options.ts";
import { ENV_OPTIONS } from "../../options/env-options.ts";
import { PARAM_OPTIONS } from "../../options/param-options.ts";
import { port, SPLUNKD_OPTIONS } from "../../options/splunkd-options.ts";

interface DoctorValues {
  readonly "splunkd-port": number | undefined;
  readonly json: boolean;
}

export const DOCTOR_OPTIONS: OptionSet<DoctorValues> = {
  "splunkd-port": port(
    "The port of the stand-in. Default: 8089, or a free port if that is in use.",
  ),
  json: flag("Prints one JSON document, errors too."),
};

export const doctorPage: CommandPage = {
  about: `Follows the response from the form on a notable event to the drilldown: which link of the chain holds, which is
broken, and why. Each link is proved by the files of the add-on or by a real run on a notable event. A link that nothing
proves is unknown.

Then lists the Pythons on this machine, what each makes of the action's scripts, and which of Splunk's ports are free.`,
  examples: ["ar-sim doctor my_action --param foo=bar"],
  groups: {
    "Add-on": { ...PACKAGE_OPTIONS, ...PYTHON_OPTIONS, ...TRACE_OPTIONS },
    Trigger: { ...PARAM_OPTIONS, ...ENV_OPTIONS },
    "REST API of splunkd": {
      ...SPLUNKD_OPTIONS,
      "splunkd-port": DOCTOR_OPTIONS["splunkd-port"],
    },
    Output: { json: DOCTOR_OPTIONS.json },
  },
  notes: async () =>
    "Exit code: 0 if no link is broken, 1 if one is, 2 if the add-on cannot be read or an option is wrong.",
};
