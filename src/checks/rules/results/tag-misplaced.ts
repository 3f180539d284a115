/** AR041: A result tag on an eventtype that there is not, or one that nobody looks for. */
import { readTags } from "../../../addon/read/read-tags.ts";
import type { Check } from "../../rule/check.ts";
import { changeLine } from "../../fixes/edit-lines.ts";
import { fixTagStanza } from "../../fixes/fix-tag-stanza.ts";
import { nearest, isSlipOf } from "../../../text/nearest.ts";

const RESULT = "modaction_result";

export const tagMisplaced: Check = {
  id: "AR041",
  name: "tag-misplaced",
  severity: "warning",
  title: "A result tag on an eventtype that there is not",
  why: "`[eventtype=<name>]` in tags.conf tags the eventtype of exactly that name; another name, or a stanza without `eventtype=`, tags nothing. Enterprise Security looks for `modaction_result`, letter by letter: `modaction_results` is another tag. Ground: tags.conf.spec.",
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
    "misspelt tag": {
      "default/eventtypes.conf": "[ping_results]\nsearch = x\n",
      "default/tags.conf": "[eventtype=ping_results]\nmodaction_results = enabled\n",
    },
    "capital letters": {
      "default/eventtypes.conf": "[ping_results]\nsearch = x\n",
      "default/tags.conf": "[eventtype=ping_results]\nModAction_Result = enabled\n",
    },
  },
  good: {
    "it fits": {
      "default/eventtypes.conf": "[ping_results]\nsearch = x\n",
      "default/tags.conf": "[eventtype=ping_results]\nmodaction_result = enabled\n",
    },
    "other tags beside it": {
      "default/eventtypes.conf": "[ping_results]\nsearch = x\n",
      "default/tags.conf":
        "[eventtype=ping_results]\nmodaction_result = enabled\nmodaction_results = enabled\nmodaction = enabled\naction_result = enabled\n",
    },
  },
  *run(facts) {
    const { addon } = facts;
    const { stanzas } = addon.conf("eventtypes");
    const tags = readTags(addon);
    for (const one of tags) {
      const { field, value, tag, isEnabled, where } = one;
      // Other fields may carry tags as well: only one that is nearly `eventtype`, with the name of one, is a slip.
      const isSlip = stanzas.has(value) && isSlipOf("eventtype", field);
      if (field !== "" && field !== "eventtype" && !isSlip) continue;
      if (tag !== RESULT && tag !== "modaction") {
        const isRight = tags.some(
          (other) => other.field === field && other.value === value && other.tag === RESULT,
        );
        if (!isEnabled || isRight || !isMisspelt(tag)) continue;
        const edit = changeLine(facts, where, (line) => line.replace(tag, () => RESULT));
        yield {
          message: `the tag \`${tag}\` is not the one that Enterprise Security looks for`,
          where,
          hint: `Write \`${RESULT} = enabled\`.`,
          ...(edit === undefined ? {} : { fix: [edit] }),
        };
        continue;
      }
      if (field === "eventtype" && stanzas.has(value)) continue;
      const closest = nearest(
        value,
        addon.eventtypes.map(({ name }) => name),
      );
      const fix = fixTagStanza(facts, one);
      yield {
        message:
          field !== "eventtype"
            ? `[${field === "" ? "" : `${field}=`}${value}] tags nothing: the stanza must be [eventtype=${closest ?? value}]`
            : `[eventtype=${value}] tags an eventtype that there is not`,
        where,
        hint:
          field !== "eventtype" || closest === undefined
            ? "Name the eventtype as eventtypes.conf does."
            : `Did you mean [eventtype=${closest}]?`,
        ...(fix.length === 0 ? {} : { fix }),
      };
    }
  },
};

/** Two letters off at most: `modaction_results`, `mod_action_result`; not `modaction_invocation`, a tag of its own. */
function isMisspelt(tag: string): boolean {
  return isSlipOf(RESULT, tag.replaceAll("-", "_"));
}
