/** AR102: The add-on contains a symbolic link. */
import { posix } from "node:path";
import type { Facts } from "../../facts/facts.ts";
import type { Check } from "../../rule/check.ts";

export const linkInside: Check = {
  id: "AR102",
  name: "link-inside",
  severity: "warning",
  title: "The add-on contains a symbolic link",
  why: "A link that points outside the app, or to nothing, is broken on every other machine, and AppInspect refuses it. git or Windows may unpack a link inside the app as a plain text file. Ground: Splunk's «AppInspect check criteria» on symlinks.",
  bad: {
    "out of the app": {
      "default/app.conf": "[launcher]\n",
      "lib/shared.py": { linksTo: "../../other_app/lib/shared.py" },
    },
    "to a path of one machine": { "lib/shared.py": { linksTo: "/home/me/shared.py" } },
    "to nothing": { "lib/shared.py": { linksTo: "gone.py" } },
    "to a file of the app": {
      "bin/ping.py": "pass\n",
      "bin/pong.py": { linksTo: "ping.py" },
    },
  },
  good: { "plain files": { "bin/ping.py": "pass\n" } },
  *run(facts) {
    for (const { path, target } of facts.links) {
      const there = posix.normalize(posix.join(posix.dirname(path), target));
      const isOut = target.startsWith("/") || there === ".." || there.startsWith("../");
      const isDead = !isOut && !isThere(facts, there);
      yield {
        severity: isOut || isDead ? undefined : "info",
        message: isOut
          ? `the link points outside the add-on, to ${target}`
          : `the link points to ${target}${isDead ? ", which does not exist" : ""}`,
        where: { file: path },
        hint: "Replace the link by the file itself.",
      };
    }
  },
};

function isThere({ addon, has, files }: Facts, path: string): boolean {
  if (has(path) || files.some((file) => file.startsWith(`${path}/`))) return true;
  return addon.tree.list(path).length > 0;
}
