/** AR015: A setting that appears twice in its stanza. */
import { parseConf } from "../../../conf/parse-conf.ts";
import type { Check } from "../../rule/check.ts";

export const keyTwice: Check = {
  id: "AR015",
  name: "key-twice",
  severity: "warning",
  title: "A setting that appears twice in its stanza",
  why: "Splunk uses the later value and ignores the earlier one. Ground: Splunk's «Configuration file structure».",
  bad: { twice: { "default/alert_actions.conf": "[ping]\nlabel = a\nlabel = b\n" } },
  good: { once: { "default/alert_actions.conf": "[ping]\nlabel = a\n[pong]\nlabel = b\n" } },
  *run(facts) {
    for (const name of ["alert_actions", "eventtypes", "tags", "restmap"]) {
      const file = `default/${name}.conf`;
      for (const stanza of parseConf(facts.text(file) ?? "", file).stanzas) {
        const seen = new Map<string, number>();
        for (const { key, where } of stanza.settings) {
          const first = seen.get(key);
          seen.set(key, where.line ?? 0);
          if (first === undefined) continue;
          yield {
            message: `\`${key}\` of [${stanza.name}] is already in line ${first}: Splunk uses this value`,
            where,
            hint: "Remove one of them.",
          };
        }
      }
    }
  },
};
