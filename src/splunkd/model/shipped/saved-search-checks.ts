/**
 * What Splunk itself refuses in a saved search, beside what add-ons do. Ground: savedsearches.conf.spec and
 * alert_actions.conf.spec for what each setting takes; messages as splunkd answers them.
 */
import { RestError } from "../rest-error.ts";

interface Check {
  readonly names: readonly string[];
  isRight(value: string): boolean;
  readonly wish: string;
}

const email = (names: string): string[] => names.split(" ").map((name) => `action.email.${name}`);
const WHOLE = /^\d+$/;

const CHECKS: readonly Check[] = [
  {
    names: [
      "alert.digest_mode",
      "alert.suppress",
      "dispatch.indexedRealtime",
      ...email("sendresults sendpdf sendcsv sendpng inline"),
      ...email("include.results_link include.search include.trigger include.trigger_time"),
      ...email("include.view_link"),
    ],
    isRight: (value) => /^(?:[01]|t|f|true|false|y|n|yes|no|on|off)$/i.test(value),
    wish: "must be a boolean",
  },
  {
    names: ["alert.severity"],
    isRight: (value) => /^[1-6]$/.test(value),
    wish: "must be an integer between 1 and 6 inclusive.",
  },
  {
    names: ["alert.suppress.period"],
    isRight: (value) => /^(?:ack|\d+[hmsd]?)$/i.test(value),
    wish: "must be of the format <integer>[smhd]? or ack",
  },
  {
    names: ["alert.expires"],
    isRight: (value) => /^\d+[hmsd]?$/.test(value),
    wish: "must be of the format <integer>[smhd]?",
  },
  {
    names: ["action.email.priority"],
    isRight: (value) => /^[1-5]$/.test(value),
    wish: "must be either '1', '2', '3', '4', '5'",
  },
  {
    names: ["dispatch.auto_cancel", "dispatch.auto_pause"],
    isRight: (value) => WHOLE.test(value),
    wish: "must be a non-negative integer.",
  },
];

/** An empty value takes a setting back. Throws a RestError. */
export function checkSavedSearch(args: { get(name: string): string | undefined }): void {
  for (const { names, isRight, wish } of CHECKS) {
    for (const name of names) {
      const value = args.get(name) ?? "";
      if (value === "" || isRight(value)) continue;
      throw new RestError(400, `Value of argument '${name}' ${wish}`);
    }
  }
}
