// Ground: Search Reference, «sendalert», for the arguments, and messages.conf for the words of a refusal.
import { expect, it } from "vitest";
import { loadAddonFromTree } from "../../../../src/addon/load-addon.ts";
import { literalTree } from "../../../../src/addon/tree.ts";
import { runSearch } from "../../../../src/run-search.ts";
import { sendAlert } from "../../../../src/sendalert.ts";

const addon = () =>
  loadAddonFromTree(
    literalTree({
      "default/app.conf": "[package]\nid = TA_x\n",
      "metadata/default.meta": "[]\nexport = system\n",
      "default/alert_actions.conf":
        "[act]\npayload_format = json\nparam.title =\nparam.verbosity = 1\ncommand = sendalert $action_name$ param.passed=1\n[off]\ndisabled = 1\n",
      "bin/act.py": "",
      "bin/off.py": "",
    }),
  );

async function notesOf(args: string) {
  const run = await runSearch(addon(), `| makeresults | sendalert act ${args}`, { dryRun: true });
  return run.sendalerts.flatMap(({ problems }) =>
    problems.filter(({ code }) => /LOST|UNDECLARED|QUOTES/.test(code)),
  );
}

it.each([
  ['title="y"', "INVOKE_ARGUMENT_LOST", "`title=…`", "param.title"],
  ['param.title = "y"', "INVOKE_ARGUMENT_LOST", "`param.title = y`", "no blanks"],
  ["param.title= y", "INVOKE_ARGUMENT_LOST", "`y`", "double quotes"],
  ["foo bar", "INVOKE_ARGUMENT_LOST", "`foo bar`", "double quotes"],
  ["param.titel=y", "INVOKE_UNDECLARED_PARAM", "param.titel", "Did you mean param.title?"],
  ["param.colour=red", "INVOKE_UNDECLARED_PARAM", "param.colour", "Write `param.colour =`"],
  ["param.title=“y”", "INVOKE_TYPOGRAPHIC_QUOTES", "param.title", "straight quotes"],
  ["param.title=it’s", "INVOKE_TYPOGRAPHIC_QUOTES", "param.title", "straight quotes"],
])("remarks on %s", async (args, code, message, hint) => {
  expect(await notesOf(args)).toMatchObject([
    { code, message: expect.stringContaining(message), hint: expect.stringContaining(hint) },
  ]);
});

it.each([
  'param.title="it\'s \\"so\\""',
  "results_link=http://x",
  "param.action_name=act param._cam_workers=[] param.verbose=1 param.passed=2",
])("has nothing to say of %s", async (args) => {
  expect(await notesOf(args)).toEqual([]);
});

it("remarks on parameters of the library and the command line too", async () => {
  const { problems } = await sendAlert(addon(), {
    action: "act",
    params: { Title: "y" },
    dryRun: true,
  });
  expect(problems).toContainEqual(expect.objectContaining({ code: "INVOKE_UNDECLARED_PARAM" }));
});

it.each(["/etc/passwd", "../other/results.csv.gz", "C:\\\\x.csv"])(
  "refuses the results file %s in Splunk's words, and starts nothing",
  async (path) => {
    const run = await runSearch(addon(), `| makeresults | sendalert act results_file="${path}"`);
    expect(run.sendalerts).toEqual([]);
    expect(run.error).toMatch(
      /^Error in 'sendalert' command: Results path is invalid\. Path points outside of dispatch directory: '/,
    );
  },
);

it("does not find an action that is disabled", async () => {
  await expect(runSearch(addon(), "| makeresults | sendalert off")).rejects.toMatchObject({
    code: "ADDON_UNKNOWN_ACTION",
    message: expect.stringContaining("is disabled"),
  });
});
