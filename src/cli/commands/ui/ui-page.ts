/** What `ar-sim ui` takes, and what its help says. */
import type { CommandPage } from "../../command-line/command-page.ts";
import { flag, type OptionSet } from "../../command-line/option.ts";
import { ADDON_OPTIONS, PYTHON_OPTIONS } from "../../options/addon-options.ts";
import { FENCE_OPTIONS } from "../../options/fence-options.ts";
import { port, SPLUNKD_OPTIONS } from "../../options/splunkd-options.ts";

interface PageValues {
  readonly port: number | undefined;
  readonly "no-open": boolean;
  readonly json: boolean;
}

export const PAGE_OPTIONS: OptionSet<PageValues> = {
  port: port("The port of the page. Default: 0, which is any free port."),
  "no-open": flag("Does not open a browser."),
  json: flag("Prints the address as one line of JSON, errors too. Opens no browser."),
};

export const uiPage: CommandPage = {
  about: `Shows Incident Review in your browser: choose a notable event, run an adaptive response action on it with the form of
the add-on, and see its results. The page is on this machine alone, and its address has a token.

The page reads the add-on anew for each view. Press Ctrl-C to stop it.`,
  examples: ["ar-sim ui", "ar-sim ui --port 8765 --no-open"],
  groups: {
    "Add-on": { ...ADDON_OPTIONS, ...PYTHON_OPTIONS },
    Contents: SPLUNKD_OPTIONS,
    Fence: FENCE_OPTIONS,
    Page: PAGE_OPTIONS,
  },
};
