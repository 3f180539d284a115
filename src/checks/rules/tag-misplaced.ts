/** AR041: A result tag on an eventtype that there is not. */
import leven from "leven";
import { readTags } from "../../addon/read-tags.ts";
import type { Check } from "../check.ts";
import { fixTagStanza } from "../fix-tag-stanza.ts";

export const tagMisplaced: Check = {
  id: "AR041",
  name: "tag-misplaced",
  severity: "warning",
  title: "A result tag on an eventtype that there is not",
  why: "`[eventtype=<name>]` in tags.conf tags the eventtype of exactly that name; another name, or a stanza without `eventtype=`, tags nothing. Ground: tags.conf.spec.",
  bad: {
    "another name": {
      "default/eventtypes.conf": "[ping_results]\nsearch = x\n",
      "default/tags.conf": "[eventtype=ping_result]\nmodaction_result = enabled\n",
    },
    "a field misspelled": {
      "default/eventtypes.conf": "[ping_results]\nsearch = x\n",
      "default/tags.conf": "[eventtypes=ping_results]\nmodaction_result = enabled\n",
    },
    "no eventtype=": { "default/tags.conf": "[ping_results]\nmodaction_result = enabled\n" },
  },
  good: {
    "it fits": {
      "default/eventtypes.conf": "[ping_results]\nsearch = x\n",
      "default/tags.conf": "[eventtype=ping_results]\nmodaction_result = enabled\n",
    },
  },
  *run(facts) {
    const { addon } = facts;
    const { stanzas } = addon.conf("eventtypes");
    for (const one of readTags(addon)) {
      const { field, value, tag, where } = one;
      if (!/^modaction(?:_result)?$/.test(tag)) continue;
      // Other fields may carry tags as well: only one that is nearly `eventtype`, with the name of one, is a slip.
      const isSlip = stanzas.has(value) && leven(field.toLowerCase(), "eventtype") <= 2;
      if (field !== "" && field !== "eventtype" && !isSlip) continue;
      if (field === "eventtype" && stanzas.has(value)) continue;
      const fix = fixTagStanza(facts, one);
      yield {
        message:
          field !== "eventtype"
            ? `[${field === "" ? "" : `${field}=`}${value}] tags nothing: the stanza must be [eventtype=${value}]`
            : `[eventtype=${value}] tags an eventtype that there is not`,
        where,
        hint: "Name the eventtype as eventtypes.conf does.",
        ...(fix.length === 0 ? {} : { fix }),
      };
    }
  },
};
