/** AR104: The add-on contains files of tools. */
import type { Facts } from "../../facts/facts.ts";
import type { PythonEnvironment } from "../../facts/list-files.ts";
import type { Check, Observation } from "../../rule/check.ts";

/** Folders of tools. At the top of a working folder they are in their place. */
const TOOLS = /(?:^|\/)(?:\.git|\.svn|\.hg|\.idea|\.vscode|\.venv|\.tox)(?=\/|$)/;
const LITTER = /(?:^|\/)(?:__MACOSX|\.DS_Store|Thumbs\.db)(?=\/|$)/;

export const leftBehind: Check = {
  id: "AR104",
  name: "left-behind",
  severity: "warning",
  title: "The add-on contains files of tools",
  why: "A `.git` folder in a package holds the whole history, including files that were deleted. A virtual environment works only on the machine where it was created. AppInspect refuses folders and files whose names begin with a dot. The rule ignores such folders at the top of a working folder, where they belong. Ground: Splunk's «AppInspect check criteria» on prohibited directories and files.",
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
  *run(facts) {
    const seen = new Set<string>();
    for (const folder of facts.leftOut) {
      if (folder.environment === undefined || isOfWork(facts, folder.path)) continue;
      seen.add(folder.path);
      yield environment(folder.path, folder.environment);
    }
    for (const path of [...facts.leftOut.map((folder) => folder.path), ...facts.files]) {
      const at = litterIn(facts, path);
      if (at === undefined || seen.has(at)) continue;
      seen.add(at);
      yield {
        severity: facts.isPackage || TOOLS.test(at) ? undefined : "info",
        message: `${at} is not part of the app`,
        where: { file: path },
        hint: "Remove it from the package.",
      };
    }
  },
};

/** Whether a tool keeps it there while somebody works on the add-on. */
function isOfWork({ isPackage }: Facts, path: string): boolean {
  return !isPackage && !path.includes("/");
}

/** The file or folder that is not part of the app. */
function litterIn(facts: Facts, path: string): string | undefined {
  const tool = TOOLS.exec(path);
  const match = tool ?? LITTER.exec(path);
  if (match === null) return undefined;
  const at = path.slice(0, match.index + match[0].length);
  return tool !== null && isOfWork(facts, at) ? undefined : at;
}

function environment(path: string, { home, python }: PythonEnvironment): Observation {
  return {
    message: `${path} is a virtual environment: it needs Python ${python ?? "of an unknown version"} in ${home}`,
    where: { file: `${path}/pyvenv.cfg` },
    hint: "Remove it from the package, and install the modules that the scripts import into lib/.",
  };
}
