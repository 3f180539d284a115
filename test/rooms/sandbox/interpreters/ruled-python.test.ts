import { expect, it } from "vitest";
import { findAction } from "../../../../src/addon/find-action.ts";
import { loadAddonFromTree } from "../../../../src/addon/load-addon.ts";
import { literalTree } from "../../../../src/addon/tree.ts";
import { splunkProfile } from "../../../../src/platforms/splunk-profile.ts";
import {
  checkPythonSettings,
  type PythonSettings,
  ruledPython,
} from "../../../../src/sandbox/interpreters/ruled-python.ts";

const first = (version: string, settings: PythonSettings): string =>
  ruledPython(settings, splunkProfile(version)).wanted[0];

/** `python.required` and `python.version` of a stanza, and the Python of each Splunk. */
it.each<[PythonSettings, Record<string, string>]>([
  [{}, { "9.2": "3.7", "9.3": "3.9", "10.0": "3.9", "10.2": "3.9", "10.4": "3.9" }],
  [{ required: "3.13" }, { "9.4": "3.9", "10.0": "3.9", "10.2": "3.13" }],
  [{ required: "3.9, 3.13" }, { "10.0": "3.9", "10.2": "3.13" }],
  [{ required: "latest" }, { "10.0": "3.9", "10.2": "3.13" }],
  [{ required: "3.9", version: "latest" }, { "10.2": "3.9" }],
  [{ required: "3.8" }, { "10.2": "3.9" }],
  [{ version: "latest" }, { "9.4": "3.9", "10.0": "3.9", "10.2": "3.9" }],
  [{ version: "python3.7" }, { "9.2": "3.7", "9.4": "3.9", "10.0": "3.9" }],
  [{ version: "python3.13" }, { "10.0": "3.9", "10.2": "3.9" }],
  [{ version: "python2" }, { "9.0": "3.7", "10.0": "3.9" }],
])("%j", (settings, pythons) => {
  for (const [version, python] of Object.entries(pythons))
    expect(first(version, settings), version).toBe(python);
});

it.each<[PythonSettings, string, string]>([
  [{ system: "python3" }, "9.4", "3.7"],
  [{ system: "python3" }, "10.0", "3.9"],
  [{ system: "python3.9" }, "9.4", "3.9"],
  [{ system: "python3.7", version: "python3.9" }, "9.4", "3.9"],
  [{ system: "python3", version: "python3.7" }, "10.0", "3.9"],
  [{ system: "unspecified", version: "latest" }, "10.2", "3.13"],
  [{ system: "unspecified" }, "9.3", "3.9"],
  [{ system: "force_python3", version: "latest" }, "10.2", "3.9"],
])("where server.conf says so: %j on %s", (settings, version, python) => {
  expect(first(version, settings)).toBe(python);
});

it("tries the others of python.required, the highest first, before the default", () => {
  const { wanted, by } = ruledPython({ required: "3.9, 3.13" }, splunkProfile("10.2"));
  expect(wanted).toEqual(["3.13", "3.9"]);
  expect(by).toBe("python.required = 3.9, 3.13");
});

function messages(settings: string, version: string): string[] {
  const addon = loadAddonFromTree(
    literalTree({ "default/alert_actions.conf": `[act]\n${settings}\n` }),
  );
  const problems = checkPythonSettings(findAction(addon), splunkProfile(version));
  for (const problem of problems)
    expect(problem).toMatchObject({ code: "ADDON_UNKNOWN_PYTHON", where: { line: 2 } });
  return problems.map(({ message }) => message);
}

const invalid = (value: string): string =>
  `The Python version '${value}' for modular alert 'act' in alert_actions.conf is invalid.`;

it("says of a python.version that a Splunk does not take what splunkd says", () => {
  expect(messages("python.version = banana", "10.0")).toEqual([invalid("banana")]);
  expect(messages("python.version = python3.13", "10.2")).toEqual([invalid("python3.13")]);
  expect(messages("python.version = latest", "9.2")).toEqual([invalid("latest")]);
  expect(messages("python.version = latest", "9.3")).toEqual([]);
  expect(messages("python.version = python3", "9.0")).toEqual([]);
});

it("says of python.required where there is no such setting what btool says", () => {
  expect(messages("python.required = 3.13", "10.0")).toEqual([
    expect.stringMatching(
      /^Invalid key in stanza \[act\] in .*alert_actions\.conf, line 2: python\.required \(value: 3\.13\)\.$/,
    ),
  ]);
  expect(messages("python.required = 3.13", "10.2")).toEqual([]);
});

it("says which values of python.required there are none of", () => {
  expect(messages("python.required = 3.9, 3.8, bogus", "10.2")).toEqual([invalid("3.8, bogus")]);
  expect(messages("python.required = 3.9, 3.13, latest", "10.2")).toEqual([]);
});
