/** AR103: The add-on contains compiled Python. */
import type { Check } from "../../rule/check.ts";

export const compiledPython: Check = {
  id: "AR103",
  name: "compiled-python",
  severity: "warning",
  title: "The add-on contains compiled Python",
  why: "Python creates `__pycache__` on each machine, and packed files of it fit one Python version only. Python imports a `.pyc` beside the sources even when its source is missing, so nobody can read what runs. Splunkbase asks for apps without compiled files. In a working folder the finding is an info. Ground: Python's «Compiled Python files»; Splunk's packaging guide.",
  bad: {
    cache: {
      "bin/ping.py": "pass\n",
      "bin/__pycache__/ping.cpython-39.pyc": "\u0000",
      "bin/__pycache__/pong.cpython-39.pyc": "\u0000",
    },
    "without its source": { "bin/ping.pyc": "\u0000" },
  },
  good: { "the source": { "bin/ping.py": "pass\n" } },
  *run({ files, has, isPackage }) {
    const compiled = files.filter((file) => /\.py[co]$/.test(file));
    const [first] = compiled;
    if (first === undefined) return;
    const bare = compiled.filter(
      (file) => !file.includes("__pycache__/") && !has(file.slice(0, -1)),
    );
    const [alone] = bare;
    yield {
      severity: isPackage || alone !== undefined ? undefined : "info",
      message:
        alone === undefined
          ? `compiled Python: ${compiled.length} file${compiled.length === 1 ? "" : "s"}`
          : `compiled Python, ${bare.length} of ${compiled.length} without source: nobody can read what runs`,
      where: { file: alone ?? first },
      hint: "Remove __pycache__ and *.pyc from the package.",
    };
  },
};
