/** AR105: app.conf does not say what the add-on is. */
import { isUccSource } from "../../../addon/ucc-source.ts";
import type { Check } from "../../rule/check.ts";

/** `isRequired`: by AppInspect, not only by Splunkbase. */
const FIELDS = [
  { stanza: "launcher", key: "version", isRequired: true },
  { stanza: "launcher", key: "author", isRequired: false },
  { stanza: "launcher", key: "description", isRequired: false },
  { stanza: "ui", key: "label", isRequired: true },
];

export const appConfFields: Check = {
  id: "AR105",
  name: "app-conf-fields",
  severity: "warning",
  title: "app.conf does not say what the add-on is",
  why: "Splunk Web lists an app by `[ui] label` and recognizes updates by `[launcher] version`. AppInspect requires default/app.conf with both. Splunkbase also requires author and description; where only these are missing, the finding is an info. Ground: app.conf.spec; Splunk's «AppInspect check criteria».",
  bad: {
    "no app.conf": { "default/alert_actions.conf": "[ping]\n" },
    "no label": {
      "default/app.conf": "[launcher]\nversion = 1.0.0\nauthor = me\ndescription = pings\n",
    },
    "an empty version": {
      "default/app.conf":
        "[launcher]\nversion =\nauthor = me\ndescription = pings\n[ui]\nlabel = Ping\n",
    },
  },
  good: {
    "all of it": {
      "default/app.conf":
        "[launcher]\nversion = 1.0.0\nauthor = me\ndescription = pings\n[ui]\nlabel = Ping\n",
    },
    "app.conf is made by the build": {
      "globalConfig.json": "{}",
      "default/alert_actions.conf": "[ping]\n",
    },
  },
  *run({ addon, text }) {
    if (isUccSource(addon)) return;
    const file = "default/app.conf";
    if (text(file) === undefined) {
      yield {
        message: "there is no default/app.conf",
        where: { file },
        hint: "Write [launcher] with version, author and description, and [ui] with label.",
      };
      return;
    }
    const { stanzas } = addon.conf("app");
    const missing = FIELDS.filter(({ stanza, key }) => {
      const setting = stanzas.get(stanza)?.own.get(key);
      return setting?.layer.app !== addon.appId || setting.value.trim() === "";
    });
    if (missing.length === 0) return;
    yield {
      severity: missing.some(({ isRequired }) => isRequired) ? undefined : "info",
      message: `app.conf has no ${missing.map(({ stanza, key }) => `[${stanza}] ${key}`).join(", ")}`,
      where: { file, line: 1 },
      hint: "Add the missing settings.",
    };
  },
};
