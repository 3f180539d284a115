/** AR100: The add-on declares two versions. */
import { readIni } from "../../../addon/read/read-ini.ts";
import { readJson, textAt } from "../../../addon/read/read-json.ts";
import type { Where } from "../../../errors.ts";
import type { Facts } from "../../facts/facts.ts";
import type { Check } from "../../rule/check.ts";

export const versionDiffers: Check = {
  id: "AR100",
  name: "version-differs",
  severity: "warning",
  title: "The add-on declares two versions",
  why: "Splunk Web shows `[launcher] version` of app.conf. Splunkbase and the packaging toolkit use `info.id.version` of app.manifest, UCC uses `meta.version` of globalConfig.json, and bump2version and setuptools use .bumpversion.cfg and setup.cfg. Where these differ, it is unclear which version is installed, and Splunk may not offer an update. Ground: app.conf.spec; the app.manifest schema of Splunk's packaging toolkit.",
  bad: {
    "app.manifest left behind": {
      "default/app.conf": "[launcher]\nversion = 1.2.0\n",
      "app.manifest": '{"info": {"id": {"name": "my_addon", "version": "1.1.0"}}}\n',
    },
    "what raises the version has another": {
      "default/app.conf": "[launcher]\nversion = 1.2.0\n",
      ".bumpversion.cfg": "[bumpversion]\ncurrent_version = 1.1.0\n",
    },
    "setup.cfg left behind": {
      "default/app.conf": "[launcher]\nversion = 1.2.0\n",
      "setup.cfg": "[metadata]\nname = my_addon\nversion = 1.1.0 ; of May\n",
    },
    "two in app.conf": {
      "default/app.conf": "[id]\nversion = 1.1.0\n[launcher]\nversion = 1.2.0\n",
    },
  },
  good: {
    same: {
      "default/app.conf": "[launcher]\nversion = 1.2.0\n",
      "app.manifest": '{"info": {"id": {"name": "my_addon", "version": "1.2.0"}}}\n',
    },
    "the same for the tools": {
      "default/app.conf": "[launcher]\nversion = 1.2.0\n",
      ".bumpversion.cfg": '[bumpversion]\ncurrent_version = "1.2.0"\n',
      "setup.cfg": "[metadata]\nversion = attr: my_addon.VERSION\n",
    },
    "one only": { "default/app.conf": "[launcher]\nversion = 1.2.0\n" },
  },
  *run(facts) {
    const launcher = facts.addon.conf("app").stanzas.get("launcher")?.own.get("version");
    const version = launcher?.value.trim() ?? "";
    if (version === "") return;
    for (const { where, text } of otherVersions(facts)) {
      // A build replaces a placeholder by its own version.
      if (text === undefined || !/^\d/.test(text) || text === version) continue;
      yield {
        message: `version is ${text} here, but ${version} in [launcher] of app.conf`,
        where,
        hint: "Use the same version everywhere.",
      };
    }
  },
};

interface Version {
  readonly where: Where;
  readonly text: string | undefined;
}

/**
 * Ground of the INI files: bump2version's «current_version»; setuptools, «Configuring setuptools using setup.cfg
 * files».
 */
function* otherVersions({ addon, text }: Facts): Generator<Version> {
  const id = addon.conf("app").stanzas.get("id")?.own.get("version");
  if (id !== undefined) yield { where: id.where, text: id.value.trim() };
  for (const [file, ...path] of IN_JSON)
    yield { where: { file }, text: textAt(readJson(addon.tree, file), ...path) };
  for (const [file, section, key] of IN_INI) {
    const ini = text(file);
    if (ini !== undefined) yield { where: { file }, text: readIni(ini)(section, key) };
  }
}

const IN_JSON = [
  ["app.manifest", "info", "id", "version"],
  ["globalConfig.json", "meta", "version"],
  ["appserver/static/js/build/globalConfig.json", "meta", "version"],
] as const;

const IN_INI = [
  [".bumpversion.cfg", "bumpversion", "current_version"],
  ["setup.cfg", "metadata", "version"],
] as const;
