/** What `ar-sim check` takes, and what its help says. */
import {
  CHECK_FORMATS,
  checkFormats,
  type CheckFormatName,
} from "../../../reporters/check/check-formats.ts";
import { FOLLOW_LINKS } from "../../options/addon-options.ts";
import type { CommandPage } from "../../command-line/command-page.ts";
import { TARGETS } from "../../../platforms/targets.ts";
import { choice, flag, type OptionSet, repeatable, text } from "../../command-line/option.ts";

export interface CheckValues {
  readonly app: string | undefined;
  readonly only: readonly string[];
  readonly ignore: readonly string[];
  readonly target: readonly string[];
  readonly python: string | undefined;
  readonly "app-id": string | undefined;
  readonly also: readonly string[];
  readonly "follow-links": boolean;
  readonly fix: boolean;
  readonly "dry-run": boolean;
  readonly format: CheckFormatName | undefined;
}

export const CHECK_OPTIONS: OptionSet<CheckValues> = {
  app: text("PATH", "The same as the argument PATH."),
  only: repeatable("RULE", "Checks only this rule, by id or name. A list with commas works too."),
  ignore: repeatable("RULE", "Leaves this rule out."),
  target: repeatable(
    "NAME",
    "Judges for this target, such as 10.2, cloud, es8 or py3.13. A list with commas works too.",
  ),
  python: text(
    "PATH|VERSION",
    "The Python that parses the scripts. Default: the one that would run them.",
  ),
  "app-id": text("NAME", "The name of the add-on's folder in etc/apps."),
  also: repeatable("DIR", "Another add-on beside it, which may replace one of its actions."),
  "follow-links": FOLLOW_LINKS,
  fix: flag("Corrects what has one right answer, then checks again."),
  "dry-run": flag("With --fix: shows the corrections as a diff and writes nothing."),
  format: choice(CHECK_FORMATS, "How the findings are printed. Default: text."),
};

/** What help and docs say of each. */
export const FORMAT_ROWS: Readonly<Record<string, string>> = Object.fromEntries(
  CHECK_FORMATS.map((name) => [name, `${checkFormats[name].about}.`]),
);

/** What help and docs say of the targets. */
export const TARGET_ROWS: Readonly<Record<string, string>> = Object.fromEntries(
  TARGETS.map(({ name, label }) => [name, `${label}.`]),
);

export const checkPage: CommandPage = {
  about: `Reads an add-on as Splunk, Enterprise Security and Python would, without running it, and tells you what will
break: file, line, reason, and what to do. Python's own ast reads the scripts.

PATH is a folder or a package (.spl, .tgz, .tar.gz, .zip). Default: this folder, or the nearest folder above it that is
an add-on.`,
  examples: ["ar-sim check my-addon", "ar-sim explain AR001"],
  groups: { Options: CHECK_OPTIONS },
  lists: { Formats: FORMAT_ROWS, Targets: TARGET_ROWS },
  notes: async () =>
    "Exit code: 0 if there is no error, 1 if there are errors, 2 if the add-on cannot be read or an option is wrong.",
};
