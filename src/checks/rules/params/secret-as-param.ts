/** AR039: A secret is declared as a plain parameter. */
import type { Check } from "../../rule/check.ts";

export const secretAsParam: Check = {
  id: "AR039",
  name: "secret-as-param",
  severity: "warning",
  title: "A secret is declared as a plain parameter",
  why: "What stands in `param.*` is written in the clear to savedsearches.conf, is shown to whoever may read the search, and is in the payload. Splunk keeps secrets in storage/passwords. Ground: Splunk's «Secret storage».",
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
          message: `[${action.name}] \`param.${name}\` looks like a secret, and is kept in the clear`,
          where,
          hint: "Keep it in storage/passwords, and let the parameter name the entry.",
        };
      }
    }
  },
};
