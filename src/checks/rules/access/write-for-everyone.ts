/** AR062: Everyone may change the action. */
import type { Addon } from "../../../addon/addon.ts";
import { parseConf } from "../../../conf/parse-conf.ts";
import type { Check, Observation } from "../../rule/check.ts";

export const writeForEveryone: Check = {
  id: "AR062",
  name: "write-for-everyone",
  severity: "warning",
  title: "Everyone may change the action",
  why: "`write : [ * ]` lets every user change the stanza, including its command and parameters. AppInspect reads a default.meta so too whose stanza `[]` says nothing of `write`, and refuses the package. Ground: default.meta.spec; pull request 58 of slack-alerts.",
  bad: {
    everyone: {
      "default/alert_actions.conf": "[ping]\n",
      "metadata/default.meta": "[]\naccess = read : [ * ], write : [ * ]\nexport = system\n",
    },
    "nobody says": {
      "default/alert_actions.conf": "[ping]\n",
      "metadata/default.meta": "[alert_actions]\nexport = system\n[alerts]\nexport = system\n",
    },
    "only who may read": {
      "default/alert_actions.conf": "[ping]\n",
      "metadata/default.meta": "[]\naccess = read : [ * ]\nexport = system\n",
    },
  },
  good: {
    "no default.meta": { "default/alert_actions.conf": "[ping]\n" },
    admin: {
      "default/alert_actions.conf": "[ping]\n",
      "metadata/default.meta": "[]\naccess = read : [ * ], write : [ admin ]\n",
    },
  },
  *run({ addon, programs }) {
    const [first] = programs;
    if (first === undefined) return;
    const access = addon.access("alert_actions", first.action.name);
    if (access.write?.includes("*") !== true) {
      yield* unsaid(addon);
      return;
    }
    yield {
      message: "every user may change the action",
      where: access.where ?? { file: "metadata/default.meta" },
      hint: "Write `write : [ admin ]`.",
    };
  },
};

/** Local metadata is not packed. */
function* unsaid({ tree }: Addon): Generator<Observation> {
  const file = "metadata/default.meta";
  const bytes = tree.read(file);
  if (bytes === undefined) return;
  const shown = `${tree.shownRoot}${file}`;
  const all = parseConf(bytes, shown).stanzas.filter(({ name }) => name === "");
  const says = (text: string): boolean => /\bwrite\s*:/i.test(text);
  const isSaid = all.some(({ settings }) =>
    settings.some(({ key, value }) => key === "access" && says(value)),
  );
  if (isSaid) return;
  yield {
    message: "no stanza [] says who may write: AppInspect takes it that everyone may",
    where: all[0]?.where ?? { file: shown },
    hint: "Write `access = read : [ * ], write : [ admin ]` below [] in metadata/default.meta.",
  };
}
