import { expect, it } from "vitest";
import { linkSync, lstatSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runCli } from "../../../../support/run-cli.ts";
import { storedZip } from "../../../../support/stored-zip.ts";
import { canBeOdd, pipe } from "../../../../trials/odd-add-ons.ts";
import { tempFolder } from "../../../../support/temp-folder.ts";

const addon = (files: Readonly<Record<string, string>>): string =>
  tempFolder({ "default/app.conf": "[package]\nid = TA-ping\n", ...files });

it("points at the line, says what to do, and exits with 1", async () => {
  const root = addon({
    "default/alert_actions.conf": "[ping]\n",
    "bin/ping.py": "import sys\n\nprint >> sys.stderr, 'no'\n",
  });
  const { code, stdout } = await runCli(["check", root, "--only", "AR071"]);
  expect(stdout).toBe(`bin/ping.py
     3  error \`print >>\` is a TypeError in Python 3  AR071
        | print >> sys.stderr, 'no'
        | ^
        → Write print(…, file=sys.stderr).

TA-ping: 1 error, 0 warnings, 0 notes
`);
  expect(code).toBe(1);
});

it("takes rules by id or name, and leaves out what is ignored", async () => {
  const root = addon({ "default/alert_actions.conf": "[ping]\n" });
  const only = await runCli(["check", root, "--only", "script-missing"]);
  expect(only.code).toBe(1);
  const ignored = await runCli(["check", root, "--only", "AR001,AR020", "--ignore", "AR001"]);
  expect(ignored).toMatchObject({ code: 0, stdout: "TA-ping: no findings\n" });
});

it("cannot read what is not there, nor run a rule that there is not", async () => {
  expect(await runCli(["check", "/nowhere/at/all"])).toMatchObject({ code: 2, stdout: "" });
  const root = addon({ "default/alert_actions.conf": "[ping]\n" });
  expect(await runCli(["check", root, "--only", "AR999"])).toMatchObject({ code: 2 });
});

it("takes the add-on by --app too, as the other commands do", async () => {
  const root = addon({ "default/alert_actions.conf": "[ping]\n" });
  const { code, stdout } = await runCli(["check", "--app", root, "--only", "AR001"]);
  expect({ code, stdout }).toEqual({ code: 1, stdout: expect.stringContaining("AR001") });
  const both = await runCli(["check", root, "--app", root]);
  expect(both.stderr).toContain("check takes one add-on");
});

it("explains a rule with the add-ons that show it", async () => {
  const { code, stdout } = await runCli(["explain", "AR001"]);
  expect(code).toBe(0);
  expect(stdout).toContain(
    "Example with a finding: no bin at all\n  default/alert_actions.conf\n    [ping]\n",
  );
});

it("writes for machines, with paths from where it stands", async () => {
  const root = addon({ "default/alert_actions.conf": "[ping]\n" });
  const github = await runCli(["check", root, "--only", "AR001", "--format", "github"]);
  expect(github.stdout).toMatch(/^::error file=default\/alert_actions\.conf,line=1,title=AR001 /);
  expect(github.code).toBe(1);
  const json = await runCli(["check", root, "--only", "AR001", "--format", "json"]);
  expect(JSON.parse(json.stdout)).toMatchObject({ findings: [{ id: "AR001" }] });
  expect(await runCli(["check", root, "--format", "xml"])).toMatchObject({ code: 2 });
});

it("tells machines the path from the root of the repository", async () => {
  const repository = tempFolder({
    ".git/HEAD": "ref: refs/heads/main\n",
    "apps/TA_x/default/alert_actions.conf": "[ping]\n",
  });
  for (const cwd of [repository, join(repository, "apps"), join(repository, "apps/TA_x")]) {
    const check = async (format: string): Promise<string> =>
      (
        await runCli(
          ["check", join(repository, "apps/TA_x"), "--only", "AR001", "--format", format],
          { cwd },
        )
      ).stdout;
    expect(await check("github")).toContain("file=apps/TA_x/default/alert_actions.conf,");
    const { runs } = JSON.parse(await check("sarif"));
    expect(runs[0].results[0].locations[0].physicalLocation.artifactLocation).toEqual({
      uri: "apps/TA_x/default/alert_actions.conf",
      uriBaseId: "%SRCROOT%",
    });
  }
});

it("has one line for a finding, with the path from the current folder", async () => {
  const files = { "TA_x/default/alert_actions.conf": "[ping]\n", "TA_x/default/app.conf": "" };
  const cwd = tempFolder(files);
  const { code, stdout, stderr } = await runCli(
    ["check", "TA_x", "--only", "AR001", "--format", "concise"],
    { cwd },
  );
  expect({ code, stderr }).toEqual({ code: 1, stderr: "" });
  expect(stdout).toMatch(/^TA_x\/default\/alert_actions\.conf:1:\d+: error AR001 .+\n$/);
});

