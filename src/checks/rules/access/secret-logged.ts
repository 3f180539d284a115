/** AR092: A secret is written to a log. */
import { seenTroubles } from "../../reading/python/seen-troubles.ts";
import type { Check } from "../../rule/check.ts";
import type { Facts } from "../../facts/facts.ts";

export const secretLogged: Check = {
  id: "AR092",
  name: "secret-logged",
  severity: "warning",
  title: "A secret is written to a log",
  why: "Splunk indexes its own logs, and splunkd.log holds what a script writes to stderr or stdout. Everyone who may search `_internal` can read a password or token there. The rule finds parameters whose name says that they are secret and whose value is logged unchanged. Ground: Splunk's «Logging custom alert actions»; seen in public add-ons for Slack and HEC.",
  bad: {
    "the helper's log": {
      "default/alert_actions.conf": "[ping]\nparam.u_hectoken =\n",
      "bin/ping.py":
        'def go(helper):\n    token = helper.get_param("u_hectoken")\n    helper.log_info("token={}".format(token))\n',
    },
    "an own function": {
      "default/alert_actions.conf": "[ping]\nparam.oauth_token =\n",
      "bin/ping.py":
        'import json, sys\n\ndef log(text):\n    sys.stderr.write(text + "\\n")\n\nconfig = json.load(sys.stdin).get("configuration")\ntoken = config.get("oauth_token", "")\nlog("DEBUG calling with token=%s" % token)\n',
    },
    "an f-string": {
      "default/alert_actions.conf": "[ping]\nparam.password =\n",
      "bin/ping.py":
        'import json, logging, sys\nconfig = json.load(sys.stdin)["configuration"]\nlogging.info(f"with {config[\'password\']}")\n',
    },
    "logging's own arguments": {
      "default/alert_actions.conf": "[ping]\nparam.api_key =\n",
      "bin/ping.py":
        'import json, logging, sys\nlogger = logging.getLogger("ping")\nconfig = json.load(sys.stdin)["configuration"]\nlogger.debug("key %s", config["api_key"])\n',
    },
  },
  good: {
    masked: {
      "default/alert_actions.conf": "[ping]\nparam.token =\n",
      "bin/ping.py":
        'import sys\n\ndef mask(text):\n    return text[:2] + "***"\n\ndef go(helper):\n    token = helper.get_param("token")\n    helper.log_info("token={} of {} letters".format(mask(token), len(token)))\n    helper.log_info("there" if token else "not there")\n',
    },
    "a path that Splunk fills in": {
      "default/alert_actions.conf": "[ping]\nparam.attachment_token = $results.file$\n",
      "bin/ping.py":
        'def go(helper):\n    helper.log_info("file={}".format(helper.get_param("attachment_token")))\n',
    },
    "no secret": {
      "default/alert_actions.conf": "[ping]\nparam.url =\nparam.token_name =\n",
      "bin/ping.py":
        'def go(helper):\n    helper.log_info("url={} {}".format(helper.get_param("url"), helper.get_param("token_name")))\n',
    },
    "sent, not logged": {
      "default/alert_actions.conf": "[ping]\nparam.token =\n",
      "bin/ping.py":
        'import requests\n\ndef go(helper):\n    requests.post("https://example.com", headers={"Authorization": "Bearer %s" % helper.get_param("token")})\n',
    },
  },
  *run(facts) {
    for (const { trouble, path, where } of seenTroubles(facts, "secret-logged")) {
      const names = trouble.what.split(", ").filter((name) => !isFilled(facts, path, name));
      if (names.length === 0) continue;
      yield {
        message: `a secret is logged unchanged: ${names.join(", ")}`,
        where,
        hint: "Log whether the secret is set, not its value.",
      };
    }
  },
};

/**
 * The value of `$results.file$` and the like is no secret, whatever the parameter is called. Seen in a public add-on
 * for Jira.
 */
function isFilled(facts: Facts, path: string, name: string): boolean {
  const actions = facts.python.files.find((candidate) => candidate.path === path)?.actions ?? [];
  return facts.programs
    .filter(({ action }) => actions.includes(action.name))
    .some(({ action }) => /\$[\w.]+\$/.test(action.params.get(name)?.value ?? ""));
}
