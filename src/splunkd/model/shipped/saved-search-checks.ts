/**
 * What Splunk itself refuses in a saved search, beside what add-ons do. Ground: `[validation:savedsearch]` and
 * `[validation:alert_action_part]` of restmap.conf, as each release ships it.
 */
import { isFrom } from "../../../platforms/splunk-profile.ts";
import type { SplunkRelease } from "../../../platforms/splunk-releases.ts";
import { RestError } from "../rest-error.ts";
import { DISPLAY_CHECKS } from "./display-checks.ts";

type Release = Pick<SplunkRelease, "version">;

interface Check {
  readonly names: readonly string[];
  isRight(value: string): boolean;
  /** The whole message. */
  message(name: string): string;
}

const email = (names: string): string[] => names.split(" ").map((name) => `action.email.${name}`);
/** Names stand in quotes, but for a few. */
const quoted =
  (wish: string) =>
  (name: string): string =>
    `Value of argument '${name}' ${wish}`;
const bare =
  (wish: string) =>
  (name: string): string =>
    `Value of argument ${name} ${wish}`;

const BOOLEAN = /^(?:[01]|t|f|true|false|y|n|yes|no|on|off)$/i;
const ADDRESS = String.raw`(?:[^@\s]+@(?:[^@\s.]+\.)+[a-z]{2,}|\$[\w.*#\- ]+(?:\{[^}]+\})?\$)`;
const ADDRESSES = new RegExp(`^${ADDRESS}(?:\\s*[,;]\\s*${ADDRESS})*$`, "i");
const SPAN =
  /^\d+(?:s(?:ec(?:onds?)?)?|m(?:in(?:utes?)?)?|h(?:rs?|ours?)?|d(?:ays?)?|mon(?:ths?)?|[umcd]s)?$/;

const ALWAYS: readonly Check[] = [
  {
    names: [
      "alert.digest_mode",
      "alert.suppress",
      "dispatch.indexedRealtime",
      ...email("sendresults sendpdf sendcsv inline"),
      ...email("include.results_link include.search include.trigger include.trigger_time"),
      ...email("include.view_link"),
    ],
    isRight: (value) => BOOLEAN.test(value),
    message: quoted("must be a boolean"),
  },
  {
    names: ["alert.suppress.period"],
    isRight: (value) => /^(?:ack|\d+[hmsd]?)$/i.test(value),
    message: bare("must be of the format <integer>[smhd]? or ack"),
  },
  {
    names: ["alert.expires"],
    isRight: (value) => /^\d+[hmsd]?$/.test(value),
    message: bare("must be of the format <integer>[smhd]?"),
  },
  {
    names: ["auto_summarize.timespan"],
    // The shipped expression wants two spans at least.
    isRight: (value) =>
      value.includes(",") && value.split(",").every((span) => SPAN.test(span.trim())),
    message: (name) => `Invalid span length syntax used for argument ${name}`,
  },
  {
    names: ["dispatch.auto_cancel", "dispatch.auto_pause"],
    isRight: (value) => /^\d+$/.test(value),
    message: quoted("must be a non-negative integer."),
  },
  {
    names: email("to cc bcc"),
    // Longer than any list of addresses, and too long for a pattern with so many ways to match.
    isRight: (value) => value.length > 10_000 || ADDRESSES.test(value),
    message: (name) => `One of the email addresses in '${name}' is invalid`,
  },
  {
    names: email("priority"),
    isRight: (value) => /^[1-5]$/.test(value),
    message: quoted("must be either '1', '2', '3', '4', '5'"),
  },
  {
    names: email("useNSSubject"),
    isRight: (value) => /^[01]$/.test(value),
    message: quoted("must be either '0' or '1'"),
  },
  ...DISPLAY_CHECKS.map(({ names, pattern, wish }): Check => ({
    names: names.map((name) => `display.${name}`),
    isRight: (value) => pattern.test(value),
    message: quoted(wish),
  })),
];

/** Those that differ from release to release. */
function checksOf(release: Release): readonly Check[] {
  const from = (version: string): boolean => isFrom(release, version);
  return [
    ...ALWAYS,
    severity(from("10.2")),
    scriptName(from("9.1")),
    lookupName(from("10.0")),
    ...(from("9.3") ? [pictures] : []),
  ];
}

/** The rule compares numbers, so `1.5` passes. Guess: before 10.2, which has the first message, the name of the setting. */
const severity = (hasMessage: boolean): Check => ({
  names: ["alert.severity"],
  isRight: (value) => Number(value) > 0 && Number(value) < 7,
  message: hasMessage
    ? quoted("must be an integer between 1 and 6 inclusive.")
    : (name) => `Invalid value for argument '${name}'`,
});

const scriptName = (isColonRefused: boolean): Check => ({
  names: ["action.script.filename"],
  isRight: (value) => !(isColonRefused ? /\.\.|[/\\:]/ : /\.\.|[/\\]/).test(value),
  message: () =>
    isColonRefused
      ? String.raw`Script filename cannot contain '..', '/', '\\', or ':'`
      : String.raw`Script filename cannot contain '..', '/', or '\\'`,
});

const lookupName = (isAnyName: boolean): Check => ({
  names: ["action.lookup.filename"],
  isRight: (value) => !/\.\.|[/\\]/.test(value) && (isAnyName || value.includes(".csv")),
  message: () =>
    isAnyName
      ? String.raw`Lookup name cannot contain '..', '/', or '\\'`
      : String.raw`Lookup filename must end with .csv and cannot contain '..', '/', or '\\'`,
});

const pictures: Check = {
  names: email("sendpng"),
  isRight: (value) => BOOLEAN.test(value),
  message: quoted("must be a boolean"),
};

/** What is wrong with settings of a saved search, in splunkd's words. An empty value takes a setting back. */
export function* savedSearchFaults(
  settings: { get(name: string): string | undefined },
  release: Release,
): Generator<{ readonly name: string; readonly message: string }> {
  for (const { names, isRight, message } of checksOf(release)) {
    for (const name of names) {
      const value = settings.get(name) ?? "";
      if (value !== "" && !isRight(value)) yield { name, message: message(name) };
    }
  }
}

/** Throws a RestError. */
export function checkSavedSearch(
  args: { get(name: string): string | undefined },
  release: Release,
): void {
  for (const { message } of savedSearchFaults(args, release)) throw new RestError(400, message);
}
