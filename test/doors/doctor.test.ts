import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { loadAddon } from "../../src/addon/load-addon.ts";
import { diagnose, type DoctorRequest } from "../../src/doctor.ts";
import { listPythons } from "../../src/sandbox/interpreters/list-pythons.ts";
import { fixture } from "../support/run-cli.ts";
import { tempFolder } from "../support/temp-folder.ts";

const examine = (folder: string, request: DoctorRequest = {}) =>
  diagnose(loadAddon(folder), request);

/** Where a version manager has ten Pythons, each of them compiles the script: few tests are about that. */
beforeEach(() => vi.stubEnv("PYENV_ROOT", tempFolder()));
afterEach(() => vi.unstubAllEnvs());

const statuses = ({ links }: Awaited<ReturnType<typeof diagnose>>) =>
  Object.fromEntries(links.map(({ id, status }) => [id, status]));

const ALL_HOLD = {
  dispatchable: "holds",
  parameters: "holds",
  form: "holds",
  starts: "holds",
  invocation: "holds",
  events: "holds",
  header: "holds",
  eventtype: "holds",
  tagged: "holds",
  joined: "holds",
  drilldown: "holds",
};

it("proves each link of a response that shows, from the form to the drilldown", async () => {
  const diagnosis = await examine(fixture("TA_ping"), { params: { count: "3" } });
  expect(statuses(diagnosis)).toEqual(ALL_HOLD);
  expect(diagnosis).toMatchObject({
    schema: "ar-sim/doctor/1",
    action: "ping_host",
    isShown: true,
  });
  expect(diagnosis.links.filter(({ by }) => by === "run").map(({ id }) => id)).toEqual([
    "starts",
    "invocation",
    "events",
    "header",
    "eventtype",
    "joined",
    "drilldown",
  ]);
});

it("names the clause of the eventtype that keeps results from being found", async () => {
  const diagnosis = await examine(fixture("TA_wrong_sourcetype"));
  expect(diagnosis.isShown).toBe(false);
  const first = diagnosis.links.find(({ status }) => status === "broken");
  expect(first).toMatchObject({ id: "eventtype", by: "run" });
  expect(first?.because?.join("\n")).toContain('clause sourcetype="lookup:result"');
  expect(statuses(diagnosis)).toMatchObject({ events: "holds", tagged: "holds", header: "holds" });
});

it("says at the first link that a plain alert action is no adaptive response, and runs nothing", async () => {
  const { links, isShown, environment } = await examine(fixture("TA_webhook"), {
    action: "post_webhook",
  });
  expect(isShown).toBe(false);
  const [first, ...rest] = links;
  expect(first).toMatchObject({ status: "broken" });
  expect(first?.message).toContain("no param._cam");
  expect(new Set(rest.map(({ status }) => status))).toEqual(new Set(["not-applicable"]));
  expect(environment.used).toBeNull();
});

it("has each Python here compile the action's own files", async () => {
  vi.unstubAllEnvs();
  const root = fixture("TA_python2");
  const { environment } = await examine(root);
  expect(environment.files).toEqual(["bin/old_print.py"]);
  const three = environment.pythons.filter(({ version }) => version.startsWith("3."));
  expect(three.length).toBeGreaterThan(0);
  for (const one of three) {
    expect(one).toMatchObject({ compiles: false });
    expect(one.complaints[0]).toMatchObject({
      where: { file: `${root}/bin/old_print.py` },
    });
    expect(one.complaints[0]?.message).toContain("SyntaxError");
  }
  for (const one of environment.pythons.filter(({ version }) => version.startsWith("2.")))
    expect(one).toMatchObject({ compiles: true, complaints: [] });
});

const CONF = `[tell]
label = Tell
payload_format = json
param.whom = ops
param._cam = {"category": ["Other"], "task": ["create"], "subject": ["user"], "technology": [{"vendor": "a", "product": "b", "version": ["1"]}]`;
const SCRIPT = `import csv, gzip, sys
from splunk.clilib.bundle_paths import make_splunkhome_path
sys.path.insert(0, make_splunkhome_path(["etc", "apps", "Splunk_SA_CIM", "lib"]))
from cim_actions import ModularAction
action = ModularAction(sys.stdin.read(), ModularAction.setup_logger("tell_modalert"), "tell")
for number, row in enumerate(csv.DictReader(gzip.open(action.results_file, "rt"))):
    row.setdefault("rid", str(number))
    action.update(row)
    action.invoke()
    action.addevent("told=1", sourcetype="tell:result")
action.writeevents(index="main", source="tell")
action.message("told", status="success")
`;
const TELL = {
  "default/app.conf": "[package]\nid = TA_tell\n",
  "default/alert_actions.conf": `${CONF}, "supports_adhoc": true}\n`,
  "default/eventtypes.conf": '[tell_results]\nsearch = sourcetype="tell:result"\n',
  "default/tags.conf": "[eventtype=tell_results]\nmodaction_result = enabled\n",
  "metadata/default.meta": "[]\nexport = system\n",
  "bin/tell.py": SCRIPT,
};

