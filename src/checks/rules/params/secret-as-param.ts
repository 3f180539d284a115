/** AR039: A secret is declared as a plain parameter. */
import type { Check } from "../../rule/check.ts";

export const secretAsParam: Check = {
  id: "AR039",
  name: "secret-as-param",
  severity: "warning",
  title: "A secret is declared as a plain parameter",
  why: "Splunk writes `param.*` to savedsearches.conf in plain text, shows it to everyone who may read the search, and sends it in the payload. storage/passwords is the place for secrets. Ground: Splunk's «Secret storage».",
  bad: { password: { "default/alert_actions.conf": "[ping]\nparam.api_password =\n" } },
  good: {
    "its name only": {
      "default/alert_actions.conf": "[ping]\nparam.password_name =\nparam.tokenize =\n",
    },
  },
  *run({ programs }) {
    for (const { action } of programs) {
      for (const [name, { where }] of action.params) {
        if (!/(?:^|_)(?:password|passwd|secret|api_?key|api_?token|auth_?token|token)$/i.test(name))
          continue;
        yield {
          message: `[${action.name}] \`param.${name}\` looks like a secret and is stored in plain text`,
          where,
          hint: "Store it in storage/passwords, and let the parameter name the entry.",
        };
      }
    }
  },
};
