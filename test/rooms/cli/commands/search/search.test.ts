import { expect, it } from "vitest";
import { fixture, runCli } from "../../../../support/run-cli.ts";
import { tempFolder } from "../../../../support/temp-folder.ts";

const search = (spl: string, ...args: string[]) =>
  runCli(["search", spl, "--app", fixture("TA_ping"), ...args]);

it("prints the final rows as a table", async () => {
  const { code, stdout } = await search('| makeresults count=2 | eval a="x" | table a b');
  expect(code).toBe(0);
  expect(stdout).toBe(`┌───┬───┐
│ a │ b │
├───┼───┤
│ x │   │
│ x │   │
└───┴───┘
2 results
`);
  expect((await search("| makeresults | where 1=2")).stdout).toBe("No results found.\n");
});

it("tells what each action did before the rows", async () => {
  const { code, stdout } = await search(
    '| makeresults | eval dest="web01" | sendalert ping_host | table dest',
  );
  expect(code).toBe(0);
  expect(stdout).toMatch(
    /^ping_host TA_ping · adhoc · 1 row[^]*PASS[^]*│ web01 │[^]*\n1 result\n$/,
  );
});

it("prints one JSON document", async () => {
  const { stdout } = await search(
    "| makeresults | sendalert ping_host | sendalert notable",
    "--json",
  );
  expect(JSON.parse(stdout)).toMatchObject({
    schema: "ar-sim/search/1",
    error: null,
    fields: ["_time"],
    rowCount: 1,
    sendalerts: [{ action: "ping_host", verdict: { status: "pass" } }],
    notables: [{ sourcetype: "stash" }],
  });
});

it("runs on a notable that it made", async () => {
  const { stdout } = await search(
    '| makeresults | eval src="192.0.2.7" | sendalert notable param.rule_title="Mine"',
    "--json",
  );
  const { notables } = JSON.parse(stdout);
  const folder = tempFolder({ "notable.json": JSON.stringify(notables[0]) });
  const { code, stdout: told } = await runCli([
    "run",
    "--app",
    fixture("TA_ping"),
    "--mode",
    "es-adhoc",
    "--notable",
    `${folder}/notable.json`,
  ]);
  expect(code).toBe(0);
  expect(told).toMatch(/Adaptive Responses/);
});

it("ends with 3 where an action fails, and shows Splunk's words", async () => {
  const { code, stdout } = await runCli([
    "search",
    "| makeresults | sendalert exits_2",
    "--app",
    fixture("TA_misbehaves"),
  ]);
  expect(code).toBe(3);
  expect(stdout).toMatch(/Error in 'sendalert' command: Alert script returned error code 2\.\n$/);
});

it.each([
  [
    "| makeresults | frobnicate",
    /SEARCH_UNKNOWN_COMMAND[^]*\n  \| makeresults \| frobnicate\n {18}\^/,
  ],
  ['| makeresults | eval a="x', /SEARCH_SYNTAX[^]*Unbalanced quotes/],
  ["| makeresults | eval a=frob(1)", /SEARCH_UNKNOWN_FUNCTION/],
  [
    "| makeresults | sendalert pong_host",
    /ADDON_UNKNOWN_ACTION[^]*Error in 'sendalert' command: Alert action "pong_host" not found\.[^]*Did you mean `ping_host`/,
  ],
  ["| makeresults | sendalert", /SEARCH_SYNTAX[^]*The name of an alert action is missing/],
] as const)("refuses %s", async (spl, message) => {
  const { code, stderr, stdout } = await search(spl);
  expect(code).toBe(2);
  expect(stdout).toBe("");
  expect(stderr).toMatch(message);
});

it.each([
  ["", 2, 'Alert action "hidden" not found.'],
  ["[alert_actions]\nexport = none\n", 2, 'Alert action "hidden" not found.'],
  ["[]\nexport = system\n", 0, "hidden"],
])("finds an action of another app if it is exported: %j", async (meta, code, told) => {
  const other = {
    "default/app.conf": "[package]\nid = other\n",
    "default/alert_actions.conf": "[hidden]\nis_custom = 1\n",
    "bin/hidden.py": "",
    "metadata/default.meta": meta,
  };
  const folder = tempFolder(
    Object.fromEntries(Object.entries(other).map(([name, text]) => [`other/${name}`, text])),
  );
  const also = ["--also", `${folder}/other`];
  const spl = "| makeresults | sendalert hidden";
  const ran = await runCli(["search", spl, "--app", fixture("TA_programs"), ...also]);
  expect([ran.code, `${ran.stdout}${ran.stderr}`]).toEqual([code, expect.stringContaining(told)]);
});

it("needs no add-on for a search that starts no action", async () => {
  const cwd = tempFolder();
  const { code, stdout } = await runCli(["search", "| makeresults | eval a=1 | table a"], { cwd });
  expect(code).toBe(0);
  expect(stdout).toContain("│ 1 │");
  expect((await runCli(["search", "| makeresults | sendalert notable"], { cwd })).code).toBe(0);
  const { stderr } = await runCli(["search", "| makeresults | sendalert x"], { cwd });
  expect(stderr).toMatch(/ADDON_NOT_FOUND/);
});

it("wants one search", async () => {
  expect((await runCli(["search"])).stderr).toMatch(/CLI_USAGE[^]*the search is missing/);
  expect((await runCli(["search", "| makeresults", "x"])).stderr).toMatch(/one argument/);
  expect((await runCli(["search", "--help"])).stdout).toMatch(/^Usage: ar-sim search 'SPL'/);
});

it("gives the rows of a run", async () => {
  const args = ["run", "--app", fixture("TA_ping"), "--json"];
  const spl = '| makeresults count=3 | eval dest="web01"';
  const { stdout } = await runCli([...args, "--spl", spl]);
  const { rows, invocations } = JSON.parse(stdout);
  expect(rows).toBe(3);
  expect(JSON.parse(invocations[0].payload).result.dest).toBe("web01");
  const both = await runCli([...args, "--spl", spl, "--result", "a=b"]);
  expect(both.stdout).toMatch(/CLI_USAGE[^]*--spl cannot be used together/);
  const nested = await runCli([...args, "--spl", "| makeresults | sendalert ping_host"]);
  expect(nested.stdout).toMatch(/SEARCH_SYNTAX[^]*ar-sim search/);
});
