/** AR042: The result eventtype can never match what the script writes. */
import type { Eventtype } from "../../../addon/addon.ts";
import { HarnessError } from "../../../errors.ts";
import { parseSearch } from "../../../search/expression/search-parser.ts";
import type { SearchNode } from "../../../search/expression/search-tree.ts";
import type { Facts } from "../../facts/facts.ts";
import { mayMatch } from "../../reading/may-match.ts";
import { indexesOf, sourcetypesOf } from "../../facts/written-events.ts";
import type { Check } from "../../rule/check.ts";

export const eventtypeCannotMatch: Check = {
  id: "AR042",
  name: "eventtype-cannot-match",
  severity: "error",
  title: "The result eventtype can never match what the script writes",
  why: "Enterprise Security finds results by `tag=modaction_result`. The tag is on an eventtype whose search names another index or sourcetype than the script writes. `writeevents()` without an index writes to `summary`. Ground: cim_actions.py of Splunk_SA_CIM; seen in two of nine public add-ons.",
  bad: {
    "another index": {
      "default/alert_actions.conf":
        '[ping]\nparam._cam = {"task": ["scan"], "subject": ["endpoint"], "category": ["Information Gathering"], "technology": [{"vendor": "x", "product": "y", "version": ["1"]}], "supports_adhoc": true}\n',
      "bin/ping.py":
        'from cim_actions import ModularAction\nm = ModularAction("", None, "ping")\nm.addevent("a", sourcetype="my:st")\nm.writeevents(index="main")\n',
      "default/eventtypes.conf": "[ping_results]\nsearch = index=other sourcetype=my:st\n",
      "default/tags.conf": "[eventtype=ping_results]\nmodaction_result = enabled\n",
    },
    "no index given": {
      "default/alert_actions.conf":
        '[ping]\nparam._cam = {"task": ["scan"], "subject": ["endpoint"], "category": ["Information Gathering"], "technology": [{"vendor": "x", "product": "y", "version": ["1"]}], "supports_adhoc": true}\n',
      "bin/ping.py":
        'from cim_actions import ModularAction\nm = ModularAction("", None, "ping")\nm.addevent("a", sourcetype="my:st")\nm.writeevents()\n',
      "default/eventtypes.conf": "[ping_results]\nsearch = index=main\n",
      "default/tags.conf": "[eventtype=ping_results]\nmodaction_result = enabled\n",
    },
    "another sourcetype": {
      "default/alert_actions.conf":
        '[ping]\nparam._cam = {"task": ["scan"], "subject": ["endpoint"], "category": ["Information Gathering"], "technology": [{"vendor": "x", "product": "y", "version": ["1"]}], "supports_adhoc": true}\n',
      "bin/ping.py":
        'from cim_actions import ModularAction\nm = ModularAction("", None, "ping")\nm.addevent("a", sourcetype="my:st")\nm.writeevents(index="main")\n',
      "default/eventtypes.conf": "[ping_results]\nsearch = sourcetype=my:other\n",
      "default/tags.conf": "[eventtype=ping_results]\nmodaction_result = enabled\n",
    },
    "by a constant": {
      "default/alert_actions.conf":
        '[ping]\nparam._cam = {"task": ["scan"], "subject": ["endpoint"], "category": ["Information Gathering"], "technology": [{"vendor": "x", "product": "y", "version": ["1"]}], "supports_adhoc": true}\n',
      "bin/ping.py":
        'from cim_actions import ModularAction\nm = ModularAction("", None, "ping")\nST = "my:" + "s"\nm.addevent("a", ST)\nm.writeevents(index="main")\n',
      "default/eventtypes.conf": "[ping_results]\nsearch = index=main sourcetype=my:st\n",
      "default/tags.conf": "[eventtype=ping_results]\nmodaction_result = enabled\n",
    },
    "by an f-string": {
      "default/alert_actions.conf":
        '[ping]\nparam._cam = {"task": ["scan"], "subject": ["endpoint"], "category": ["Information Gathering"], "technology": [{"vendor": "x", "product": "y", "version": ["1"]}], "supports_adhoc": true}\n',
      "bin/ping.py":
        'from cim_actions import ModularAction\nm = ModularAction("", None, "ping")\nkind = "x"\nm.addevent("a", f"my:{kind}")\nm.writeevents(index="main")\n',
      "default/eventtypes.conf": "[ping_results]\nsearch = sourcetype=my:st\n",
      "default/tags.conf": "[eventtype=ping_results]\nmodaction_result = enabled\n",
    },
    "by a class attribute": {
      "default/alert_actions.conf":
        '[ping]\nparam._cam = {"task": ["scan"], "subject": ["endpoint"], "category": ["Information Gathering"], "technology": [{"vendor": "x", "product": "y", "version": ["1"]}], "supports_adhoc": true}\n',
      "bin/ping.py":
        'from cim_actions import ModularAction\nm = ModularAction("", None, "ping")\nclass A:\n    st = "my:other"\n    def go(self):\n        m.addevent("a", self.st)\n\nm.writeevents(index="main")\n',
      "default/eventtypes.conf": "[ping_results]\nsearch = sourcetype=my:st\n",
      "default/tags.conf": "[eventtype=ping_results]\nmodaction_result = enabled\n",
    },
  },
  good: {
    "it fits": {
      "default/alert_actions.conf":
        '[ping]\nparam._cam = {"task": ["scan"], "subject": ["endpoint"], "category": ["Information Gathering"], "technology": [{"vendor": "x", "product": "y", "version": ["1"]}], "supports_adhoc": true}\n',
      "bin/ping.py":
        'from cim_actions import ModularAction\nm = ModularAction("", None, "ping")\nm.addevent("a", sourcetype="my:st")\nm.writeevents(index="main")\n',
      "default/eventtypes.conf": "[ping_results]\nsearch = index=main sourcetype=my:st\n",
      "default/tags.conf": "[eventtype=ping_results]\nmodaction_result = enabled\n",
    },
    "a wildcard": {
      "default/alert_actions.conf":
        '[ping]\nparam._cam = {"task": ["scan"], "subject": ["endpoint"], "category": ["Information Gathering"], "technology": [{"vendor": "x", "product": "y", "version": ["1"]}], "supports_adhoc": true}\n',
      "bin/ping.py":
        'from cim_actions import ModularAction\nm = ModularAction("", None, "ping")\nm.addevent("a", sourcetype="my:st")\nm.writeevents(index="main")\n',
      "default/eventtypes.conf": "[ping_results]\nsearch = sourcetype=my:*\n",
      "default/tags.conf": "[eventtype=ping_results]\nmodaction_result = enabled\n",
    },
    "not known": {
      "default/alert_actions.conf":
        '[ping]\nparam._cam = {"task": ["scan"], "subject": ["endpoint"], "category": ["Information Gathering"], "technology": [{"vendor": "x", "product": "y", "version": ["1"]}], "supports_adhoc": true}\n',
      "bin/ping.py":
        'from cim_actions import ModularAction\nm = ModularAction("", None, "ping")\nimport sys\nm.addevent("a", sys.argv[1])\nm.writeevents(index=sys.argv[2])\n',
      "default/eventtypes.conf": "[ping_results]\nsearch = sourcetype=my:st\n",
      "default/tags.conf": "[eventtype=ping_results]\nmodaction_result = enabled\n",
    },
    "one of several": {
      "default/alert_actions.conf":
        '[ping]\nparam._cam = {"task": ["scan"], "subject": ["endpoint"], "category": ["Information Gathering"], "technology": [{"vendor": "x", "product": "y", "version": ["1"]}], "supports_adhoc": true}\n',
      "bin/ping.py":
        'from cim_actions import ModularAction\nm = ModularAction("", None, "ping")\nm.addevent("a", sourcetype="my:st")\nm.writeevents(index="main")\n',
      "default/eventtypes.conf": "[a]\nsearch = index=other\n[b]\nsearch = index=main\n",
      "default/tags.conf":
        "[eventtype=a]\nmodaction_result = enabled\n[eventtype=b]\nmodaction_result = enabled\n",
    },
  },
  *run(facts) {
    const tagged = facts.addon.eventtypes.filter(
      (eventtype) =>
        !eventtype.disabled && eventtype.tags.some(({ name }) => name === "modaction_result"),
    );
    if (tagged.length === 0) return;
    const trees = tagged.flatMap((eventtype) => treeOf(facts, eventtype));
    if (trees.length < tagged.length) return;
    const no = (known: ReadonlyMap<string, string>): boolean =>
      trees.every((tree) => mayMatch(tree, known) === "no");
    const fields = [
      ["index", indexesOf(facts)],
      ["sourcetype", sourcetypesOf(facts)],
    ] as const;
    const seen = new Set<string>();
    for (const [field, all] of fields) {
      for (const { text, isParameter, where } of all) {
        if (text === undefined || !no(new Map([[field, text]]))) continue;
        if (all.some((tree) => tree.where === where && tree.text !== text)) continue;
        if (seen.has(`${where.file}:${where.line}`)) continue;
        seen.add(`${where.file}:${where.line}`);
        yield {
          severity: isParameter ? "warning" : undefined,
          message: `the script writes ${field}="${text}", but ${described(tagged)} searches for another`,
          where,
          hint: `Write the ${field} of the eventtype, or let the eventtype search for ${field}="${text}".`,
        };
      }
    }
  },
};

/** Empty when it cannot be parsed: another rule reports that. */
function treeOf({ addon }: Facts, { search }: Eventtype): SearchNode[] {
  try {
    return [parseSearch(search, { macros: addon.macros }).root];
  } catch (error) {
    if (error instanceof HarnessError) return [];
    throw error;
  }
}

function described(tagged: readonly Eventtype[]): string {
  const [first] = tagged;
  return tagged.length === 1
    ? `the eventtype [${first?.name}] (eventtypes.conf:${first?.where.line}: ${first?.search})`
    : `each of the ${tagged.length} result eventtypes`;
}
