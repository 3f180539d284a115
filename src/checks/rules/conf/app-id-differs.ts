/** AR106: The app id differs from the name of the folder. */
import { basename, dirname } from "node:path";
import type { Addon } from "../../../addon/addon.ts";
import { readJson, textAt } from "../../../addon/read/read-json.ts";
import type { Check } from "../../rule/check.ts";

export const appIdDiffers: Check = {
  id: "AR106",
  name: "app-id-differs",
  severity: "warning",
  title: "The app id differs from the name of the folder",
  why: "`[package] id` must equal the name of the folder below etc/apps and `info.id.name` in app.manifest. Splunk recognizes updates by it, and Splunkbase refuses a package whose folder has another name. A folder that is neither in a package nor below etc/apps may have any name. Ground: app.conf.spec.",
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
    const id = setting?.value.trim();
    if (setting === undefined || !isName(id)) return;
    const folder = folderOf(addon, isPackage);
    if (folder !== undefined && folder !== id) {
      const message = `[package] id is ${id}, but the folder is called ${folder}`;
      yield { message, where: setting.where, hint: HINT };
    }
    const name = textAt(readJson(addon.tree, "app.manifest"), "info", "id", "name");
    if (isName(name) && name !== id) {
      const message = `info.id.name is ${name}, but [package] id in app.conf is ${id}`;
      yield { message, where: { file: "app.manifest" }, hint: HINT };
    }
  },
};

/** Its name where that is the app's; undefined for a folder that may be called anything. */
function folderOf({ root }: Addon, isPackage: boolean): string | undefined {
  return isPackage || INSTALLED.test(dirname(root)) ? basename(root) : undefined;
}

const INSTALLED = /(?:^|[\\/])etc[\\/](?:apps|deployment-apps|shcluster[\\/]apps)$/;
const HINT = "Use the same name everywhere.";

/** A build replaces a placeholder by its own name. */
function isName(text: string | undefined): text is string {
  return text !== undefined && /^[\w.-]+$/.test(text);
}
