/** AR013: A line in a .conf file that Splunk ignores or misreads. */
import type { Check } from "../../rule/check.ts";

export const confLineBroken: Check = {
  id: "AR013",
  name: "conf-line-broken",
  severity: "error",
  title: "A line in a .conf file that Splunk ignores or misreads",
  why: "A value continues in the next line only when `\\\\` is the very last character of the line. Otherwise Splunk takes the next line for another setting, or ignores it. Ground: Splunk's «Configuration file structure».",
  bad: {
    junk: { "default/alert_actions.conf": "[ping]\nlabel = Ping\nand more\n" },
    "blanks behind the backslash": {
      "default/alert_actions.conf": '[ping]\nparam._cam = {\\ \n"task": [] }\n',
    },
  },
  good: {
    continued: { "default/alert_actions.conf": "[ping]\ndescription = one \\\ntwo\n" },
    comments: { "default/alert_actions.conf": "# [x\n[ping]\n" },
    "a byte order mark, which AR014 reports": { "default/alert_actions.conf": "\ufeff[ping]\n" },
  },
  *run({ addon }) {
    for (const name of LOOKED_AT) addon.conf(name);
    for (const { code, message, hint, where } of addon.problems) {
      if (where === undefined || (code !== "CONF_BAD_LINE" && code !== "CONF_BAD_STANZA")) continue;
      const isOurs = LOOKED_AT.some((name) => where.file.endsWith(`/${name}.conf`));
      if (!isOurs) continue;
      // In other files only one setting of many is lost.
      const isGrave = /\/(?:alert_actions|restmap)\.conf$/.test(where.file);
      yield {
        severity: isGrave ? undefined : "warning",
        message,
        where,
        hint: hint ?? "Fix the line.",
      };
    }
  },
};

const LOOKED_AT = [
  "alert_actions",
  "eventtypes",
  "tags",
  "restmap",
  "savedsearches",
  "macros",
  "props",
  "transforms",
];
