/** AR100: The add-on gives itself two versions. */
import type { Where } from "../../../errors.ts";
import type { Check } from "../../rule/check.ts";

export const versionDiffers: Check = {
  id: "AR100",
  name: "version-differs",
  severity: "warning",
  title: "The add-on gives itself two versions",
  why: "Splunk Web shows `[launcher] version` of app.conf, Splunkbase and the packaging toolkit go by `info.id.version` of app.manifest, and UCC builds from `meta.version` of globalConfig.json: where they differ, nobody can tell what is installed, and an update may not be offered. Ground: app.conf.spec; the app.manifest schema of Splunk's packaging toolkit.",
  bad: {
    "app.manifest left behind": {
      "default/app.conf": "[launcher]\nversion = 1.2.0\n",
      "app.manifest": '{"info": {"id": {"name": "my_addon", "version": "1.1.0"}}}\n',
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
    "one only": { "default/app.conf": "[launcher]\nversion = 1.2.0\n" },
  },
  *run({ addon, text }) {
    const stanzas = addon.conf("app").stanzas;
    const launcher = stanzas.get("launcher")?.own.get("version");
    if (launcher === undefined || launcher.value.trim() === "") return;
    const version = launcher.value.trim();
    const others: [Where, unknown][] = [];
    const id = stanzas.get("id")?.own.get("version");
    if (id !== undefined) others.push([id.where, id.value.trim()]);
    const manifest = parsed(text("app.manifest")) as
      | { info?: { id?: { version?: unknown } } | null }
      | undefined;
    others.push([{ file: "app.manifest" }, manifest?.info?.id?.version]);
    for (const file of ["globalConfig.json", "appserver/static/js/build/globalConfig.json"]) {
      const config = parsed(text(file)) as { meta?: { version?: unknown } | null } | undefined;
      others.push([{ file }, config?.meta?.version]);
    }
    for (const [where, other] of others) {
      // A build puts its own version in the place of a placeholder.
      if (typeof other !== "string" || !/^\d/.test(other) || other === version) continue;
      yield {
        message: `version ${other} here, ${version} in [launcher] of app.conf`,
        where,
        hint: "Write one version everywhere.",
      };
    }
  },
};

function parsed(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(text.replace(/^\ufeff/, ""));
    return typeof value === "object" && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