it("takes a package, and says its path, not where it was unpacked", async () => {
  const text = "[package]\nid = TA-ping\n";
  const entries = [
    { name: "TA-ping/default/app.conf", text },
    { name: "TA-ping/default/alert_actions.conf", text: "[ping]\n" },
    { name: "TA-ping/bin/ping.py", text: "print('pong')\n" },
  ];
  const file = join(tempFolder({ "TA-ping.zip": storedZip(entries) }), "TA-ping.zip");
  const { stdout } = await runCli(["check", file, "--only", "AR001", "--format", "json"]);
  expect(JSON.parse(stdout)).toMatchObject({ appId: "TA-ping", root: file, findings: [] });
  const ran = await runCli(["run", "ping", "--app", file, "--json"]);
  expect(JSON.parse(ran.stdout)).toMatchObject({ invocations: [{ stdout: "pong\n" }] });
  const broken = join(tempFolder({ "TA-ping.spl": "no" }), "TA-ping.spl");
  const refused = await runCli(["check", broken]);
  expect(refused).toMatchObject({ code: 2, stdout: "" });
  expect(refused.stderr).toContain("ADDON_BAD_PACKAGE");
});

it("shows the mending first, makes it, and has nothing more to mend", async () => {
  const root = addon({ "default/alert_actions.conf": "\ufeff[ping]\r\nlabel = Ping\r\n" });
  const file = join(root, "default/alert_actions.conf");
  const before = readFileSync(file);
  const shown = await runCli(["check", root, "--only", "AR014", "--fix", "--dry-run"]);
  expect(shown.stdout).toContain("+++ b/default/alert_actions.conf");
  expect(readFileSync(file).equals(before)).toBe(true);
  const args = ["check", root, "--only", "AR014", "--fix"];
  const first = await runCli(args);
  expect(first.stderr).toContain("fixed default/alert_actions.conf");
  expect(first.stdout).toBe("TA-ping: no findings\n");
  expect(readFileSync(file, "utf8")).toBe("[ping]\nlabel = Ping\n");
  expect(await runCli(args)).toMatchObject({ code: 0, stderr: "" });
  const again = await runCli([...args, "--dry-run"]);
  expect(again).toMatchObject({ code: 0, stdout: "", stderr: "nothing to fix\n" });
  expect(await runCli(["check", root, "--dry-run"])).toMatchObject({ code: 2 });
});

it("leaves out what the add-on's configuration waives, and counts it", async () => {
  const waivers = [{ id: "AR001", reason: "the program is built later" }];
  const root = addon({
    "default/alert_actions.conf": "[ping]\n",
    "ar-sim.config.json": JSON.stringify({ waivers }),
  });
  const { code, stdout } = await runCli(["check", root, "--only", "AR001"]);
  expect(stdout).toContain("ar-sim.config.json waives 1 finding");
  expect(code).toBe(0);
});

it("heeds no configuration that lies inside a package, broken or not", async () => {
  const waivers = JSON.stringify({ waivers: [{ id: "AR001", reason: "trust me" }] });
  for (const config of [waivers, "{"]) {
    const entries = [
      { name: "TA-ping/default/app.conf", text: "[package]\nid = TA-ping\n" },
      { name: "TA-ping/default/alert_actions.conf", text: "[ping]\n" },
      { name: "TA-ping/ar-sim.config.json", text: config },
    ];
    const file = join(tempFolder({ "TA-ping.zip": storedZip(entries) }), "TA-ping.zip");
    const { code, stdout } = await runCli(["check", file, "--only", "AR001"]);
    expect(stdout).toContain("ar-sim.config.json inside the package is ignored");
    expect(stdout).toContain("AR001");
    expect(code).toBe(1);
  }
});

it("shows a key in no format, nor in a diff", async () => {
  const aws = `AKIA${"Q".repeat(16)}`;
  const root = addon({
    "default/alert_actions.conf": `[ping]\r\nparam.password = hunter2\r\nparam.key = ${aws}\r\n`,
    "default/server.pem": `-----BEGIN PRIVATE KEY-----\n${"A".repeat(64)}\n`,
  });
  for (const format of ["text", "concise", "json", "sarif", "github", "junit", "markdown"]) {
    const { stdout } = await runCli(["check", root, "--format", format]);
    expect(stdout, format).toContain("AR101");
    expect(stdout, format).not.toMatch(/AKIAQ|AAAAAAAA|hunter2/);
  }
  const diff = await runCli(["check", root, "--only", "AR014", "--fix", "--dry-run"]);
  expect(diff.stdout).toContain("+param.key = AKIA****************");
  expect(diff.stdout).not.toContain("AKIAQ");
});

it.skipIf(process.platform === "win32")("mends nothing that lies behind a link", async () => {
  const text = "[ping]\r\nlabel = Ping\r\n";
  const away = tempFolder({ "tags.conf": text, "metadata/default.meta": text });
  const root = addon({ "default/alert_actions.conf": "[ping]\n" });
  symlinkSync(join(away, "tags.conf"), join(root, "default/tags.conf"));
  symlinkSync(join(away, "metadata"), join(root, "metadata"));
  const args = ["check", root, "--only", "AR014", "--fix", "--follow-links"];
  const { stderr } = await runCli(args);
  expect(stderr).toBe(
    "not fixed: default/tags.conf: it is a link\nnot fixed: metadata/default.meta: metadata is a link\n",
  );
  for (const file of ["tags.conf", "metadata/default.meta"])
    expect(readFileSync(join(away, file), "utf8")).toBe(text);
});

