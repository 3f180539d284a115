/** What `ar-sim explain` takes, and what its help says. */
import type { CommandPage } from "../../command-line/command-page.ts";

export const explainPage: CommandPage = {
  about: `Prints what a rule of ar-sim check finds, why it matters, and small add-ons that show it. RULE is an id or a
name. Without RULE, prints the list of rules.

With the code of an error or a note of ar-sim, prints what it means.

With exit CODE, prints what an exit code of a script means in the frameworks of alert actions.`,
  examples: ["ar-sim explain AR001", "ar-sim explain SCENARIO_BAD_BLOB", "ar-sim explain exit 3"],
  groups: {},
};
