import { readdirSync } from "node:fs";
import { basename, dirname } from "node:path";
import { expect, it } from "vitest";
import { loadAddonFromTree } from "../../../../src/addon/load-addon.ts";
import { literalTree } from "../../../../src/addon/tree.ts";
import { gatherFacts } from "../../../../src/checks/facts/gather-facts.ts";
import { readerPath } from "../../../../src/checks/reading/python/reader-path.ts";

const facts = (files: Readonly<Record<string, string | Buffer>>) =>
  gatherFacts(
    loadAddonFromTree(
      literalTree({ "default/alert_actions.conf": "[ping]\n", ...files }),
      [],
      "my_addon",
    ),
  );

it("reads the modules that the script reaches, and none that it does not", () => {
  const { files } = facts({
    "bin/ping.py": "import near\nimport requests\n",
    "bin/near.py": "from far import away\n",
    "lib/far/__init__.py": "",
    "lib/far/away.py": "",
    "lib/requests/__init__.py": "print 'never read'\n",
    "bin/apart.py": "print 'never read'\n",
  }).python;
  expect(files.map(({ path }) => path).toSorted()).toEqual([
    "bin/near.py",
    "bin/ping.py",
    "lib/far/__init__.py",
    "lib/far/away.py",
  ]);
});

it("says which file no Python reads, and reads the others all the same", () => {
  const { files } = facts({
    "bin/ping.py": "import deep\nimport nul\nimport odd\n",
    "bin/deep.py": `x = ${"(".repeat(3000)}${")".repeat(3000)}\n`,
    "bin/nul.py": "x = 1\0\n",
    "bin/odd.py": Buffer.from([0x78, 0x20, 0x3d, 0x20, 0x22, 0xff, 0x22, 0x0a]),
  }).python;
  const kinds = files.map(({ path, troubles }) => [path, troubles.map(({ kind }) => kind)]);
  expect(Object.fromEntries(kinds)).toEqual({
    "bin/ping.py": [],
    "bin/deep.py": ["broken"],
    "bin/nul.py": ["broken"],
    "bin/odd.py": ["broken"],
  });
});

it("follows what a name may be through functions, classes and other modules", () => {
  const { files } = facts({
    "bin/ping.py":
      'import names\ndef write(m, index):\n    m.writeevents(index=index)\n\nwrite(None, f"{names.BASE}_idx")\n',
    "bin/names.py": 'BASE = "my"\n',
  }).python;
  const call = files.flatMap((file) => file.calls).find((one) => one.name === "m.writeevents");
  expect(call?.keywords["index"]).toEqual([{ kind: "text", parts: ["my_idx"] }]);
});

it("takes a virtual environment of any name for no part of the app", () => {
  const { files, leftOut, python } = facts({
    "bin/ping.py": "import requests\n",
    "env/pyvenv.cfg": "home = /usr/bin\nversion = 3.11.2\n",
    "env/lib/python3.11/site-packages/requests/__init__.py": "",
    "bin/env/pyvenv.cfg": "[no such file of Python]\n",
    "bin/env/near.py": "",
  });
  expect(files).toContain("bin/env/near.py");
  expect(files.filter((path) => path.startsWith("env/"))).toEqual([]);
  expect(leftOut).toEqual([{ path: "env", environment: { home: "/usr/bin", python: "3.11.2" } }]);
  expect(python.modules.has("requests")).toBe(false);
});

it("takes no module of the program that reads scripts for one of Python", () => {
  const own = readdirSync(dirname(readerPath)).map((file) => basename(file, ".py"));
  expect(own).toContain("values");
  const script = [...own, "json", "email"].map((name) => `import ${name}\n`).join("");
  const [file] = facts({ "bin/ping.py": script }).python.files;
  const standard = file?.imports.filter((one) => one.isStandard).map((one) => one.module);
  expect(standard).toEqual(["json", "email"]);
});
