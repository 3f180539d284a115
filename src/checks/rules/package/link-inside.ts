/** AR102: A symbolic link lies in the add-on. */
import { posix } from "node:path";
import type { Facts } from "../../facts/facts.ts";
import type { Check } from "../../rule/check.ts";

export const linkInside: Check = {
  id: "AR102",
  name: "link-inside",
  severity: "warning",
  title: "A symbolic link lies in the add-on",
  why: "A link that leads out of the app, or nowhere, is broken on every other machine, and AppInspect refuses it; one that stays inside becomes a plain text file where git or Windows unpacks it so. Ground: Splunk's «AppInspect check criteria» on symlinks.",
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
          ? `the link leads out of the add-on, to ${target}`
          : `the link leads to ${target}${isDead ? ", which is not there" : ""}`,
        where: { file: path },
        hint: "Put the file itself in its place.",
      };
    }
  },
};

function isThere({ addon, has, files }: Facts, path: string): boolean {
  if (has(path) || files.some((file) => file.startsWith(`${path}/`))) return true;
  return addon.tree.list(path).length > 0;
}
