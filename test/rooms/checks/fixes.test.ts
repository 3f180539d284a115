import { expect, it } from "vitest";
import { loadAddonFromTree } from "../../../src/addon/load-addon.ts";
import { literalTree } from "../../../src/addon/tree.ts";
import type { Finding } from "../../../src/checks/rule/finding.ts";
import { fixFiles } from "../../../src/checks/fixes/fix-files.ts";
import { gatherFacts } from "../../../src/checks/facts/gather-facts.ts";
import { runChecks } from "../../../src/checks/run-checks.ts";

type Files = Readonly<Record<string, string>>;

function found(files: Files, only: readonly string[]): Finding[] {
  return runChecks(gatherFacts(loadAddonFromTree(literalTree(files), [], "my_addon")), { only });
}

/** The files that the mending changes or makes, and what is found after it. */
function mended(files: Files, id: string): { changed: Files; left: Finding[] } {
  const before = found(files, [id]);
  expect(before, "there is something to mend").not.toEqual([]);
  const read = (file: string): Buffer | undefined =>
    Object.hasOwn(files, file) ? Buffer.from(files[file] ?? "") : undefined;
  const made = fixFiles(before, read).map(({ file, after }) => [file, after.toString()]);
  const changed = Object.fromEntries(made) as Files;
  const left = found({ ...files, ...changed }, [id]);
  return { changed, left };
}

const SCRIPT = `from cim_actions import ModularAction
m = ModularAction("", None, "ping")
m.addevent("a", sourcetype="my:st")
m.writeevents(index="main")
`;
const ACTION = { "default/alert_actions.conf": "[ping]\n", "bin/ping.py": SCRIPT };
const EVENTTYPE = { "default/eventtypes.conf": "[ping_results]\nsearch = sourcetype=my:st\n" };
const FORM = { "default/data/ui/alerts/ping.html": '<input name="action.ping.param.url">\n' };

