/** AR075: Mode U of open does not exist from Python 3.11 on. */
import { argument, calls, plainText } from "../../reading/python/calls.ts";
import type { Check } from "../../rule/check.ts";

export const modeRu: Check = {
  id: "AR075",
  name: "mode-ru",
  severity: "warning",
  title: "Mode `U` of `open` does not exist from Python 3.11 on",
  why: '`open(path, "rU")` is a ValueError from Python 3.11 on; Splunk 10.2 runs 3.13. Ground: «What\'s New In Python 3.11».',
  bad: { rU: { "default/alert_actions.conf": "[ping]\n", "bin/ping.py": 'open("a", "rU")\n' } },
  good: { r: { "default/alert_actions.conf": "[ping]\n", "bin/ping.py": 'open("a", "r")\n' } },
  *run(facts) {
    for (const { call, where } of calls(facts, "open")) {
      const mode = plainText(argument(call, 1, "mode"));
      if (mode === undefined || !/^[rbtU]{2,3}$/.test(mode) || !mode.includes("U")) continue;
      yield {
        message: `open(…, "${mode}") is a ValueError from Python 3.11 on`,
        where,
        hint: "Remove the U: Python reads all line endings alike anyway.",
      };
    }
  },
};