it("finds the results of an action without a drilldown_uri by the usual search", async () => {
  expect(statuses(await examine(tempFolder(TELL)))).toEqual(ALL_HOLD);
});

it("proves the later links also for an action that the form would refuse", async () => {
  const folder = tempFolder({ ...TELL, "default/alert_actions.conf": `${CONF}}\n` });
  const diagnosis = await examine(folder);
  expect(statuses(diagnosis)).toEqual({ ...ALL_HOLD, dispatchable: "broken" });
  expect(diagnosis.links[0]?.message).toContain("does not support adhoc invocation");
});

it("breaks at a parameter that alert_actions.conf does not declare", async () => {
  const { links } = await examine(tempFolder(TELL), { params: { who: "x" } });
  const broken = links.filter(({ status }) => status === "broken");
  expect(broken.map(({ id }) => id)).toEqual(["parameters"]);
  expect(broken[0]?.message).toContain("(param.who)");
});

it("breaks at a value that splunkd's parser does not take", async () => {
  const { links } = await examine(tempFolder(TELL), { params: { whom: "ops\\" } });
  const broken = links.filter(({ status }) => status === "broken");
  expect(broken.map(({ id, by }) => `${id} by ${by}`)).toEqual(["parameters by files"]);
});

it("leaves a required parameter without a value unknown", async () => {
  const conf = `${CONF}, "supports_adhoc": true, "required_params": ["to"]}\nparam.to =\n`;
  const folder = tempFolder({ ...TELL, "default/alert_actions.conf": conf });
  expect(statuses(await examine(folder))).toMatchObject({ parameters: "unknown", form: "broken" });
  expect(statuses(await examine(folder, { params: { to: "me" } }))).toMatchObject({
    parameters: "holds",
    form: "holds",
  });
});

it("breaks at a form that sends what is not declared", async () => {
  const form = '<form><input type="text" name="action.tell.param.who" /></form>';
  const folder = tempFolder({ ...TELL, "default/data/ui/alerts/tell.html": form });
  const { links } = await examine(folder);
  expect(links.find(({ id }) => id === "form")).toMatchObject({ status: "broken" });
});

it("breaks at the tag, and tells what to write", async () => {
  const { "default/tags.conf": _, ...untagged } = TELL;
  const seen = await examine(tempFolder(untagged));
  expect(statuses(seen)).toMatchObject({ eventtype: "holds", tagged: "broken", joined: "holds" });
  expect(seen.links.find(({ id }) => id === "tagged")?.hint).toContain("[eventtype=tell_results]");
});

it("breaks at the header of events that are written without it", async () => {
  const script = SCRIPT.replace('"tell:result")', '"tell:result", cam_header=False)');
  const seen = await examine(tempFolder({ ...TELL, "bin/tell.py": script }));
  expect(statuses(seen)).toMatchObject({ header: "broken", joined: "broken" });
});

it("leaves unknown what comes after a program that did not start well, and says which module is missing", async () => {
  const seen = await examine(
    tempFolder({ ...TELL, "bin/tell.py": `import no_such_module\n${SCRIPT}` }),
  );
  expect(statuses(seen)).toMatchObject({
    starts: "broken",
    invocation: "unknown",
    events: "unknown",
    eventtype: "unknown",
    tagged: "holds",
    drilldown: "unknown",
  });
  expect(seen.environment.pythons[0]?.missing).toEqual(["no_such_module"]);
});

it("breaks at the events of a script that fails after its invocation, in its own words", async () => {
  const script = SCRIPT.replace(
    /( +)action\.addevent.*/,
    '$1action.message("no key for the service", status="failure")\n$1sys.exit(3)',
  );
  const seen = await examine(tempFolder({ ...TELL, "bin/tell.py": script }));
  expect(statuses(seen)).toMatchObject({ starts: "holds", invocation: "holds", events: "broken" });
  const events = seen.links.find(({ id }) => id === "events");
  expect(events?.message).toContain("exit code 3");
  expect(events?.because).toContain("tell_modalert.log: no key for the service");
});

