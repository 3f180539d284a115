/** AR010: An unknown setting in alert_actions.conf. */
import type { Check } from "../../rule/check.ts";
import { nearest } from "../../../text/nearest.ts";

export const settingUnknown: Check = {
  id: "AR010",
  name: "setting-unknown",
  severity: "warning",
  title: "An unknown setting in alert_actions.conf",
  why: "Splunk ignores a misspelled setting without a message and uses the default. Ground: alert_actions.conf.spec.",
  bad: {
    misspelled: { "default/alert_actions.conf": "[ping]\npayload_fromat = json\n" },
    "without param.": { "default/alert_actions.conf": "[ping]\nurl = x\n" },
  },
  good: {
    known: {
      "default/alert_actions.conf": "[ping]\npayload_format = json\nparam.url = x\nmaxtime = 1m\n",
    },
    "tokens of an own command": {
      "default/alert_actions.conf": "[ping]\ncommand = x $action.ping.file$\nfile = y\n",
    },
  },
  *run({ programs }) {
    for (const { action } of programs) {
      for (const [key, { where }] of action.stanza.own) {
        if (KNOWN.has(key) || /^(?:param\.|alert\.execute\.cmd\.arg\.)/.test(key)) continue;
        if (action.stanza.own.has("command") && action.command.includes(key)) continue;
        if (!action.isSendalert) continue;
        const meant = nearest(key, KNOWN);
        yield {
          message: `[${action.name}] the unknown setting \`${key}\` is ignored`,
          where,
          hint:
            meant === undefined
              ? `A parameter is written \`param.${key}\`.`
              : `Did you mean \`${meant}\`?`,
        };
      }
    }
  },
};

const KNOWN: ReadonlySet<string> = new Set(
  (
    "maxresults hostname ttl maxtime track_alert command is_custom payload_format label description icon_path " +
    "forceCsvResults alert.execute.cmd python.version python.required disabled managed_by run_as_user"
  ).split(" "),
);
