/** AR103: Compiled Python lies in the add-on. */
import type { Check } from "../../rule/check.ts";

export const compiledPython: Check = {
  id: "AR103",
  name: "compiled-python",
  severity: "warning",
  title: "Compiled Python lies in the add-on",
  why: "Python makes `__pycache__` anew on each machine; what is packed of it fits one version only, and a `.pyc` beside the sources is imported even when its source is gone, so that nobody can read what runs. Splunkbase asks for apps without it. In a working folder it is only to know. Ground: Python's «Compiled Python files»; Splunk's packaging guide.",
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
          : `compiled Python, ${bare.length} of ${compiled.length} without its source: nobody can read what runs`,
      where: { file: alone ?? first },
      hint: "Leave __pycache__ and *.pyc out of the package.",
    };
  },
};
