/** AR020. Stands for the reading of param._cam by cim_actions and Enterprise Security. */
import type { Check } from "../../rule/check.ts";

export const camInvalid: Check = {
  id: "AR020",
  name: "cam-invalid",
  severity: "error",
  title: "`param._cam` is not one JSON object",
  why: "Enterprise Security parses `param._cam` as JSON. It does not offer a response whose `_cam` does not parse, and an ad hoc call ends in an error. Ground: alert_actions.conf.spec of Splunk_SA_CIM.",
  bad: {
    "no JSON": { "default/alert_actions.conf": "[ping]\nparam._cam = {task: scan}\n" },
    "a list": { "default/alert_actions.conf": '[ping]\nparam._cam = ["scan"]\n' },
    "lines without a backslash": {
      "default/alert_actions.conf": '[ping]\nparam._cam = {\n  "task": ["scan"] }\n',
    },
  },
  good: {
    "one line": { "default/alert_actions.conf": '[ping]\nparam._cam = {"task": ["scan"]}\n' },
    "no _cam": { "default/alert_actions.conf": "[ping]\n" },
  },
  *run({ programs }) {
    for (const { action } of programs) {
      const problem = action.camProblem;
      if (problem === undefined) continue;
      yield {
        message: problem.message,
        where: problem.where ?? action.where,
        hint: problem.hint ?? "Write one JSON object.",
      };
    }
  },
};
