import { describe, expect, it } from "vitest";
import { loadAddonFromTree } from "../../../../src/addon/load-addon.ts";
import { findCommand, findCommandProgram } from "../../../../src/addon/read/read-commands.ts";
import { literalTree } from "../../../../src/addon/tree.ts";

const addonWith = (stanza: string, ...files: readonly string[]) =>
  loadAddonFromTree(
    literalTree({
      "default/commands.conf": stanza,
      ...Object.fromEntries(files.map((file) => [file, "/usr/bin/awk"])),
    }),
  );

const programOf = (stanza: string, ...files: readonly string[]) => {
  const addon = addonWith(stanza, ...files);
  const command = findCommand(addon, "go");
  return command && findCommandProgram(addon, command);
};

const NATIVE = `${process.platform}_${process.arch === "x64" ? "x86_64" : process.arch}/bin/go.py`;

describe("findCommandProgram", () => {
  // Ground: commands.conf.spec, the stanza and `filename`.
  it.each<[stanza: string, files: string[], file: string | undefined]>([
    ["[go]\nfilename = other.py", ["bin/other.py", "bin/go.py"], "bin/other.py"],
    ["[go]", ["bin/go.pl", "bin/go.py"], "bin/go.py"],
    ["[go]", ["bin/go.sh"], undefined],
    ["[go]\nchunked = true", ["bin/go.sh"], "bin/go.sh"],
    ["[go]\nchunked = 1", ["bin/go"], "bin/go"],
    ["[go]", [NATIVE, "bin/go.py"], "bin/go.py"],
    ["[go]\nchunked = true", [NATIVE, "bin/go.py"], NATIVE],
    ["[go]\nfilename = ../secret.py", ["secret.py"], undefined],
    ["[go]\nfilename = /bin/sh", [], undefined],
    ["[go]\nfilename = gone.py", ["bin/go.py"], undefined],
  ])("%j with %j", (stanza, files, file) => {
    expect(programOf(stanza, ...files)?.file).toBe(file);
  });

  it("reads a .path file, and arguments in the order of their numbers", () => {
    const stanza =
      "[go]\nchunked = true\nfilename = go.path\ncommand.arg.2 = b\ncommand.arg.1 = $SPLUNK_HOME\ncommand.arg.10 = c";
    expect(programOf(stanza, "bin/go.path")).toMatchObject({
      kind: "path",
      command: "/usr/bin/awk",
      args: ["$SPLUNK_HOME", "b", "c"],
    });
  });

  it("gives no arguments to a command of the older protocol", () => {
    expect(programOf("[go]\ncommand.arg.1 = a", "bin/go.py")?.args).toEqual([]);
  });
});

describe("findCommand", () => {
  it.each(["[go]\ndisabled = 1", "[other]", "[gone]"])("leaves out %j", (stanza) => {
    expect(findCommand(addonWith(stanza), "go")).toBeUndefined();
  });

  it("does not mind the case of its name", () => {
    expect(findCommand(addonWith("[myGo]"), "mygo")?.name).toBe("myGo");
  });
});
