/** AR091: The user of the search must be allowed to run `sendalert`. */
import { parseConf } from "../../../conf/parse-conf.ts";
import { seenTroubles } from "../../reading/python/seen-troubles.ts";
import type { Check } from "../../rule/check.ts";
import type { Facts } from "../../facts/facts.ts";
import type { Where } from "../../../errors.ts";

const SENDALERT = /\|\s*sendalert\s+["'\w${%]/;

export const sendalertAllowed: Check = {
  id: "AR091",
  name: "sendalert-allowed",
  severity: "info",
  title: "The user of the search must be allowed to run `sendalert`",
  why: "Splunk refuses a search with `| sendalert` to users without the capability `run_sendalert`. Such a search may come from a script, a saved search or a macro. Ground: authorize.conf.spec.",
  bad: {
    "a saved search": {
      "default/alert_actions.conf": "[ping]\n",
      "default/savedsearches.conf": "[again]\nsearch = index=main | sendalert ping\n",
    },
    "the script": {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py":
        'def go(service, name):\n    service.jobs.oneshot("| makeresults | sendalert %s" % name)\n',
    },
  },
  good: {
    none: {
      "default/alert_actions.conf": "[ping]\ncommand = sendalert $action_name$\n",
      "bin/ping.py":
        '"""Try it: | sendalert ping"""\n# or | sendalert ping\nprint("sendalert is done")\n',
      "default/savedsearches.conf": "[again]\nsearch = index=main sendalert\n",
    },
  },
  *run(facts) {
    const inScripts = [...seenTroubles(facts, "sendalert")].map(({ where }) => where);
    for (const where of [...inConf(facts), ...inScripts]) {
      yield {
        message: "a search runs `sendalert`: Splunk refuses it to users without run_sendalert",
        where,
        hint: "Document it, or give the capability to a role in authorize.conf.",
      };
    }
  },
};

function* inConf(facts: Facts): Generator<Where> {
  for (const name of ["savedsearches", "macros"]) {
    const file = `default/${name}.conf`;
    for (const { settings } of parseConf(facts.text(file) ?? "", file).stanzas) {
      for (const { key, value, where } of settings) {
        if (/^(?:search|definition)$/.test(key) && SENDALERT.test(value)) yield where;
      }
    }
  }
}