it.skipIf(process.platform === "win32")("mends a file, and not its other names", async () => {
  const text = "[ping]\r\nlabel = Ping\r\n";
  const root = addon({ "default/alert_actions.conf": text });
  const other = join(tempFolder(), "other.conf");
  linkSync(join(root, "default/alert_actions.conf"), other);
  const { stderr } = await runCli(["check", root, "--only", "AR014", "--fix"]);
  expect(stderr).toBe("fixed default/alert_actions.conf\n");
  expect(readFileSync(join(root, "default/alert_actions.conf"), "utf8")).not.toContain("\r");
  expect(readFileSync(other, "utf8")).toBe(text);
});

it.skipIf(!canBeOdd)("puts no file where a pipe is", async () => {
  const root = addon({ "default/alert_actions.conf": "[ping]\n", "bin/ping.py": "pass\n" });
  for (const path of ["metadata/default.meta", "README/alert_actions.conf.spec"])
    pipe(join(root, path));
  await runCli(["check", root, "--fix"]);
  for (const path of ["metadata/default.meta", "README/alert_actions.conf.spec"])
    expect(lstatSync(join(root, path)).isFIFO()).toBe(true);
});

it("explains the rules on waivers too", async () => {
  const { stdout } = await runCli(["explain", "AR190", "waiver-unused"]);
  expect(stdout).toContain("AR190 waiver-blanket (warning)");
  expect(stdout).toContain("AR191 waiver-unused (warning)");
});

it("asks more of a package than of a folder that somebody works in", async () => {
  const id = "[package]\nid = TA-pong\n";
  const entries = [
    { name: "TA-ping/default/app.conf", text: id },
    { name: "TA-ping/.svn/entries", text: "12\n" },
    { name: "TA-ping/bin/ping.py", text: "pass\n" },
    { name: "TA-ping/bin/__pycache__/ping.cpython-39.pyc", text: "-" },
  ];
  const file = join(tempFolder({ "TA-ping.zip": storedZip(entries) }), "TA-ping.zip");
  const args = ["--only", "AR103,AR104,AR106", "--format", "json"];
  const gravity = async (path: string): Promise<string[]> => {
    const { stdout } = await runCli(["check", path, ...args]);
    const { findings } = JSON.parse(stdout) as { findings: { id: string; severity: string }[] };
    return findings.map((one) => `${one.id} ${one.severity}`).toSorted();
  };
  expect(await gravity(file)).toEqual(["AR103 warning", "AR104 warning", "AR106 warning"]);
  const inside = (folder: string) =>
    Object.fromEntries(entries.map(({ name, text }) => [name.replace("TA-ping", folder), text]));
  const home = tempFolder(inside("etc/apps/TA-ping"));
  expect(await gravity(join(home, "etc/apps/TA-ping"))).toEqual(["AR103 info", "AR106 warning"]);
  expect(await gravity(join(tempFolder(inside("work")), "work"))).toEqual(["AR103 info"]);
});

it.skipIf(process.platform === "win32")("does not go round in circles of links", async () => {
  const root = addon({ "default/alert_actions.conf": "[ping]\n", "bin/a/x.py": "pass\n" });
  symlinkSync("..", join(root, "bin/a/up"));
  symlinkSync("/", join(root, "bin/a/top"));
  symlinkSync("a", join(root, "bin/b"));
  const { stdout } = await runCli(["check", root, "--only", "AR102"]);
  expect(stdout).toContain("the link points outside the add-on, to /");
  expect(stdout).toContain("TA-ping: 0 errors, 1 warning, 2 notes");
});

it("tells of an add-on beside it that takes the action over, and not of that one's own faults", async () => {
  const root = addon({ "default/alert_actions.conf": "[ping]\n", "bin/ping.py": "" });
  const beside = tempFolder({
    "default/app.conf": "[package]\nid = A-beside\n",
    "default/alert_actions.conf": "[ping]\nno setting\n[pong]\nalert.execute.cmd = ../x\n",
  });
  const { stdout } = await runCli(["check", root, "--also", beside, "--format", "json"]);
  const { findings } = JSON.parse(stdout) as {
    findings: { id: string; where: { file: string } }[];
  };
  expect(findings.map(({ id }) => id)).toContain("AR089");
  expect(findings.filter(({ where }) => where.file.startsWith("/"))).toEqual([]);
});

it("leaves a file alone whose bytes it could not write back", async () => {
  const root = addon({ "default/alert_actions.conf": "" });
  const file = join(root, "default/alert_actions.conf");
  const bytes = Buffer.from("[ping]\r\nlabel = caf\xe9\r\n", "latin1");
  writeFileSync(file, bytes);
  const { stdout } = await runCli(["check", root, "--only", "AR014", "--fix"]);
  expect(stdout).toContain("the file has Windows line endings");
  expect(readFileSync(file).equals(bytes)).toBe(true);
});
