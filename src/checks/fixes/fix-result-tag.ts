/**
 * Tags the events of a response modaction_result: corrects the misspelled tag, or adds an eventtype for their
 * sourcetype.
 */
import { readTags } from "../../addon/read/read-tags.ts";
import { appendLines, changeLine, insertBelow } from "./edit-lines.ts";
import type { Facts } from "../facts/facts.ts";
import type { FileEdit } from "../rule/finding.ts";
import { sourcetypesOf, type Written } from "../facts/written-events.ts";
import { isSlipOf } from "../../text/nearest.ts";

const TAG = "modaction_result";

export function fixResultTag(facts: Facts): FileEdit[] {
  const tags = readTags(facts.addon);
  // The tag exists in the wrong place: that is another finding with its own fix.
  if (tags.some((known) => known.tag === TAG)) return [];
  const ownEventtypes = facts.addon.eventtypes.filter(
    (eventtype) => eventtype.app === facts.addon.appId,
  );
  const onEventtype = tags.filter(
    ({ field, value, isEnabled }) =>
      field === "eventtype" &&
      isEnabled &&
      ownEventtypes.some((eventtype) => eventtype.name === value),
  );
  const alike = only(onEventtype.filter(({ tag }) => isAlike(tag)));
  if (alike !== undefined)
    return changeLine(facts, alike.where, (line) => line.replace(alike.tag, () => TAG));
  const written = sourcetypesOf(facts);
  const sourcetype = onlySourcetype(written);
  if (sourcetype === undefined) return [];
  const beside = only(
    onEventtype.filter(
      ({ tag, value }) =>
        tag === "modaction" &&
        ownEventtypes.some(
          (eventtype) => eventtype.name === value && eventtype.search.includes(sourcetype),
        ),
    ),
  );
  if (beside !== undefined) return insertBelow(facts, beside.where, `${TAG} = enabled`);
  return newEventtype(facts, written[0]?.actions[0] ?? "", sourcetype);
}

/** The only element, undefined when there are several or none. */
function only<T>(list: readonly T[]): T | undefined {
  return list.length === 1 ? list[0] : undefined;
}

/** The sourcetype of all events, if no parameter changes it and it needs no quotes. */
function onlySourcetype(written: readonly Written[]): string | undefined {
  if (written.some((event) => event.isParameter)) return undefined;
  const text = only([...new Set(written.map((event) => event.text))]);
  return text !== undefined && /^[\w:.-]+$/.test(text) ? text : undefined;
}

function newEventtype(facts: Facts, action: string, sourcetype: string): FileEdit[] {
  const name = `${action}_${TAG}`;
  if (!/^[\w-]+$/.test(action) || facts.addon.conf("eventtypes").stanzas.has(name)) return [];
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
