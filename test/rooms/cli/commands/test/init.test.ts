import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { fixture, runCli } from "../../../../support/run-cli.ts";
import { tempFolder } from "../../../../support/temp-folder.ts";

function addonLike(name: string): string {
  const folder = tempFolder();
  for (const part of ["bin", "default", "metadata"])
    cpSync(join(fixture(name), part), join(folder, part), { recursive: true });
  return folder;
}

it("writes a first scenario file of conf, form and rules, which passes as written", async () => {
  const cwd = addonLike("TA_ping");
  const { code, stdout, stderr } = await runCli(["test", "--init"], { cwd });
  expect(code).toBe(0);
  expect(stderr).toBe("wrote ar-sim.test.yaml with 7 cases; running them\n");
  expect(stdout).toContain("9 passed");
  const text = readFileSync(join(cwd, "ar-sim.test.yaml"), "utf8");
  for (const words of ["runs on a notable event", "refuses a bad count", "takes a good host_field"])
    expect(text).toContain(words);
  expect((await runCli(["test"], { cwd })).code).toBe(0);
});

/** Where the editor looks for the schema of a scenario file. */
function schemaOf(file: string): string {
  const [, given = ""] = /^(?:# yaml-language-server: )?\$schema[:=] ?"?([^"\s]+)/m.exec(
    readFileSync(file, "utf8"),
  )!;
  return given.startsWith("file:") ? fileURLToPath(given) : resolve(dirname(file), given);
}

it.each(["node_modules", "../node_modules"])(
  "names the schema in %s by a path within the project",
  async (modules) => {
    const cwd = join(tempFolder(), "TA_ping");
    cpSync(addonLike("TA_ping"), cwd, { recursive: true });
    const file = join(cwd, modules, "ar-sim/src/scenario/file/scenario.schema.json");
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, "{}");
    await runCli(["test", "--init"], { cwd });
    const written = join(cwd, "ar-sim.test.yaml");
    expect(schemaOf(written)).toBe(file);
    expect(readFileSync(written, "utf8")).not.toContain(cwd);
  },
);

it("names a schema that is there where ar-sim is not among the add-on's packages", async () => {
  const cwd = addonLike("TA_ping");
  await runCli(["test", "--init"], { cwd });
  const schema = schemaOf(join(cwd, "ar-sim.test.yaml"));
  expect(existsSync(schema)).toBe(true);
  expect(JSON.parse(readFileSync(schema, "utf8"))).toHaveProperty("properties.cases");
});

it("says what is wrong with an add-on that fails", async () => {
  const cwd = addonLike("TA_wrong_sourcetype");
  const { code, stdout } = await runCli(["test", "--init"], { cwd });
  expect(code).toBe(1);
  expect(stdout).toContain("because event has sourcetype `lookup:results`");
});

it("asks for each required parameter, of _cam, of the form, and of a rule", async () => {
  const cwd = tempFolder({
    "default/alert_actions.conf": `[ask]
param._cam = {"category": ["x"], "task": ["y"], "subject": ["z"], "technology": [], "required_params": ["url"]}
param.url =
param.team =
param.code =
`,
    "default/restmap.conf": `[validation:savedsearch]
action.ask.param.code = validate(match('action.ask.param.code', "^Q{7}$"), "Seven of them")
`,
    "default/data/ui/alerts/ask.html": `<form>
<select name="action.ask.param.team" required><option value="red">Red</option></select></form>`,
    "bin/ask.sh": '#!/bin/sh\ngrep -q \'"team":"red"\'\n',
  });
  await runCli(["test", "--init"], { cwd });
  const text = readFileSync(join(cwd, "ar-sim.test.yaml"), "utf8");
  expect(text).toContain("name: is not saved without url");
  expect(text).toContain("name: fails without team");
  expect(text).toContain("team: red");
  expect(text).toContain("skip: write a value of code that is accepted");
});

it("never writes over a file", async () => {
  const cwd = tempFolder({ "default/alert_actions.conf": "[a]\n", "ar-sim.test.yaml": "mine" });
  const { code, stderr } = await runCli(["test", "--init"], { cwd });
  expect(code).toBe(2);
  expect(stderr).toContain("ar-sim.test.yaml exists already");
  expect(readFileSync(join(cwd, "ar-sim.test.yaml"), "utf8")).toBe("mine");
});

it("says when there is nothing to test", async () => {
  const { code, stderr } = await runCli(["test", "--init"], {
    cwd: tempFolder({ "default/alert_actions.conf": "" }),
  });
  expect(code).toBe(5);
  expect(stderr).toContain("no action that runs a script");
});
