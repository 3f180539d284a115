/** AR107: This is the source of an add-on, not what is installed. */
import { UCC_BUILD, uccSource } from "../../../addon/ucc-source.ts";
import type { Check } from "../../rule/check.ts";

export const sourceNotBuilt: Check = {
  id: "AR107",
  name: "source-not-built",
  severity: "warning",
  title: "This is the source of an add-on, not what is installed",
  why: "UCC makes scripts, forms and .conf files of globalConfig.json when it builds the add-on. Until then they cannot be checked, and the rules about them are silent. Check what the build made as well: that is what Splunk installs. Ground: UCC's «Quickstart».",
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
      message: "this is the source of a UCC add-on: what its build makes is not checked here",
      where: { file: `${up}globalConfig.json` },
      hint:
        built === undefined
          ? `Build it there with \`${UCC_BUILD}\`, then check output/<add-on>.`
          : `Build it again with \`ucc-gen build\`, then check what was built: \`ar-sim check ${built}\`.`,
    };
  },
};
