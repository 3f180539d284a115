/** AR060: No metadata/default.meta. */
import { isUccSource } from "../../../addon/ucc-source.ts";
import { isAdaptive } from "../../../addon/visibility/is-adaptive.ts";
import { readMeta } from "../../../addon/read/read-meta.ts";
import type { Check } from "../../rule/check.ts";

export const metaMissing: Check = {
  id: "AR060",
  name: "meta-missing",
  severity: "warning",
  title: "No metadata/default.meta",
  why: "Without default.meta the app exports nothing. No other app sees the action, and Enterprise Security is another app. Ground: default.meta.spec.",
  bad: { none: { "default/alert_actions.conf": "[ping]\n" } },
  good: {
    there: {
      "default/alert_actions.conf": "[ping]\n",
      "metadata/default.meta": "[]\nexport = system\n",
    },
    "a source": { "default/alert_actions.conf": "[ping]\n", "globalConfig.json": "{}" },
  },
  *run({ addon, programs }) {
    const [first] = programs;
    if (first === undefined || isUccSource(addon) || readMeta(addon.tree).exists) return;
    yield {
      // A plain action may be meant for its own app alone.
      severity: programs.some(({ action }) => isAdaptive(action)) ? "warning" : "info",
      message: "there is no metadata/default.meta: no other app sees the action",
      where: { file: "metadata/default.meta" },
      hint: "Write metadata/default.meta with `[]` and `export = system`.",
      fix: [
        {
          file: "metadata/default.meta",
          from: 1,
          to: "end",
          text: "[]\naccess = read : [ * ], write : [ admin ]\nexport = system\n",
        },
      ],
    };
  },
};
