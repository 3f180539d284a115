import { expect, it } from "vitest";
import { findAction } from "../../../../src/addon/find-action.ts";
import { loadAddonFromTree } from "../../../../src/addon/load-addon.ts";
import { literalTree } from "../../../../src/addon/tree.ts";

const addonOf = (conf: string, files: Record<string, string> = {}) =>
  loadAddonFromTree(literalTree({ "default/alert_actions.conf": conf, ...files }));

it.each(["email", "webhook", "logevent", "summary_metric_index", "populate_lookup"])(
  "takes [%s] for settings of Splunk's own action",
  (name) => {
    const addon = addonOf(`[${name}]\nmaxtime = 1m\n[act]\n`);
    expect(addon.actions.map((action) => action.name)).toEqual(["act"]);
    expect(findAction(addon).name).toBe("act");
    expect(() => findAction(addon, name)).toThrow(
      expect.objectContaining({
        code: "ADDON_UNKNOWN_ACTION",
        message: expect.stringContaining("one of Splunk's own actions"),
        where: expect.objectContaining({ line: 1 }),
      }),
    );
  },
);

it.each([
  ["[webhook]\n", { "bin/webhook.py": "" }],
  ["[email]\n", { "linux_x86_64/bin/email.sh": "" }],
  ["[script]\nalert.execute.cmd = other.py\n", {}],
])("takes it for an action where the add-on brings its program: %s", (conf, files) => {
  expect(addonOf(conf, files).actions).toHaveLength(1);
});
