/** AR064: The eventtype or the tag of the results is not exported. */
import { isUccSource } from "../../../addon/ucc-source.ts";
import { findHiddenEventtype } from "../../../addon/visibility/find-hidden.ts";
import { isAdaptive } from "../../../addon/visibility/is-adaptive.ts";
import { readMeta } from "../../../addon/read/read-meta.ts";
import type { Check } from "../../rule/check.ts";

const TAG = "modaction_result";
const RESPONSE = {
  "default/alert_actions.conf": '[ping]\nparam._cam = {"supports_adhoc": true}\n',
  "default/eventtypes.conf": "[ping_result]\nsearch = sourcetype=ping\n",
  "default/tags.conf": `[eventtype=ping_result]\n${TAG} = enabled\n`,
};

export const resultNotExported: Check = {
  id: "AR064",
  name: "result-not-exported",
  severity: "warning",
  title: "The eventtype or tag of the results is not exported",
  why: "Enterprise Security finds the events of a response by the tag `modaction_result`. It is another app, so it sees an eventtype and its tag only with `export = system`. An Enterprise Security that imports the app by `app_regex` of its input `app_imports_update` sees them too. Ground: default.meta.conf.spec.",
  bad: {
    "only the action": {
      ...RESPONSE,
      "metadata/default.meta": "[alert_actions]\nexport = system\n",
    },
    "no tags": {
      ...RESPONSE,
      "metadata/default.meta":
        "[]\nexport = system\n[tags/eventtype%3Dping_result]\nexport = none\n",
    },
    "taken back in local": {
      ...RESPONSE,
      "metadata/default.meta": "[eventtypes]\nexport = system\n[tags]\nexport = system\n",
      "metadata/local.meta": "[eventtypes]\nexport = none\n",
    },
  },
  good: {
    "for all": { ...RESPONSE, "metadata/default.meta": "[]\nexport = system\n" },
    "for each type": {
      ...RESPONSE,
      "metadata/default.meta":
        "[alert_actions]\nexport = system\n[eventtypes]\nexport = system\n[tags]\nexport = system\n",
    },
    "a plain action": {
      ...RESPONSE,
      "default/alert_actions.conf": "[ping]\n",
      "metadata/default.meta": "[]\n",
    },
  },
  *run({ addon, programs }) {
    // Without metadata AR060 tells it of the whole app.
    if (isUccSource(addon) || !readMeta(addon.tree).exists) return;
    if (!programs.some(({ action }) => isAdaptive(action))) return;
    for (const eventtype of addon.eventtypes) {
      const isResult = !eventtype.disabled && eventtype.tags.some(({ name }) => name === TAG);
      if (!isResult || eventtype.app !== addon.appId) continue;
      const hidden = findHiddenEventtype(addon, eventtype, TAG);
      if (hidden !== undefined) yield hidden;
    }
  },
};
