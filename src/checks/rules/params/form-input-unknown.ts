/** AR033: An input of the form sets no parameter of the action. */
import type { AlertAction } from "../../../addon/addon.ts";
import { nearest } from "../../../text/nearest.ts";
import { type Form, formsOf } from "../../facts/forms.ts";
import { savedSearchSpec } from "../../facts/spec-params.ts";
import type { Check, Observation } from "../../rule/check.ts";

export const formInputUnknown: Check = {
  id: "AR033",
  name: "form-input-unknown",
  severity: "warning",
  title: "An input of the form sets no parameter of the action",
  why: "Splunk Web saves an input as `action.<action>.param.<name>`. Enterprise Security refuses an ad hoc call with a parameter that the stanza does not declare. Ground: Splunk's «Create custom alert configuration forms».",
  bad: {
    "no such parameter": {
      "default/alert_actions.conf": "[ping]\nparam.url =\n",
      "default/data/ui/alerts/ping.html": '<form><input name="action.ping.param.uri"></form>',
    },
    "another action": {
      "default/alert_actions.conf": "[ping]\nparam.url =\n",
      "default/data/ui/alerts/ping.html": '<form><input name="action.pong.param.url"></form>',
    },
  },
  good: {
    declared: {
      "default/alert_actions.conf": "[ping]\nparam.url =\n",
      "default/data/ui/alerts/ping.html": '<form><input name="action.ping.param.url"></form>\n',
    },
  },
  *run(facts) {
    const described = savedSearchSpec(facts);
    for (const form of formsOf(facts)) {
      const action = facts.programs.find((program) => program.action.name === form.action)?.action;
      if (action === undefined) continue;
      const params = described.filter((param) => param.action === action.name);
      const inSpec = new Set(params.map((param) => param.param));
      for (const input of form.inputs) yield* judge(input, action, inSpec);
    }
  },
};

/** `inSpec`: parameters of the action that savedsearches.conf.spec describes. */
function* judge(
  { name, where }: Form["inputs"][number],
  action: AlertAction,
  inSpec: ReadonlySet<string>,
): Generator<Observation> {
  const prefix = `action.${action.name}.`;
  if (!name.startsWith(prefix)) {
    const message = `the input \`${name}\` is not for [${action.name}]`;
    yield { message, where, hint: `Write ${prefix}param.<name>.` };
  }
  if (!name.startsWith(`${prefix}param.`)) return;
  const param = name.slice(`${prefix}param.`.length);
  const isAdaptive = action.params.has("_cam");
  if (action.params.has(param) || (!isAdaptive && inSpec.has(param))) return;
  const add = `Add \`param.${param} =\` to the stanza.`;
  const names = [...action.params.keys()].filter((known) => known !== "_cam");
  const slip = nearest(param, names);
  yield {
    severity: isAdaptive ? undefined : "info",
    message: `the input \`${param}\` sets a parameter that [${action.name}] does not declare`,
    where,
    hint: slip === undefined ? add : `Did you mean \`${slip}\`? Otherwise: ${add}`,
  };
}
