/** AR089: A stanza that makes Splunk start another program. */
import type { AlertAction } from "../../../addon/addon.ts";
import { parseConf } from "../../../conf/parse-conf.ts";
import type { Check, Observation } from "../../rule/check.ts";
import type { Facts } from "../../facts/facts.ts";

/**
 * Actions with a script that Splunk's own apps contain. Ground: their names in Splunk's docs on alert and response
 * actions.
 */
const TAKEN: Readonly<Record<string, string>> = {
  webhook: "the webhook action of Splunk",
  logevent: "the log event action of Splunk",
  notable: "the notable event action of Enterprise Security",
  risk: "the risk action of Enterprise Security",
};
/** Those apps themselves, of which there are public copies. */
const BRINGS_THEM = /^(?:alert_webhook$|alert_logevent$|(?:DA-ESS|SA)-|Splunk_SA_)/;
const PROGRAM = ["command", "alert.execute.cmd"];

export const stanzaShadows: Check = {
  id: "AR089",
  name: "stanza-shadows",
  severity: "warning",
  title: "A stanza that makes Splunk start another program",
  why: "All apps share one alert_actions.conf. The app of the highest layer that has the stanza owns the action, and Splunk looks for the program only in its bin/, even where the stanza there is empty. `command` and `alert.execute.cmd` in local/ win over those in default/. Ground: «Configuration file precedence»; seen on a real Splunk, where an empty `[webhook]` in search/local took the action from its app.",
  bad: {
    "local/ names another program": {
      "default/alert_actions.conf": "[ping]\n",
      "local/alert_actions.conf": "[ping]\nalert.execute.cmd = try.py\n",
      "bin/ping.py": "",
      "bin/try.py": "",
    },
    "an action of Splunk": {
      "default/alert_actions.conf": "[webhook]\nlabel = My webhook\n",
      "bin/webhook.py": "",
    },
  },
  good: {
    "local/ sets a parameter": {
      "default/alert_actions.conf": "[ping]\nparam.url =\n",
      "local/alert_actions.conf": "[ping]\nparam.url = https://example.com\n",
    },
    "default/ says it as well": {
      "default/alert_actions.conf": "[ping]\nalert.execute.cmd = try.py\n",
      "local/alert_actions.conf": "[ping]\nalert.execute.cmd = try.py\n",
    },
    "in local/ alone": { "local/alert_actions.conf": "[ping]\nalert.execute.cmd = try.py\n" },
  },
  *run(facts) {
    const { addon } = facts;
    for (const action of addon.actions) {
      const headers = action.stanza.headers.filter(({ layer }) => layer.app !== "system");
      const ownHeader = headers.find(({ layer }) => layer.app === addon.appId);
      const otherHeader = headers.find(({ layer }) => layer.app !== addon.appId);
      if (ownHeader === undefined) continue;
      const taken = BRINGS_THEM.test(addon.appId) ? undefined : TAKEN[action.name];
      if (otherHeader !== undefined) {
        yield {
          message:
            action.app === addon.appId
              ? `[${action.name}] takes the action from the app ${otherHeader.layer.app}: Splunk looks for its program here`
              : `[${action.name}] is taken over by the app ${otherHeader.layer.app}: Splunk looks for its program there`,
          where: ownHeader.where,
          hint: "Alert actions need unique names across apps: rename one, or remove its stanza.",
        };
      } else if (taken !== undefined) {
        yield {
          message: `[${action.name}] is also the name of ${taken}: one of the two replaces the other`,
          where: ownHeader.where,
          hint: "Rename the action, for example with a prefix.",
        };
      }
      yield* inLocal(facts, action);
    }
  },
};

/** What local/ says of the program, where default/ has the stanza and says something else. */
function* inLocal(facts: Facts, action: AlertAction): Generator<Observation> {
  const file = "default/alert_actions.conf";
  const below = parseConf(facts.text(file) ?? "", file).stanzas.filter(
    (candidate) => candidate.name === action.name,
  );
  if (below.length === 0) return;
  for (const key of PROGRAM) {
    const setting = action.stanza.own.get(key);
    if (setting?.layer.scope !== "local" || setting.layer.app !== facts.addon.appId) continue;
    const shipped = below
      .flatMap((stanza) => stanza.settings)
      .filter((setting) => setting.key === key)
      .at(-1);
    if (shipped?.value.trim() === setting.value.trim()) continue;
    yield {
      message: `[${action.name}] local/ sets \`${key}\`: Splunk starts another program here than where the add-on is installed`,
      where: setting.where,
      hint: "Move the setting to default/, or remove it.",
    };
  }
}
