/** AR145: A value of python.version or python.required that a target does not take. */
import type { AlertAction } from "../../../addon/addon.ts";
import { TARGETS } from "../../../platforms/targets.ts";
import type { Check, Observation } from "../../rule/check.ts";
import { releaseScope, targetScope } from "../../targets/scope.ts";

export const pythonSetting: Check = {
  id: "AR145",
  name: "python-setting",
  severity: "warning",
  title: "A value of python.version or python.required that a target does not take",
  why: "Each Splunk knows its own values: `python3.9` and `latest` came with 9.3, python.required with 10.2. Splunk says that the Python version is invalid. For Splunk Cloud, AppInspect also wants both settings, and 3.13 in python.required; splunkd 10.2 takes `latest`, and AppInspect does not. `python.version = python3` beside `python.required = 3.9, 3.13` is taken everywhere. Ground: alert_actions.conf.spec of each release; AppInspect 4.3.1.",
  bad: {
    "no Splunk has it": {
      "default/alert_actions.conf": "[ping]\npython.version = python3.13\n",
    },
    "a Python that Splunk does not have": {
      "default/alert_actions.conf":
        "[ping]\npython.version = python3\npython.required = 3.12, 3.13\n",
    },
  },
  good: {
    "taken everywhere": {
      "default/alert_actions.conf":
        "[ping]\npython.version = python3\npython.required = 3.9, 3.13\n",
    },
    "by newer ones": { "default/alert_actions.conf": "[ping]\npython.version = python3.9\n" },
  },
  *run({ programs }) {
    for (const { action } of programs) {
      yield* judgeVersion(action);
      yield* judgeRequired(action);
    }
  },
};

const HINT = "Write `python.version = python3` and `python.required = 3.9, 3.13`.";

function* judgeVersion({ name, stanza }: AlertAction): Generator<Observation> {
  const version = stanza.settings.get("python.version");
  const value = version?.value.trim() ?? "";
  if (version === undefined || value === "") return;
  const releases = TARGETS.filter(({ release }) => release !== undefined);
  const without = releases.filter(({ release }) => release?.versionValues.includes(value) !== true);
  if (without.length === 0) return;
  const isUnknown = without.length === releases.length;
  yield {
    message: isUnknown
      ? `[${name}] python.version = ${value}: no Splunk knows this value`
      : `[${name}] python.version = ${value}: ${without.map(({ label }) => label).join(", ")} do not know this value`,
    where: version.where,
    hint: HINT,
    scope: {
      ...targetScope(
        without.map((target) => target.name),
        isUnknown ? "in every Splunk" : "before Splunk 9.3",
      ),
      countsAlways: isUnknown,
      isOlder: !isUnknown,
    },
  };
}

function* judgeRequired({ name, stanza }: AlertAction): Generator<Observation> {
  const required = stanza.settings.get("python.required");
  if (required === undefined || required.value.trim() === "") return;
  const words = required.value.split(",").map((word) => word.trim());
  const newest = TARGETS.find((target) => target.kind === "cloud")?.release?.requiredValues ?? [];
  const unknown = words.filter((word) => !newest.includes(word));
  const { where } = required;
  if (unknown.length > 0) {
    const message = `[${name}] python.required = ${required.value}: Splunk does not know ${unknown.join(", ")}`;
    yield { message, where, hint: HINT, scope: releaseScope("10.2", true) };
  }
  for (const why of complaints(words, stanza.settings.has("python.version"))) {
    yield {
      message: `[${name}] python.required = ${required.value}: AppInspect complains that ${why}`,
      where,
      hint: HINT,
      scope: targetScope(["cloud"], "since AppInspect 4.3"),
    };
  }
}

function* complaints(words: readonly string[], hasVersion: boolean): Generator<string> {
  if (words.includes("latest")) yield "`latest` names no version";
  else if (!words.includes("3.13")) yield "3.13 is not in it";
  if (!hasVersion) yield "python.version is not there";
}
