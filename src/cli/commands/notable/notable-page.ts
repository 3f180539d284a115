/** What `ar-sim notable` takes, and what its help says. */
import type { CommandPage } from "../../command-line/command-page.ts";
import { NOTABLE_OPTIONS } from "../../options/row-options.ts";

export const notablePage: CommandPage = {
  about: "Edit the JSON that it prints, then use it with ar-sim run --notable FILE.",
  examples: ["ar-sim notable new --domain network --set src=192.0.2.7 > notable.json"],
  verbs: { new: "Prints a notable event." },
  groups: { Options: NOTABLE_OPTIONS },
};
