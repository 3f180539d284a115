/** AR146: A form that not every host shows or saves. */
import { type Form, formsOf } from "../../facts/forms.ts";
import type { Check, Observation } from "../../rule/check.ts";
import { targetScope } from "../../targets/scope.ts";

export const formByHost: Check = {
  id: "AR146",
  name: "form-by-host",
  severity: "warning",
  title: "A form that not every host shows or saves",
  why: "Splunk Web, Enterprise Security and ITSI draw the same file in their own ways. Enterprise Security 7 does not keep the values of `splunk-…` elements, and version 8 does not show them: each was reported by two authors. ITSI 5 may lose native controls, with their labels and saved values: its manual says so. No markup works in all of them. The rule needs `--target es7`, `es8` or `itsi5`.",
  targets: ["es7", "es8", "itsi5"],
  bad: {
    "elements of Splunk": {
      "default/alert_actions.conf": "[ping]\nparam.url =\n",
      "default/data/ui/alerts/ping.html":
        '<splunk-control-group label="URL"><splunk-text-input name="action.ping.param.url"></splunk-text-input></splunk-control-group>',
    },
    "native controls": {
      "default/alert_actions.conf": "[ping]\nparam.url =\n",
      "default/data/ui/alerts/ping.html": '<input type="text" name="action.ping.param.url">',
    },
  },
  good: {
    "a search dropdown by itself": {
      "default/alert_actions.conf": "[ping]\nparam.url =\n",
      "default/data/ui/alerts/ping.html":
        '<div class="controls"><splunk-search-dropdown name="action.ping.param.url"></splunk-search-dropdown></div>',
    },
  },
  *run(facts) {
    for (const form of formsOf(facts)) {
      if (facts.programs.some(({ action }) => action.name === form.action)) yield* judge(form);
    }
  },
};

function* judge({ file, text }: Form): Generator<Observation> {
  const line = (at: number): number => text.slice(0, at).split("\n").length;
  const ofSplunk = SPLUNK_CONTROL.exec(text);
  if (ofSplunk !== null) {
    yield {
      message: `<${ofSplunk[1]}>: Enterprise Security 7 does not keep its value, and 8 does not show it (each reported twice)`,
      where: { file, line: line(ofSplunk.index) },
      hint: "Use native controls in Bootstrap markup for Enterprise Security.",
      scope: targetScope(["es7", "es8"], "as authors report"),
    };
  }
  const native = NATIVE_CONTROL.exec(text);
  if (native !== null) {
    yield {
      message: `<${native[1]}>: ITSI 5 may lose it, its label and its saved value (documented: may be lost)`,
      where: { file, line: line(native.index) },
      hint: "Add a second action over the same script, with a form of splunk-… elements, for ITSI.",
      scope: targetScope(["itsi5"], "since ITSI 5.0"),
    };
  }
}

const SPLUNK_CONTROL = /<(splunk-(?:control-group|text-input|text-area|select|radio-input))\b/;
const NATIVE_CONTROL = /<(input|select|textarea)\b[^>]*\bname\s*=\s*["']action\./;
