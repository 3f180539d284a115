/** AR087: The script uses the folder of another add-on. */
import { calls, plainText } from "../../reading/python/calls.ts";
import type { Check } from "../../rule/check.ts";

export const otherAddon: Check = {
  id: "AR087",
  name: "other-addon",
  severity: "warning",
  title: "The script uses the folder of another add-on",
  why: "The script names a path below etc/apps of another app. Where that app is not installed, the modules or files are not found. This often remains from copying another add-on.",
  bad: {
    "a copy": {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py":
        'from splunk.clilib.bundle_paths import make_splunkhome_path\nmake_splunkhome_path(["etc", "apps", "TA-other", "lib"])\n',
    },
  },
  good: {
    "its own": {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py":
        'from splunk.clilib.bundle_paths import make_splunkhome_path\nmake_splunkhome_path(["etc", "apps", "my_addon", "lib"])\n',
    },
    "what Enterprise Security brings": {
      "default/alert_actions.conf": "[ping]\n",
      "bin/ping.py":
        'from splunk.clilib.bundle_paths import make_splunkhome_path\nmake_splunkhome_path(["etc", "apps", "Splunk_SA_CIM", "lib"])\n',
    },
  },
  *run(facts) {
    const { addon } = facts;
    const known = new Set([addon.appId, ...addon.also.map((app) => app.appId)]);
    for (const { call, where } of calls(facts, "make_splunkhome_path")) {
      const [etc, apps, app] = call.args.map((arg) => plainText([...arg]));
      if (etc !== "etc" || apps !== "apps") continue;
      if (app === undefined || known.has(app) || /^(?:Splunk_SA_|SA-|Splunk_TA_|search$)/.test(app))
        continue;
      yield {
        message: `etc/apps/${app} is not the folder of ${addon.appId}`,
        where,
        hint: `Write ${addon.appId}, or document that ${app} must be installed.`,
      };
    }
  },
};
