import { expect, it } from "vitest";
import { findAction } from "../../../../src/addon/find-action.ts";
import { loadAddon } from "../../../../src/addon/load-addon.ts";
import { validateTrigger } from "../../../../src/invocation/search/validate-trigger.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

const addon = loadAddon(
  tempFolder({
    "default/app.conf": "[package]\nid = TA_block\n",
    "default/alert_actions.conf": "[block]\nis_custom = 1\nparam.zone = wan\nparam.port =\n",
    "default/restmap.conf": `[validation:savedsearch]
action.block.param.zone = validate(isnotnull('action.block.param.zone') AND 'action.block.param.zone' != "", "Give a zone")
action.block.param.port = validate(match('action.block.param.port', "^[0-9]+$"), "Give a number")
`,
    "bin/block.py": "",
  }),
);
const action = findAction(addon, "block");
const trigger = { search: { mode: "saved" }, savedSearch: undefined } as const;

it("says of a default in alert_actions.conf that the rule does not see it", async () => {
  const params = { zone: "", port: "80" };
  const [note] = await validateTrigger(addon, action, trigger, { params, strict: false });
  expect(note?.hint).toBe(
    "The default in alert_actions.conf does not count for the rule: give --param zone=VALUE.",
  );
});

it("asks for another value where one was given", async () => {
  const params = { zone: "lan", port: "http" };
  const [note] = await validateTrigger(addon, action, trigger, { params, strict: false });
  expect(note?.hint).toBe("Change the value, or the rule. Ad hoc runs are never validated.");
});
