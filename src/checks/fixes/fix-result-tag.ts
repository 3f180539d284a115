/** How the events of a response come to be tagged modaction_result: the misspelled tag, or a new eventtype of their sourcetype. */
import { readTags, type Tag } from "../../addon/read/read-tags.ts";
import { appendLines, changeLine, insertBelow } from "./edit-lines.ts";
import type { Facts } from "../facts/facts.ts";
import type { FileEdit } from "../rule/finding.ts";
import { sourcetypesOf } from "../facts/written-events.ts";
import { isSlipOf } from "../../text/nearest.ts";

const TAG = "modaction_result";

export function fixResultTag(facts: Facts): FileEdit[] {
  const { addon } = facts;
  const tags = readTags(addon);
  // The tag is there, in the wrong place: that is another finding, with its own fix.
  if (tags.some((one) => one.tag === TAG)) return [];
  const written = sourcetypesOf(facts);
  const texts = new Set(written.map((one) => one.text));
  const own = addon.eventtypes.filter((one) => one.app === addon.appId);
  const onEventtype = (tag: Tag): boolean =>
    tag.field === "eventtype" && tag.isEnabled && own.some((one) => one.name === tag.value);
  const [alike, second] = tags.filter((one) => onEventtype(one) && isAlike(one.tag));
  if (alike !== undefined && second === undefined)
    return present(changeLine(facts, alike.where, (line) => line.replace(alike.tag, () => TAG)));
  const [sourcetype] = texts;
  if (sourcetype === undefined || texts.size > 1 || !/^[\w:.-]+$/.test(sourcetype)) return [];
  if (written.some((one) => one.isParameter)) return [];
  const fits = tags.filter(
    (tag) =>
      onEventtype(tag) &&
      tag.tag === "modaction" &&
      own.some((one) => one.name === tag.value && one.search.includes(sourcetype)),
  );
  if (fits.length === 1 && fits[0] !== undefined)
    return present(insertBelow(facts, fits[0].where, `${TAG} = enabled`));
  const [action] = [...new Set(written.flatMap((one) => one.actions))];
  const name = `${action}_${TAG}`;
  if (action === undefined || !/^[\w-]+$/.test(action)) return [];
  if (addon.conf("eventtypes").stanzas.has(name)) return [];
  return [
    appendLines(facts, "default/eventtypes.conf", [
      `[${name}]`,
      `search = sourcetype="${sourcetype}"`,
    ]),
    appendLines(facts, "default/tags.conf", [`[eventtype=${name}]`, `${TAG} = enabled`]),
  ];
}

function isAlike(tag: string): boolean {
  return isSlipOf(TAG, tag.replaceAll("-", "_"));
}

function present(edit: FileEdit | undefined): FileEdit[] {
  return edit === undefined ? [] : [edit];
}