const cases: [string, string, Files, Files][] = [
  [
    "AR041",
    "a stanza without eventtype=",
    { ...EVENTTYPE, "default/tags.conf": "# é\r\n [ping_results] \r\nmodaction_result = enabled" },
    { "default/tags.conf": "# é\r\n [eventtype=ping_results] \r\nmodaction_result = enabled" },
  ],
  [
    "AR041",
    "a misspelled eventtype",
    { ...EVENTTYPE, "default/tags.conf": "[eventtype=ping_result]\nmodaction_result = enabled\n" },
    { "default/tags.conf": "[eventtype=ping_results]\nmodaction_result = enabled\n" },
  ],
  [
    "AR041",
    "a misspelled field",
    {
      ...EVENTTYPE,
      "default/tags.conf": "[event_type=ping_results]\nmodaction_result = enabled\n",
    },
    { "default/tags.conf": "[eventtype=ping_results]\nmodaction_result = enabled\n" },
  ],
  [
    "AR041",
    "a colon",
    { ...EVENTTYPE, "default/tags.conf": "[eventtype:ping_results]\nmodaction_result = enabled\n" },
    { "default/tags.conf": "[eventtype=ping_results]\nmodaction_result = enabled\n" },
  ],
  [
    "AR041",
    "a misspelled tag",
    { ...EVENTTYPE, "default/tags.conf": "[eventtype=ping_results]\nmodaction-results = enabled" },
    { "default/tags.conf": "[eventtype=ping_results]\nmodaction_result = enabled" },
  ],
  [
    "AR040",
    "a misspelled tag",
    {
      ...ACTION,
      ...EVENTTYPE,
      "default/tags.conf": "[eventtype=ping_results]\nmodaction_results = enabled\n",
    },
    { "default/tags.conf": "[eventtype=ping_results]\nmodaction_result = enabled\n" },
  ],
  [
    "AR040",
    "the tag of invocations alone",
    {
      ...ACTION,
      ...EVENTTYPE,
      "default/tags.conf": "[eventtype=ping_results]\nmodaction = enabled",
    },
    {
      "default/tags.conf":
        "[eventtype=ping_results]\nmodaction = enabled\nmodaction_result = enabled\n",
    },
  ],
  [
    "AR040",
    "neither eventtype nor tag, behind a line that goes on",
    { ...ACTION, "default/eventtypes.conf": "[other]\nsearch = x \\" },
    {
      "default/eventtypes.conf":
        '[other]\nsearch = x \\\n\n[ping_modaction_result]\nsearch = sourcetype="my:st"\n',
      "default/tags.conf": "[eventtype=ping_modaction_result]\nmodaction_result = enabled\n",
    },
  ],
  [
    "AR061",
    "no export below []",
    { ...ACTION, "metadata/default.meta": "# a\r\n[]\r\naccess = read : [ * ]\r\n" },
    { "metadata/default.meta": "# a\r\n[]\r\nexport = system\r\naccess = read : [ * ]\r\n" },
  ],
  [
    "AR061",
    "no [] at all",
    { ...ACTION, "metadata/default.meta": "[views]\nexport = system\n" },
    { "metadata/default.meta": "[views]\nexport = system\n\n[]\nexport = system\n" },
  ],
  [
    "AR061",
    "another word for the action",
    {
      ...ACTION,
      "metadata/default.meta": "[]\nexport = system\n[alert_actions/ping]\nexport = none\n",
    },
    { "metadata/default.meta": "[]\nexport = system\n[alert_actions/ping]\nexport = system\n" },
  ],
  [
    "AR032",
    "no spec",
    { "default/alert_actions.conf": "[ping]\nparam.url = x\nparam.n = 1\n" },
    {
      "README/alert_actions.conf.spec": "[ping]\nparam.url = <string>\nparam.n = <string>\n",
    },
  ],
  [
    "AR032",
    "a spec that lacks one",
    {
      "default/alert_actions.conf": "[ping]\nparam.url = x\nparam.n = 1\n",
      "README/alert_actions.conf.spec": "[ping]\nparam.url = <string>\n* the url\n[pong]\n",
    },
    {
      "README/alert_actions.conf.spec":
        "[ping]\nparam.n = <string>\nparam.url = <string>\n* the url\n[pong]\n",
    },
  ],
  [
    "AR024",
    "one line",
    {
      ...FORM,
      "default/alert_actions.conf": '[ping]\nparam._cam = {"task": ["scan"]} \nlabel = x\n',
    },
    {
      "default/alert_actions.conf":
        '[ping]\nparam._cam = {"task": ["scan"], "supports_adhoc": true} \nlabel = x\n',
    },
  ],
  [
    "AR024",
    "many lines",
    {
      ...FORM,
      "default/alert_actions.conf":
        '[ping]\nparam._cam = {\\\n  "technology": [{"vendor": "x"}]\\\n}\nlabel = x\n',
    },
    {
      "default/alert_actions.conf":
        '[ping]\nparam._cam = {\\\n  "technology": [{"vendor": "x"}]\\\n, "supports_adhoc": true}\nlabel = x\n',
    },
  ],
  [
    "AR024",
    "an empty object",
    { ...FORM, "default/alert_actions.conf": "[ping]\nparam._cam = {}\n" },
    { "default/alert_actions.conf": '[ping]\nparam._cam = {"supports_adhoc": true}\n' },
  ],
  [
    "AR060",
    "no default.meta",
    ACTION,
    {
      "metadata/default.meta": "[]\naccess = read : [ * ], write : [ admin ]\nexport = system\n",
    },
  ],
  [
    "AR014",
    "a byte order mark and Windows line ends",
    { "default/alert_actions.conf": "\ufeff[ping]\r\nlabel = é\r\n" },
    { "default/alert_actions.conf": "[ping]\nlabel = é\n" },
  ],
];

it.each(cases)(
  "%s mends %s, keeps every other byte, and finds nothing more",
  (id, _what, files, after) => {
    const { changed, left } = mended(files, id);
    expect(changed).toEqual(after);
    expect(left).toEqual([]);
  },
);

it.each(cases)("%s: what mends %s brings no other fault", (id, _what, files, after) => {
  const idsOf = (tree: Files): Set<string> => new Set(found(tree, []).map((one) => one.id));
  const before = idsOf(files);
  const fresh = [...idsOf({ ...files, ...after })].filter((one) => !before.has(one));
  expect(fresh, id).toEqual([]);
});

it.each<[string, string, Files]>([
  [
    "AR040",
    "a sourcetype that a parameter may change",
    {
      "default/alert_actions.conf": "[ping]\nparam.st = my:st\n",
      "bin/ping.py": SCRIPT.replace('"my:st"', 'm.configuration.get("st")'),
    },
  ],
  [
    "AR041",
    "two eventtypes that are equally near",
    {
      "default/eventtypes.conf": "[ping_1]\nsearch = x\n[ping_2]\nsearch = y\n",
      "default/tags.conf": "[eventtype=ping_3]\nmodaction_result = enabled\n",
    },
  ],
  [
    "AR061",
    "what an administrator has set",
    {
      ...ACTION,
      "metadata/default.meta": "[]\n",
      "metadata/local.meta": "[]\nexport = none\n",
    },
  ],
])("%s leaves %s to people", (id, _what, files) => {
  const { changed, left } = mended(files, id);
  expect(changed).toEqual({});
  expect(left).not.toEqual([]);
});
