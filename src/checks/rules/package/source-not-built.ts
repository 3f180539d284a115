/** AR107: The source of an add-on is checked, not its build. */
import { UCC_BUILD, uccSource } from "../../../addon/ucc-source.ts";
import type { Check } from "../../rule/check.ts";

export const sourceNotBuilt: Check = {
  id: "AR107",
  name: "source-not-built",
  severity: "warning",
  title: "The source of an add-on is checked, not its build",
  why: "UCC generates scripts, forms and .conf files from globalConfig.json when it builds the add-on. `check` cannot look at them in the source, and skips the rules about them. Check the build as well: that is what Splunk installs. Ground: UCC's «Quickstart».",
  bad: {
    "a source tree": {
      "globalConfig.json": '{"meta": {"name": "my_addon"}}\n',
      "package/default/app.conf": "[package]\nid = my_addon\n",
    },
  },
  good: {
    "what was built": {
      "appserver/static/js/build/globalConfig.json": '{"meta": {"name": "my_addon"}}\n',
      "default/app.conf": "[package]\nid = my_addon\n",
    },
    "not made by UCC": { "default/app.conf": "[package]\nid = my_addon\n" },
  },
  *run({ addon }) {
    const source = uccSource(addon);
    if (source === undefined) return;
    const { up, built } = source;
    yield {
      message:
        "this is the source of a UCC add-on: the files that its build generates are not checked",
      where: { file: `${up}globalConfig.json` },
      hint:
        built === undefined
          ? `Build it with \`${UCC_BUILD}\`, then check output/<add-on>.`
          : `Build it again with \`ucc-gen build\`, then check the build with \`ar-sim check ${built}\`.`,
    };
  },
};
