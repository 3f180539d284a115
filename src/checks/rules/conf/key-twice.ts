/** AR015: A setting that stands twice in its stanza. */
import { parseConf } from "../../../conf/parse-conf.ts";
import type { Check } from "../../rule/check.ts";

export const keyTwice: Check = {
  id: "AR015",
  name: "key-twice",
  severity: "warning",
  title: "A setting that stands twice in its stanza",
  why: "The later one holds, the earlier one says nothing. Ground: Splunk's «Configuration file structure».",
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
            message: `\`${key}\` of [${stanza.name}] stands in line ${first} already: this one holds`,
            where,
            hint: "Remove one of them.",
          };
        }
      }
    }
  },
};