it("tells the modules that Splunk's own Python brings from those that nobody does", async () => {
  vi.unstubAllEnvs();
  const script = `import no_such_module, httplib2\n${SCRIPT}`;
  const { environment } = await examine(tempFolder({ ...TELL, "bin/tell.py": script }));
  for (const one of environment.pythons) {
    expect(one.missing).toEqual(["no_such_module"]);
    expect(["", "httplib2"]).toContain(one.toSetUp.join());
  }
});

it("tells an action whose program is not there by its files", async () => {
  const { "bin/tell.py": _, ...without } = TELL;
  const { links } = await examine(tempFolder(without));
  expect(links.find(({ id }) => id === "starts")).toMatchObject({ status: "broken", by: "files" });
});

it("does not ask for results of an action that writes none", async () => {
  const script = SCRIPT.replace(/.*(?:addevent|writeevents).*\n/g, "");
  const { "default/tags.conf": _, "default/eventtypes.conf": __, ...rest } = TELL;
  const seen = await examine(tempFolder({ ...rest, "bin/tell.py": script }));
  expect(statuses(seen)).toMatchObject({
    events: "not-applicable",
    tagged: "not-applicable",
    joined: "holds",
  });
  expect(seen.isShown).toBe(true);
});

it("breaks at a drilldown_uri that finds nothing, or that names a token nobody fills in", async () => {
  const uri = (text: string) => ({
    ...TELL,
    "default/alert_actions.conf": `${CONF}, "supports_adhoc": true, "drilldown_uri": "${text}"}\n`,
  });
  const at = async (text: string) =>
    (await examine(tempFolder(uri(text)))).links.find(({ id }) => id === "drilldown");
  expect(await at("search?q=search%20sourcetype%3Dother")).toMatchObject({ status: "broken" });
  expect((await at("search?q=search%20tag%3Dmodaction_result%20x%3D$foo$"))?.message).toContain(
    "$foo$",
  );
  expect(
    await at("search?q=search%20tag%3Dmodaction_result%20orig_sid%3D$orig_sid$"),
  ).toMatchObject({
    status: "holds",
  });
  expect(await at("my_page?form.sid=$sid$")).toMatchObject({ status: "unknown" });
});

const two = listPythons().find(({ version }) => version.startsWith("2."));

it.skipIf(two === undefined)(
  "reads scripts also where a Python 2 is asked to run them",
  async () => {
    const python = two?.path ?? "";
    const { environment, links } = await examine(tempFolder(TELL), { python });
    expect(environment.used?.path).toBe(python);
    expect(links).toHaveLength(11);
  },
);

it("looks at the ports that Splunk listens on", async () => {
  const root = fixture("TA_python2");
  const { environment } = await examine(root);
  expect(environment.ports.map(({ port }) => port)).toEqual([8089, 8088, 8000]);
});

it("throws for an action that is not there", async () => {
  await expect(examine(fixture("TA_ping"), { action: "pong" })).rejects.toMatchObject({
    code: "ADDON_UNKNOWN_ACTION",
  });
});

const KEPT: readonly (readonly [meta: string, Readonly<Record<string, string>>])[] = [
  ["[alert_actions]\nexport = system\n", { eventtype: "unknown" }],
  ["[alert_actions]\nexport = system\n[eventtypes]\nexport = system\n", { tagged: "unknown" }],
  ["[]\nexport = system\n[alert_actions/tell]\nexport = none\n", { dispatchable: "unknown" }],
];

it.each(KEPT)("proves no link to an object that is not exported: %j", async (meta, changed) => {
  const seen = await examine(tempFolder({ ...TELL, "metadata/default.meta": meta }));
  expect(statuses(seen)).toEqual({ ...ALL_HOLD, ...changed });
  expect(seen.isShown).toBeNull();
  const [id = ""] = Object.keys(changed);
  expect(seen.links.find((link) => link.id === id)).toMatchObject({
    message: expect.stringContaining("is not exported"),
    hint: expect.stringContaining("export = system"),
  });
});

it("leaves an action without any metadata unknown", async () => {
  const { "metadata/default.meta": _, ...bare } = TELL;
  expect(statuses(await examine(tempFolder(bare)))).toEqual({
    ...ALL_HOLD,
    dispatchable: "unknown",
    eventtype: "unknown",
  });
});
