import { expect, it } from "vitest";
import { loadAddonFromTree } from "../../../../src/addon/load-addon.ts";
import { literalTree } from "../../../../src/addon/tree.ts";

it("gives each eventtype its search and the tags that are enabled on it", () => {
  const addon = loadAddonFromTree(
    literalTree({
      "default/eventtypes.conf":
        "[my results]\nsearch = sourcetype=x\n[off]\nsearch = a\ndisabled = 1\n[empty]\n",
      "default/tags.conf":
        "[eventtype=my%20results]\nmodaction_result = enabled\nold = disabled\n[host=x]\nmodaction_result = enabled\n",
      "local/tags.conf": "[eventtype=my%20results]\nmine = enabled\n",
    }),
  );
  expect(addon.eventtypes).toMatchObject([
    {
      name: "my results",
      search: "sourcetype=x",
      disabled: false,
      tags: [{ name: "modaction_result" }, { name: "mine" }],
      where: { line: 1 },
    },
    { name: "off", disabled: true, tags: [] },
  ]);
});
