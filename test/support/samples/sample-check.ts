import type { CheckReport } from "../../../src/checks/check-addon.ts";

/** One report that holds what is hard to write down: markup, commands, control characters, lines within lines. */
export const sampleCheck: CheckReport = {
  appId: "TA-<ping>",
  root: "/apps/TA-ping",
  later: [],
  targets: [],
  notes: ["there is no Python here: the scripts were not read"],
  lines: { "bin/ping.py:3": "print >> sys.stderr, 'no'" },
  findings: [
    {
      id: "AR071",
      name: "python2-print",
      severity: "error",
      message: "`print >>` is a TypeError in Python 3",
      where: { file: "bin/ping.py", line: 3, column: 1 },
      hint: "Write print(…, file=sys.stderr).",
    },
    {
      id: "AR900",
      name: "made-up",
      severity: "warning",
      message: 'a | b <b>"c"</b> & 100%\u001b[31m\u0000 \ud800 ]]>\r\n::error::@team',
      where: { file: "default/odd, name: %41.conf", line: 7 },
      hint: "Mend\tit.",
    },
    {
      id: "AR901",
      name: "whole-file",
      severity: "info",
      message: "a word on a file",
      where: { file: "app.manifest" },
      hint: "Nothing to do.",
    },
  ],
};
