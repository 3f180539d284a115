/**
 * Which Python a release of Splunk runs a script with, by the settings of its stanza, and what it says of values that it
 * does not know. Ground: alert_actions.conf.spec, server.conf.spec and messages.conf of each release; «Changes to Splunk
 * Enterprise with Python 3».
 */
import type { AlertAction } from "../../addon/addon.ts";
import type { Problem } from "../../errors.ts";
import type { Setting } from "../../conf/layered-conf.ts";
import { SPLUNK_RELEASES } from "../../platforms/splunk-releases.ts";
import type { SplunkProfile } from "../../platforms/splunk-profile.ts";

export interface PythonSettings {
  /** Setting `python.required`: `3.9, 3.13`. Splunk 10.2 and newer read it. */
  readonly required?: string | undefined;
  /** Setting `python.version`: `python3`, `python3.9`, `latest`, `default`. */
  readonly version?: string | undefined;
  /** server.conf `[general] python.version`, where an administrator changed it. */
  readonly system?: string | undefined;
}

export interface RuledPython {
  /** Minor versions, the one that Splunk would use first. */
  readonly wanted: readonly [string, ...string[]];
  readonly by: string;
}

export function ruledPython(settings: PythonSettings, profile: SplunkProfile): RuledPython {
  const required = byRequired(settings.required ?? "", profile);
  if (required !== undefined) return required;
  const system = settings.system?.trim() || profile.systemPython;
  // Splunk 9.3: «apps cannot override force_python3».
  if (system === "force_python3")
    return { wanted: [profile.forced], by: `force_python3 of Splunk ${profile.version}` };
  return byVersion(settings.version?.trim() ?? "", system, profile);
}

/** The highest that the package has. It beats `python.version`, and `force_python3` too. Seen: an action on 10.4.4. */
function byRequired(required: string, profile: SplunkProfile): RuledPython | undefined {
  const { requiredValues, pythons, latest } = profile;
  if (requiredValues === undefined) return undefined;
  const listed = new Set(valuesOf(required).map((value) => (value === "latest" ? latest : value)));
  const [first, ...others] = pythons.filter((version) => listed.has(version)).toReversed();
  if (first === undefined) return undefined;
  return { wanted: [first, ...others], by: `python.required = ${required}` };
}

/** An administrator changed server.conf, so that stanzas may choose. What is no version is left to the system. */
function byVersion(version: string, system: string, profile: SplunkProfile): RuledPython {
  for (const [key, value] of [
    ["python.version", version],
    ["python.version of server.conf", system],
  ] as const) {
    const minor = value === "latest" ? profile.latest : /^python(3\.\d+)$/.exec(value)?.[1];
    if (minor !== undefined && profile.pythons.includes(minor))
      return { wanted: [minor], by: `${key} = ${value}` };
    if (value === "python3")
      return { wanted: [profile.pythons[0] ?? profile.forced], by: `${key} = ${value}` };
  }
  return { wanted: [profile.forced], by: `the default of Splunk ${profile.version}` };
}

function valuesOf(required: string): string[] {
  return required
    .split(",")
    .map((text) => text.trim())
    .filter((text) => text !== "");
}

/** Notes on what this release does not know. */
export function checkPythonSettings(action: AlertAction, profile: SplunkProfile): Problem[] {
  const { settings } = action.stanza;
  return [
    ...checkVersion(action.name, settings.get("python.version"), profile),
    ...checkRequired(action.name, settings.get("python.required"), profile),
  ];
}

function checkVersion(
  action: string,
  setting: Setting | undefined,
  { version, versionValues }: SplunkProfile,
): Problem[] {
  const value = setting?.value.trim() ?? "";
  if (setting === undefined || value === "" || versionValues.includes(value)) return [];
  return [
    {
      code: "ADDON_UNKNOWN_PYTHON",
      // messages.conf, SENDMODALERT:INVALID_PYTHON_VERSION, the same in all.
      message: `The Python version '${value}' for modular alert '${action}' in alert_actions.conf is invalid.`,
      hint: `Splunk ${version} knows ${versionValues.join(", ")}. Write python3, or leave python.version out.`,
      where: setting.where,
    },
  ];
}

function checkRequired(
  action: string,
  setting: Setting | undefined,
  profile: SplunkProfile,
): Problem[] {
  const value = setting?.value.trim() ?? "";
  if (setting === undefined || value === "") return [];
  const code = "ADDON_UNKNOWN_PYTHON";
  const { where } = setting;
  const { version, requiredValues } = profile;
  if (requiredValues === undefined) {
    const first = SPLUNK_RELEASES.find((release) => release.requiredValues !== undefined);
    const { file, line = 0 } = where;
    return [
      {
        code,
        // What `btool check` says of a key without a spec.
        message: `Invalid key in stanza [${action}] in ${file}, line ${line}: python.required (value: ${value}).`,
        hint: `Splunk ${version} ignores it: python.required is a setting from ${first?.version ?? ""} on.`,
        where,
      },
    ];
  }
  const unknown = valuesOf(value).filter((required) => !requiredValues.includes(required));
  if (unknown.length === 0) return [];
  return [
    {
      code,
      // Guess: the words of the message on python.version, since there is none on python.required.
      message: `The Python version '${unknown.join(", ")}' for modular alert '${action}' in alert_actions.conf is invalid.`,
      hint: `python.required of Splunk ${version} takes ${requiredValues.join(", ")}.`,
      where,
    },
  ];
}
