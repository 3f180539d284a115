/** AR041: A result tag on an eventtype that there is not. */
import { readTags } from "../../addon/read-tags.ts";
import type { Check } from "../check.ts";

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
    "no eventtype=": { "default/tags.conf": "[ping_results]\nmodaction_result = enabled\n" },
  },
  good: {
    "it fits": {
      "default/eventtypes.conf": "[ping_results]\nsearch = x\n",
      "default/tags.conf": "[eventtype=ping_results]\nmodaction_result = enabled\n",
    },
  },
  *run({ addon }) {
    for (const { field, value, tag, where } of readTags(addon)) {
      if (!/^modaction(?:_result)?$/.test(tag)) continue;
      if (field !== "" && field !== "eventtype") continue;
      if (field === "eventtype" && addon.conf("eventtypes").stanzas.has(value)) continue;
      yield {
        message:
          field === ""
            ? `[${value}] tags nothing: the stanza must be [eventtype=${value}]`
            : `[eventtype=${value}] tags an eventtype that there is not`,
        where,
        hint: "Name the eventtype as eventtypes.conf does.",
      };
    }
  },
};
