/** AR040: Results are written, but no eventtype is tagged modaction_result. */
import { readTags } from "../../../addon/read/read-tags.ts";
import { explainTagging } from "../../../verdict/explain-tagging.ts";
import { isUccSource } from "../../../addon/ucc-source.ts";
import { calls } from "../../reading/python/calls.ts";
import { isAdaptive } from "../../facts/written-events.ts";
import type { Check } from "../../rule/check.ts";
import { fixResultTag } from "../../fixes/fix-result-tag.ts";

export const eventtypeMissing: Check = {
  id: "AR040",
  name: "eventtype-missing",
  severity: "warning",
  title: "Results are written, but no eventtype is tagged modaction_result",
  why: "Enterprise Security looks for the results of a response with `tag=modaction_result`. Without an eventtype of that tag, Splunk indexes the events and never shows them. Ground: the Common Action Model's conventions, as UCC builds them.",
  bad: {
    none: {
      "default/alert_actions.conf":
        '[ping]\nparam._cam = {"task": ["scan"], "subject": ["endpoint"], "category": ["Information Gathering"], "technology": [{"vendor": "x", "product": "y", "version": ["1"]}], "supports_adhoc": true}\n',
      "bin/ping.py":
        'from cim_actions import ModularAction\nm = ModularAction("", None, "ping")\nm.addevent("a", sourcetype="my:st")\nm.writeevents(index="main")\n',
    },
    "another tag": {
      "default/alert_actions.conf":
        '[ping]\nparam._cam = {"task": ["scan"], "subject": ["endpoint"], "category": ["Information Gathering"], "technology": [{"vendor": "x", "product": "y", "version": ["1"]}], "supports_adhoc": true}\n',
      "bin/ping.py":
        'from cim_actions import ModularAction\nm = ModularAction("", None, "ping")\nm.addevent("a", sourcetype="my:st")\nm.writeevents(index="main")\n',
      "default/eventtypes.conf": "[ping_results]\nsearch = index=main sourcetype=my:st\n",
      "default/tags.conf": "[eventtype=ping_results]\nmodaction = enabled\n",
    },
  },
  good: {
    tagged: {
      "default/alert_actions.conf":
        '[ping]\nparam._cam = {"task": ["scan"], "subject": ["endpoint"], "category": ["Information Gathering"], "technology": [{"vendor": "x", "product": "y", "version": ["1"]}], "supports_adhoc": true}\n',
      "bin/ping.py":
        'from cim_actions import ModularAction\nm = ModularAction("", None, "ping")\nm.addevent("a", sourcetype="my:st")\nm.writeevents(index="main")\n',
      "default/eventtypes.conf": "[ping_results]\nsearch = index=main sourcetype=my:st\n",
      "default/tags.conf": "[eventtype=ping_results]\nmodaction_result = enabled\n",
    },
    "writes nothing": {
      "default/alert_actions.conf":
        '[ping]\nparam._cam = {"task": ["scan"], "subject": ["endpoint"], "category": ["Information Gathering"], "technology": [{"vendor": "x", "product": "y", "version": ["1"]}], "supports_adhoc": true}\n',
      "bin/ping.py": 'from cim_actions import ModularAction\nm = ModularAction("", None, "ping")\n',
    },
    "made by the build": {
      "globalConfig.json": "{}",
      "default/alert_actions.conf":
        '[ping]\nparam._cam = {"task": ["scan"], "subject": ["endpoint"], "category": ["Information Gathering"], "technology": [{"vendor": "x", "product": "y", "version": ["1"]}], "supports_adhoc": true}\n',
      "bin/ping.py":
        'from cim_actions import ModularAction\nm = ModularAction("", None, "ping")\nm.addevent("a", sourcetype="my:st")\nm.writeevents(index="main")\n',
    },
  },
  *run(facts) {
    const { addon } = facts;
    if (isUccSource(addon)) return;
    if (
      addon.eventtypes.some((eventtype) =>
        eventtype.tags.some(({ name }) => name === "modaction_result"),
      )
    )
      return;
    const [first] = calls(facts, "writeevents", "addevent");
    if (first === undefined || !first.file.actions.some((name) => isAdaptive(facts, name))) return;
    const fix = fixResultTag(facts);
    yield {
      message: explainTagging(addon, readTags(addon), "modaction_result").join("; "),
      where: first.where,
      hint: "Add an eventtype for the sourcetype of the events, and tag it modaction_result in tags.conf.",
      fix,
    };
  },
};
