import { expect, it } from "vitest";
import {
  findHiddenAction,
  findHiddenEventtype,
  findHiddenForm,
} from "../../../../src/addon/visibility/find-hidden.ts";
import { findAction } from "../../../../src/addon/find-action.ts";
import { loadAddonFromTree } from "../../../../src/addon/load-addon.ts";
import { literalTree } from "../../../../src/addon/tree.ts";

const TAG = "modaction_result";

function addon(meta: string, local = "") {
  return loadAddonFromTree(
    literalTree({
      "default/app.conf": "[package]\nid = TA_block\n",
      "default/alert_actions.conf": "[block_ip]\n",
      "default/eventtypes.conf": "[block ip/result]\nsearch = sourcetype=block\n",
      "default/tags.conf": `[eventtype=block%20ip%2Fresult]\n${TAG} = enabled\n`,
      "metadata/default.meta": meta,
      ...(local === "" ? {} : { "metadata/local.meta": local }),
    }),
  );
}

/** What stays hidden: kind, and line of the metadata that decides. */
function hiddenIn(meta: string, local?: string): Record<string, unknown> {
  const it = addon(meta, local);
  const [eventtype] = it.eventtypes;
  if (eventtype === undefined) throw new Error("no eventtype");
  const all = [
    findHiddenAction(it, findAction(it)),
    findHiddenForm(it, "default/data/ui/alerts/block_ip.html"),
    findHiddenEventtype(it, eventtype, TAG),
  ];
  return Object.fromEntries(
    all.flatMap((object) => (object === undefined ? [] : [[object.kind, object.where.line]])),
  );
}

it("hides all that nothing exports", () => {
  expect(hiddenIn("[]\naccess = read : [ * ]\n")).toEqual({ action: 1, form: 1, eventtype: 1 });
});

it("shows all by one export in []", () => {
  expect(hiddenIn("[]\nexport = system\n")).toEqual({});
});

it("exports only the type that a stanza names", () => {
  expect(hiddenIn("[alert_actions]\nexport = system\n")).toEqual({
    form: undefined,
    eventtype: undefined,
  });
});

it("needs the tag beside the eventtype", () => {
  const meta = "[alert_actions]\nexport = system\n[alerts]\nexport = system\n[eventtypes]\n";
  expect(hiddenIn(`${meta}export = system\n`)).toEqual({ tag: undefined });
  expect(hiddenIn(`${meta}export = system\n[tags]\nexport = system\n`)).toEqual({});
});

it("lets the stanza of an object decide before that of its type, with its encoded name", () => {
  const all = "[]\nexport = system\n[eventtypes]\nexport = system\n";
  expect(hiddenIn(`${all}[eventtypes/block%20ip%2Fresult]\nexport = none\n`)).toEqual({
    eventtype: 5,
  });
  expect(hiddenIn(`${all}[tags/eventtype%3Dblock%2520ip%252Fresult]\nexport = none\n`)).toEqual({
    tag: 5,
  });
});

it("lets local.meta decide over default.meta for the same stanza alone", () => {
  expect(hiddenIn("[]\nexport = system\n", "[]\nexport = none\n")).toEqual({
    action: 1,
    form: 1,
    eventtype: 1,
  });
  expect(hiddenIn("[alerts]\nexport = system\n", "[]\nexport = none\n")).toEqual({
    action: 1,
    eventtype: 1,
  });
});

it("names the stanza that has to say it: the object's own beats the one of its type", () => {
  const typed = "[alert_actions]\nexport = none\n";
  const hintIn = (meta: string) => {
    const it = addon(meta);
    return findHiddenAction(it, findAction(it))?.hint;
  };
  expect(hintIn(typed)).toContain("below [alert_actions] in");
  expect(hintIn(`${typed}[alert_actions/block_ip]\nexport = none\n`)).toContain(
    "below [alert_actions/block_ip] in",
  );
});
