/** AR041: A result tag on an eventtype that does not exist, or a tag that nobody looks for. */
import { readTags, type Tag } from "../../../addon/read/read-tags.ts";
import type { Facts } from "../../facts/facts.ts";
import type { Check, Observation } from "../../rule/check.ts";
import { changeLine } from "../../fixes/edit-lines.ts";
import { fixTagStanza } from "../../fixes/fix-tag-stanza.ts";
import { nearest, isSlipOf } from "../../../text/nearest.ts";

const RESULT = "modaction_result";

export const tagMisplaced: Check = {
  id: "AR041",
  name: "tag-misplaced",
  severity: "warning",
  title: "A result tag on an eventtype that does not exist",
  why: "`[eventtype=<name>]` in tags.conf tags the eventtype of exactly that name. Another name, or a stanza without `eventtype=`, tags nothing. Enterprise Security looks for exactly `modaction_result`: `modaction_results` is another tag. Ground: tags.conf.spec.",
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
    const { stanzas } = facts.addon.conf("eventtypes");
    const tags = readTags(facts.addon);
    for (const tag of tags) {
      const { field, value } = tag;
      // Other fields may have tags as well. A misspelled `eventtype` is one that is nearly so, with the name of an eventtype.
      const isSlip = stanzas.has(value) && isSlipOf("eventtype", field);
      if (field !== "" && field !== "eventtype" && !isSlip) continue;
      if (tag.tag !== RESULT && tag.tag !== "modaction") yield* misspelt(facts, tag, tags);
      else if (field !== "eventtype") yield wrongField(facts, tag);
      else if (!stanzas.has(value)) yield wrongEventtype(facts, tag);
    }
  },
};

function* misspelt(facts: Facts, of: Tag, all: readonly Tag[]): Generator<Observation> {
  const { field, value, tag, isEnabled, where } = of;
  const isRight = all.some(
    (other) => other.field === field && other.value === value && other.tag === RESULT,
  );
  if (!isEnabled || isRight || !isMisspelt(tag)) return;
  yield {
    message: `Enterprise Security does not look for the tag \`${tag}\``,
    where,
    hint: `Write \`${RESULT} = enabled\`.`,
    fix: changeLine(facts, where, (line) => line.replace(tag, () => RESULT)),
  };
}

function wrongField(facts: Facts, tag: Tag): Observation {
  const { field, value, where } = tag;
  const stanza = field === "" ? value : `${field}=${value}`;
  const meant = nearestEventtype(facts, value) ?? value;
  return {
    message: `[${stanza}] tags nothing: the stanza must be [eventtype=${meant}]`,
    where,
    hint: NAME_IT,
    fix: fixTagStanza(facts, tag),
  };
}

function wrongEventtype(facts: Facts, tag: Tag): Observation {
  const { value, where } = tag;
  const meant = nearestEventtype(facts, value);
  return {
    message: `[eventtype=${value}] tags an eventtype that does not exist`,
    where,
    hint: meant === undefined ? NAME_IT : `Did you mean [eventtype=${meant}]?`,
    fix: fixTagStanza(facts, tag),
  };
}

const NAME_IT = "Use the name of the eventtype in eventtypes.conf.";

function nearestEventtype({ addon }: Facts, name: string): string | undefined {
  return nearest(
    name,
    addon.eventtypes.map((eventtype) => eventtype.name),
  );
}

/** Two letters off at most: `modaction_results`, `mod_action_result`; not `modaction_invocation`, a tag of its own. */
function isMisspelt(tag: string): boolean {
  return isSlipOf(RESULT, tag.replaceAll("-", "_"));
}
