/** AR108: Something in the add-on is not read. */
import type { Check } from "../../rule/check.ts";

export const fileNotRead: Check = {
  id: "AR108",
  name: "file-not-read",
  severity: "error",
  title: "Something in the add-on is not read",
  why: "An add-on contains regular files and folders. A pipe, a socket or a device can keep its reader waiting, or has no end. A link out of the add-on shows a file of this machine, which no other machine has. So ar-sim reads none of them, nor files that are larger than any add-on needs or that you may not read, and checks the add-on as if they were not there. A link is followed when it stays in the add-on, or in the same git checkout. `--follow-links` follows the others too. Ground: Splunk's «AppInspect check criteria» on symlinks; the other kinds cannot be packed.",
  bad: {
    "a link to a device": { "default/tags.conf": { linksTo: "/dev/zero" } },
    "a link to a file of this machine": { "lookups/users.csv": { linksTo: "/etc/passwd" } },
    "a link out of the add-on": { "lib/shared": { linksTo: "../../other/lib" } },
  },
  good: {
    "a link inside": { "bin/ping.py": "pass\n", "bin/pong.py": { linksTo: "ping.py" } },
    "a regular file": { "default/tags.conf": "" },
  },
  *run({ unread }) {
    for (const { path, why } of unread) {
      const isOutside = why.includes("leads out");
      yield {
        severity: isOutside ? "warning" : undefined,
        message: `${path} is not read: it ${why}`,
        where: { file: path },
        hint: isOutside
          ? "Put the file itself in its place, or follow the link with --follow-links."
          : "Remove it from the add-on, or put a regular file that you may read in its place.",
      };
    }
  },
};
