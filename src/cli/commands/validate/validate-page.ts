/** What `ar-sim validate` takes, and what its help says. */
import type { CommandPage } from "../../command-line/command-page.ts";
import { flag, type OptionSet, text } from "../../command-line/option.ts";
import { ADDON_OPTIONS, SPLUNK_OPTIONS } from "../../options/addon-options.ts";
import { PARAM_OPTIONS } from "../../options/param-options.ts";

interface ValidateValues {
  readonly "saved-search": string | undefined;
  readonly json: boolean;
}

export const VALIDATE_OPTIONS: OptionSet<ValidateValues> = {
  "saved-search": text(
    "NAME",
    "Checks the parameters and the settings of this search in savedsearches.conf. --param overrides the parameters.",
  ),
  json: flag("Prints one JSON document, errors too."),
};

export const validatePage: CommandPage = {
  about: `Applies the rules of restmap.conf and required_params in param._cam, and prints the message that Splunk shows for
each field that it refuses. The script does not run.

A rule runs only for a parameter that you give. Give an empty parameter as --param NAME=.`,
  examples: ["ar-sim validate my_action --param url=ftp://example.com"],
  groups: {
    "Add-on": { ...ADDON_OPTIONS, ...SPLUNK_OPTIONS },
    Parameters: { ...PARAM_OPTIONS, "saved-search": VALIDATE_OPTIONS["saved-search"] },
    Output: { json: VALIDATE_OPTIONS.json },
  },
  notes: async () =>
    "Exit code: 0 if Splunk would accept the parameters, 1 if it would refuse one or a rule cannot be read.",
};
