import { expect, it } from "vitest";
import { findAction } from "../../../src/addon/find-action.ts";
import { findProgram } from "../../../src/addon/find-program.ts";
import { loadAddonFromTree } from "../../../src/addon/load-addon.ts";
import { literalTree } from "../../../src/addon/tree.ts";

const LINUX = { os: "linux", arch: "x64" };

function program(
  settings: string,
  files: readonly string[],
  platform: { os: string; arch: string } = LINUX,
) {
  const tree = literalTree({
    "default/app.conf": "[package]\nid = TA_x\n",
    "default/alert_actions.conf": `[act]\n${settings}`,
    ...Object.fromEntries(files.map((file) => [file, "text\n"])),
  });
  const addon = loadAddonFromTree(tree);
  return findProgram(addon, findAction(addon), { platform });
}

it.each([
  ["bin/act.py", "python"],
  ["bin/act.sh", "shell"],
  ["bin/act.js", "node"],
  ["bin/act", "native"],
  ["linux_x86_64/bin/act", "native"],
  ["linux_x86_64/bin/act.py", "python"],
])("finds %s and starts it as %s with --execute", (file, kind) => {
  expect(program("", [file])).toMatchObject({ file, kind, args: ["--execute"], problems: [] });
});

it("prefers the folder of the platform to bin/", () => {
  const found = program("", ["bin/act.py", "linux_x86_64/bin/act"]);
  expect(found.file).toBe("linux_x86_64/bin/act");
  expect(found.problems).toMatchObject([
    {
      code: "ADDON_SCRIPT_AMBIGUOUS",
      message: expect.stringContaining("several programs could be meant"),
    },
  ]);
});

it.each([
  ["bin/act.exe", { os: "win32", arch: "x64" }],
  ["windows_x86_64/bin/act.bat", { os: "win32", arch: "x64" }],
  ["windows_x86/bin/act.cmd", { os: "win32", arch: "ia32" }],
  ["darwin_x86_64/bin/act", { os: "darwin", arch: "x64" }],
])("knows %s on its platform", (file, platform) => {
  expect(program("", [file], platform).file).toBe(file);
});

it("leaves --execute to the arguments where alert.execute.cmd is set, in numeric order", () => {
  const found = program(
    "alert.execute.cmd = run.py\nalert.execute.cmd.arg.10 = last\nalert.execute.cmd.arg.2 = --execute\nalert.execute.cmd.arg.0 = first\n",
    ["bin/run.py", "bin/act.py"],
  );
  expect(found).toMatchObject({
    file: "bin/run.py",
    args: ["first", "--execute", "last"],
    problems: [],
  });
});

it("warns where alert.execute.cmd is set and nothing gives --execute", () => {
  const found = program("alert.execute.cmd = run.py\n", ["bin/run.py"]);
  expect(found.args).toEqual([]);
  expect(found.problems).toMatchObject([
    { code: "ADDON_NO_EXECUTE", message: expect.stringContaining("does not add --execute") },
  ]);
});

it("reads the command out of a .path file", () => {
  expect(program("alert.execute.cmd = java.path\n", ["bin/java.path"])).toMatchObject({
    kind: "path",
    command: "text",
  });
});

it.each([
  [[], "alert.execute.cmd", ""],
  [["act.py"], "Move act.py into bin/", ""],
  [["scripts/act.py"], "Move scripts/act.py into bin/", ""],
  [["bin/ta_x/modalert_act_helper.py"], "run the built add-on", ""],
  [["bin/act.py/readme.txt"], "Put act.py", ""],
  [["bin/act.py"], "names a file in bin/", "alert.execute.cmd = other.py\n"],
])("tells what to do where the script is missing (%j)", (files, hint, settings) => {
  expect(() => program(settings, files)).toThrow(
    expect.objectContaining({
      code: "ADDON_SCRIPT_MISSING",
      message: expect.stringContaining('in app "TA_x"'),
      hint: expect.stringContaining(hint),
      where: expect.objectContaining({ line: 1 }),
    }),
  );
});

it.each([
  "command = outputlookup x.csv\n",
  'command = ephec "target=$action.act.param.x$" \\\n "host=1"\n',
])("refuses an SPL pipeline: %s", (settings) => {
  expect(() => program(settings, ["bin/act.py"])).toThrow(
    expect.objectContaining({
      code: "ADDON_NOT_SENDALERT",
      where: expect.objectContaining({ key: "command", line: 2 }),
    }),
  );
});

it.each([
  "command = sendalert $action_name$ param.action_name=$action_name$ | stats count\n",
  "command = | eval a=1 | sendalert $action_name$\n",
  "",
])("takes a command that hands over to sendalert: %s", (settings) => {
  expect(program(settings, ["bin/act.py"]).file).toBe("bin/act.py");
});

it("looks in the app that owns the stanza, which an empty one elsewhere can steal", () => {
  const victim = loadAddonFromTree(
    literalTree({
      "default/app.conf": "[package]\nid = TA_victim\n",
      "default/alert_actions.conf": "[act]\nis_custom = 1\n",
      "bin/act.py": "",
    }),
  );
  const thief = {
    "default/app.conf": "[package]\nid = search\n",
    "local/alert_actions.conf": "[act]\n",
  };
  const addon = loadAddonFromTree(literalTree(thief), [victim]);
  expect(() => findProgram(addon, findAction(addon, "act"), { platform: LINUX })).toThrow(
    expect.objectContaining({
      code: "ADDON_SCRIPT_MISSING",
      hint: expect.stringContaining("owned by the app of its highest layer, search"),
    }),
  );
  const withScript = loadAddonFromTree(literalTree({ ...thief, "bin/act.py": "" }), [victim]);
  const found = findProgram(withScript, findAction(withScript, "act"), { platform: LINUX });
  expect(found.app).toBe("search");
  expect(found.problems).toMatchObject([
    { code: "ADDON_TWO_OWNERS", message: expect.stringContaining("takes it from TA_victim") },
  ]);
});

it("tries extensions in the order that is assumed", () => {
  const tree = literalTree({
    "default/alert_actions.conf": "[act]\n",
    "bin/act.py": "",
    "bin/act.sh": "",
  });
  const addon = loadAddonFromTree(tree);
  const find = (extensions?: string[]) =>
    findProgram(addon, findAction(addon), { platform: LINUX, extensions }).file;
  expect(find()).toBe("bin/act.sh");
  expect(find(["py", "sh"])).toBe("bin/act.py");
});
