/** AR106: The add-on is not called what its folder is. */
import { basename, dirname } from "node:path";
import { readJson, textAt } from "../../../addon/read/read-json.ts";
import type { Check } from "../../rule/check.ts";

export const appIdDiffers: Check = {
  id: "AR106",
  name: "app-id-differs",
  severity: "warning",
  title: "The add-on is not called what its folder is",
  why: "`[package] id` must be the name of the folder below etc/apps, and of `info.id.name` in app.manifest: Splunk tells updates by it, and Splunkbase refuses a package whose folder is called otherwise. A folder that is neither in a package nor below etc/apps may be called anything. Ground: app.conf.spec.",
  bad: {
    "app.manifest": {
      "default/app.conf": "[package]\nid = TA-ping\n",
      "app.manifest": '{"info": {"id": {"name": "TA_ping"}}}\n',
    },
  },
  good: {
    same: {
      "default/app.conf": "[package]\nid = TA-ping\n",
      "app.manifest": '{"info": {"id": {"name": "TA-ping"}}}\n',
    },
    "a working folder": { "default/app.conf": "[package]\nid = TA-ping\n" },
  },
  *run({ addon, isPackage }) {
    const setting = addon.conf("app").stanzas.get("package")?.own.get("id");
    const id = setting?.value.trim() ?? "";
    // A build puts its own name in the place of a placeholder.
    if (setting === undefined || !/^[\w.-]+$/.test(id)) return;
    const hint = "Call all of them the same.";
    const folder = basename(addon.root);
    const isInstalled = /(?:^|[\\/])etc[\\/](?:apps|deployment-apps|shcluster[\\/]apps)$/.test(
      dirname(addon.root),
    );
    if ((isPackage || isInstalled) && folder !== id) {
      const message = `[package] id = ${id}, but the folder is called ${folder}`;
      yield { message, where: setting.where, hint };
    }
    const name = textAt(readJson(addon.tree, "app.manifest"), "info", "id", "name");
    if (name !== undefined && /^[\w.-]+$/.test(name) && name !== id) {
      const message = `info.id.name is ${name}, [package] id of app.conf is ${id}`;
      yield { message, where: { file: "app.manifest" }, hint };
    }
  },
};
