/** AR104: What a tool left behind lies in the add-on. */
import type { Check } from "../../rule/check.ts";

/** At the top of a working folder these are where they belong. */
const TOOLS = /(?:^|\/)(?:\.git|\.svn|\.hg|\.idea|\.vscode|\.venv|\.tox)(?=\/|$)/;
const LITTER = /(?:^|\/)(?:__MACOSX|\.DS_Store|Thumbs\.db)(?=\/|$)/;

export const leftBehind: Check = {
  id: "AR104",
  name: "left-behind",
  severity: "warning",
  title: "What a tool left behind lies in the add-on",
  why: "A `.git` in a package is the whole history, with whatever was ever in it; AppInspect refuses folders and files that begin with a dot. Ground: Splunk's «AppInspect check criteria» on prohibited directories and files. At the top of a working folder a tool's folder is where it belongs, and is not told.",
  bad: {
    "the history of a library": { "lib/thing/.git/HEAD": "ref: refs/heads/main\n" },
    "a virtual environment": {
      "bin/env/pyvenv.cfg": "home = /usr/bin\nversion = 3.11.2\n",
      "bin/env/lib/python3.11/site-packages/requests/__init__.py": "",
    },
    "litter of a desktop": { "default/.DS_Store": "\u0000" },
  },
  good: {
    "a working folder": {
      "default/app.conf": "[launcher]\n",
      ".git/HEAD": "ref: x\n",
      "env/pyvenv.cfg": "home = /usr/bin\nversion = 3.11.2\n",
    },
    "a name that only begins so": { "bin/.gitkeep": "", ".gitignore": "local\n" },
  },
  *run({ files, leftOut, isPackage }) {
    const seen = new Set<string>();
    for (const { path, environment } of leftOut) {
      if (environment === undefined || (!isPackage && !path.includes("/"))) continue;
      seen.add(path);
      const { python = "an unknown version", home } = environment;
      yield {
        message: `${path} is a virtual environment: it runs Python ${python} of ${home}, on the machine that it was made on`,
        where: { file: `${path}/pyvenv.cfg` },
        hint: "Leave it out of the package, and install what the scripts import into lib/.",
      };
    }
    for (const path of [...leftOut.map((folder) => folder.path), ...files]) {
      const tool = TOOLS.exec(path);
      const found = tool ?? LITTER.exec(path);
      if (found === null) continue;
      if (tool !== null && !isPackage && tool.index === 0) continue;
      const at = path.slice(0, found.index + found[0].length);
      if (seen.has(at)) continue;
      seen.add(at);
      yield {
        ...(isPackage || tool !== null ? {} : { severity: "info" as const }),
        message: `${at} is no part of the app`,
        where: { file: path },
        hint: "Leave it out of the package.",
      };
    }
  },
};
