/** Which add-on, and which Python runs it. */
import { DEFAULT_SPLUNK, SPLUNK_VERSIONS } from "../../platforms/splunk-profile.ts";
import type { SendAlertRequest } from "../../run/send-alert-request.ts";
import type { CommandLine } from "../command-line/command-page.ts";
import {
  choice,
  flag,
  type Option,
  type OptionSet,
  repeatable,
  text,
} from "../command-line/option.ts";

export interface AddonValues {
  readonly app: string | undefined;
  readonly "app-id": string | undefined;
  readonly also: readonly string[];
  readonly "follow-links": boolean;
}

export const FOLLOW_LINKS: Option<boolean> = flag(
  "Follows links that lead out of the add-on and its git checkout. By default they are not read.",
);

/** For commands that take a folder. */
export const ADDON_OPTIONS: OptionSet<AddonValues> = {
  app: text(
    "DIR",
    "The folder of the add-on. Default: this folder, or the nearest folder above it that is an add-on.",
  ),
  "app-id": text(
    "NAME",
    "The name of its folder in etc/apps. Default: the id in app.conf or app.manifest, else the name of the folder.",
  ),
  also: repeatable("DIR", "Another add-on beside it."),
  "follow-links": FOLLOW_LINKS,
};

/** For commands that take a package too. */
export const PACKAGE_OPTIONS: OptionSet<AddonValues> = {
  ...ADDON_OPTIONS,
  app: text(
    "PATH",
    "The add-on: a folder or a package (.spl, .tgz, .tar.gz, .zip). Default: this folder, or the nearest folder above it that is an add-on.",
  ),
};

export interface SplunkValues {
  readonly "splunk-version": string | undefined;
}

export const SPLUNK_OPTIONS: OptionSet<SplunkValues> = {
  "splunk-version": choice(
    SPLUNK_VERSIONS,
    `The Splunk that ar-sim behaves like. Default: \`splunkVersion\` in ar-sim.config, else ${DEFAULT_SPLUNK}.`,
  ),
};

export interface PythonValues extends SplunkValues {
  readonly python: string | undefined;
}

export const PYTHON_OPTIONS: OptionSet<PythonValues> = {
  python: text(
    "PATH|VERSION",
    "The Python that runs the script. Default: the one that this version of Splunk uses, else 3.9, else any Python 3.",
  ),
  ...SPLUNK_OPTIONS,
};

export interface TraceValues {
  readonly "trace-exceptions": boolean;
}

export const TRACE_OPTIONS: OptionSet<TraceValues> = {
  "trace-exceptions": flag(
    "Below Python 3.12: records each exception of the add-on's code, for the cause of a failure. The script runs slower. Newer Pythons always record them.",
  ),
};

/** What both options say, as a run takes it. */
export function pythonRequestOf(
  line: CommandLine,
): Pick<SendAlertRequest, "python" | "splunkVersion"> {
  const { python, "splunk-version": splunkVersion } = line.of(PYTHON_OPTIONS);
  return { python, splunkVersion };
}
