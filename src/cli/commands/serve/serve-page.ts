/** What `ar-sim serve` takes, and what its help says. */
import type { CommandPage } from "../../command-line/command-page.ts";
import { flag, type OptionSet, repeatable, text } from "../../command-line/option.ts";
import { FOLLOW_LINKS, SPLUNK_OPTIONS, type SplunkValues } from "../../options/addon-options.ts";
import { FENCE_OPTIONS } from "../../options/fence-options.ts";
import { port, SPLUNKD_OPTIONS } from "../../options/splunkd-options.ts";

interface ServeAddonValues extends SplunkValues {
  readonly app: string | undefined;
  readonly also: readonly string[];
  readonly "follow-links": boolean;
  readonly python: string | undefined;
}

export const SERVE_ADDON_OPTIONS: OptionSet<ServeAddonValues> = {
  app: text(
    "DIR",
    "The folder of the add-on. Default: this folder, or the nearest folder above it that is an add-on, else no add-on.",
  ),
  also: repeatable("DIR", "Another add-on beside it."),
  "follow-links": FOLLOW_LINKS,
  python: text(
    "PATH|VERSION",
    "The Python for the REST handlers of the add-on. Default: the one that this version of Splunk uses, else 3.9, else any Python 3.",
  ),
  ...SPLUNK_OPTIONS,
};

interface ListenValues {
  readonly port: number | undefined;
  readonly "hec-port": number | undefined;
  readonly host: string | undefined;
  readonly "no-install": boolean;
  readonly persist: string | undefined;
  readonly exec: string | undefined;
}

export const LISTEN_OPTIONS: OptionSet<ListenValues> = {
  port: port("The port of the REST API. 0: a free port. Default: 8089, or the next free port."),
  "hec-port": port("The port of the HTTP Event Collector. Default: 8088, or the next free port."),
  host: text(
    "ADDRESS",
    "The address to listen on. With another than 127.0.0.1, others can reach the stand-in, and the password of admin is that in AR_SIM_PASSWORD, that of the fixtures, or a random one. Default: 127.0.0.1.",
  ),
  "no-install": flag(
    "Refuses requests that make or install an app: apps/local and apps/appinstall.",
  ),
  persist: text("FILE", "Keeps the state in FILE between starts."),
  exec: {
    ...text(
      "COMMAND",
      "Runs COMMAND, then stops with its exit code. COMMAND gets the variables SPLUNKD_URI, SPLUNK_HOST, SPLUNK_PORT, SPLUNK_USERNAME, SPLUNK_PASSWORD, SPLUNK_SESSION_KEY and SPLUNK_HEC_URI.",
    ),
    isCommandLine: true,
  },
};

interface ServeActionValues {
  readonly "run-alerts": boolean;
  readonly transcripts: string | undefined;
}

export const SERVE_ACTION_OPTIONS: OptionSet<ServeActionValues> = {
  "run-alerts": flag(
    "Runs the scheduled searches of the add-on too, and starts the actions of each scheduled search that triggers. Default: no schedule starts an action.",
  ),
  transcripts: text(
    "DIR",
    "Writes the transcript of each action that a search starts to DIR, as JSON.",
  ),
};

interface ServeOutputValues {
  readonly json: boolean;
  readonly quiet: boolean;
  readonly "rest-bodies": boolean;
}

export const SERVE_OUTPUT_OPTIONS: OptionSet<ServeOutputValues> = {
  json: flag("Prints the addresses, the user and the session key as one line of JSON, errors too."),
  quiet: flag("Does not print requests."),
  "rest-bodies": flag(
    "Also prints the bodies of REST requests and responses, with secrets masked.",
  ),
};

export const servePage: CommandPage = {
  about: `The stand-in answers over HTTPS on this machine until you press Ctrl-C. Use it for tools, for test suites, and with
curl. It has the configuration and the endpoints of the add-on, and runs its REST handlers.`,
  examples: ['ar-sim serve --exec "pytest -q"'],
  groups: {
    "Add-on": SERVE_ADDON_OPTIONS,
    Server: LISTEN_OPTIONS,
    Contents: SPLUNKD_OPTIONS,
    Actions: SERVE_ACTION_OPTIONS,
    Fence: FENCE_OPTIONS,
    Output: SERVE_OUTPUT_OPTIONS,
  },
  notes: async () =>
    "With --on-unknown-endpoint fail and --exec, the exit code is 1 if COMMAND ended with 0 but asked for an endpoint that the stand-in does not have.",
};
