import { join } from "node:path";
import { expect, it } from "vitest";
import { loadAddon, startSplunkd } from "../../../../../src/index.ts";
import { askJson, type JsonEntry } from "../../../../support/splunkd/ask-json.ts";
import { askSplunkd } from "../../../../support/splunkd/ask-splunkd.ts";
import { tempFolder } from "../../../../support/temp-folder.ts";

const ask = askJson;
const names = ({ entry }: { readonly entry: readonly JsonEntry[] }): string[] =>
  entry.map(({ name }) => name);

it("lists the kinds of inputs, with a link to those that can be made", async () => {
  await using splunkd = await startSplunkd();
  const { entry } = await ask(splunkd, "GET", "data/inputs");
  expect(names({ entry })).toEqual(["all", "http", "monitor", "oneshot", "script", "tcp", "udp"]);
  const canBeMade = entry.filter(({ links }) => links["create"] !== undefined);
  expect(names({ entry: canBeMade })).toEqual(["http", "monitor", "oneshot", "script", "udp"]);
  expect(names(await ask(splunkd, "GET", "data/inputs/tcp"))).toEqual([
    "cooked",
    "raw",
    "splunktcptoken",
    "ssl",
  ]);
});

it.each([
  ["monitor", "/var/log/app", { sourcetype: "app", "crc-salt": "x" }, "[monitor:///var/log/app]"],
  ["udp", "5514", { sourcetype: "syslog" }, "[udp://5514]"],
  ["tcp/cooked", "9997", {}, "[splunktcp://9997]"],
  [
    "tcp/splunktcptoken",
    "forwarders",
    { token: "9D1E1E5C-2C54-4A4B-8D3E-3A6A0B5F7C11" },
    "[splunktcptoken://forwarders]",
  ],
  ["script", "$SPLUNK_HOME/etc/apps/x/bin/a.py", { interval: "30" }, "[script://"],
  ["win-perfmon", "cpu", { object: "Processor" }, "[perfmon://cpu]"],
])("makes, changes and removes an input: %s", async (path, name, given, stanza) => {
  const written: string[] = [];
  await using splunkd = await startSplunkd({
    onConfWrite: (write) => written.push(`[${write.stanza}]`),
  });
  const made = await ask(splunkd, "POST", `data/inputs/${path}`, { name, ...given });
  const called = path === "tcp/splunktcptoken" ? `splunktcptoken://${name}` : name;
  expect(made).toMatchObject({ status: 201, entry: [{ name: called }] });
  const one = `data/inputs/${path}/${encodeURIComponent(name)}`;
  expect(await ask(splunkd, "POST", one, { host: "web01" })).toMatchObject({ status: 200 });
  expect((await ask(splunkd, "GET", one)).entry[0]).toMatchObject({
    name: called,
    content: { host: "web01", index: "default" },
  });
  expect(names(await ask(splunkd, "GET", "data/inputs/all"))).toContain(called);
  expect(written[0]?.startsWith(stanza.slice(0, -1))).toBe(true);
  expect(await ask(splunkd, "DELETE", one)).toMatchObject({ status: 200 });
  expect(await ask(splunkd, "GET", one)).toMatchObject({
    status: 404,
    text: `Could not find object id=${name}`,
  });
});

it("calls a port that is restricted to a host by both, and refuses ports that are none or taken", async () => {
  await using splunkd = await startSplunkd();
  const path = "data/inputs/tcp/raw";
  expect(
    await ask(splunkd, "POST", path, { name: "10000", restrictToHost: "boris" }),
  ).toMatchObject({ status: 201, entry: [{ name: "boris:10000" }] });
  expect(await ask(splunkd, "GET", `${path}/boris:10000`)).toMatchObject({ status: 200 });
  expect(await ask(splunkd, "POST", path, { name: "10001" })).toMatchObject({ status: 201 });
  for (const name of ["boris:10002", "0", "70000", "10001"])
    expect(await ask(splunkd, "POST", path, { name })).toMatchObject({ status: 400 });
  expect(
    await ask(splunkd, "POST", path, { name: "10001", restrictToHost: "boris" }),
  ).toMatchObject({ status: 400 });
  expect(await ask(splunkd, "GET", `${path}/10001/connections`)).toMatchObject({ status: 200 });
});

it.each([
  ["monitor", { name: "/nowhere/at/all", "check-path": "true" }, "Path does not exist"],
  ["monitor", { name: "/tmp", index: "none", "check-index": "1" }, "index=none does not exist"],
  ["monitor", { name: "/tmp", colour: "red" }, 'Argument "colour" is not supported'],
  ["script", { name: "/tmp/a.py" }, "The script must be in"],
  ["script", { name: "$SPLUNK_HOME/bin/scripts/../../a.py" }, "The script must be in"],
  ["tcp/splunktcptoken", { name: "t", token: "x" }, "a token is a GUID"],
  ["oneshot", { name: "/nowhere.log" }, "Path must be an existing file"],
])("refuses an input of %s: %j", async (path, given, why) => {
  await using splunkd = await startSplunkd();
  const { status, text } = await ask(splunkd, "POST", `data/inputs/${path}`, { ...given });
  expect([status, text]).toEqual([400, expect.stringContaining(why)]);
});

it("reads a file at once for none but those with the right to monitor files", async () => {
  const file = join(tempFolder({ "a.log": "one line\n" }), "a.log");
  for (const [roles, status] of [
    [["user"], 403],
    [["power"], 403],
    [["files"], 201],
  ] as const) {
    const fixtures = {
      users: [{ name: "ann", password: "hers", roles }],
      roles: [{ name: "files", capabilities: ["edit_monitor"] }],
    };
    await using splunkd = await startSplunkd({ user: "ann", fixtures });
    const body = new URLSearchParams({ name: file });
    const asked = await askSplunkd(splunkd, "POST", "/services/data/inputs/oneshot", { body });
    expect([roles, asked.status]).toEqual([roles, status]);
    expect(splunkd.inbox.events).toHaveLength(status === 201 ? 1 : 0);
  }
});

it("reads a file at once, cut into events before each date, and finds them in searches", async () => {
  const folder = tempFolder({
    "a.log": "2024-05-01T10:00:00Z first\n  more of it\n2024-05-01T10:00:01Z second\n",
  });
  await using splunkd = await startSplunkd();
  const file = join(folder, "a.log");
  expect(
    await ask(splunkd, "POST", "data/inputs/oneshot", { name: file, sourcetype: "own" }),
  ).toMatchObject({ status: 201, entry: [{ content: { "Bytes Indexed": 68 } }] });
  const { text } = await askSplunkd(
    splunkd,
    "POST",
    "/services/search/jobs?output_mode=json&exec_mode=oneshot",
    {
      body: new URLSearchParams({ search: "search index=main sourcetype=own", earliest_time: "0" }),
    },
  );
  const { results } = JSON.parse(text) as { results: Record<string, string>[] };
  expect(results.map(({ _raw, source }) => [_raw, source])).toEqual([
    ["2024-05-01T10:00:01Z second", file],
    ["2024-05-01T10:00:00Z first\n  more of it", file],
  ]);
});

const MODULAR = {
  "default/app.conf": "[package]\nid = TA_mod\n",
  "default/inputs.conf": "[poll]\npython.version = python3\n\n[poll://shipped]\nurl = https://x\n",
  "README/inputs.conf.spec": "[poll://<name>]\nurl = <string>\n\n[other://<name>]\nsize = <int>\n",
  "metadata/default.meta": "[]\nexport = system\n",
  "bin/poll.py": `import sys
SCHEME = """<scheme><title>Poll</title><use_external_validation>true</use_external_validation>
<streaming_mode>xml</streaming_mode><endpoint><args>
<arg name="url"><title>URL</title></arg>
<arg name="every"><data_type>number</data_type><required_on_create>false</required_on_create></arg>
</args></endpoint></scheme>"""
if sys.argv[1] == '--scheme':
    print(SCHEME)
elif 'https' not in sys.stdin.read().split('</server_uri>')[1]:
    print('<error><message>no https</message></error>')
    sys.exit(1)
`,
};

it("tells the scheme of a modular input, as its script does", async () => {
  await using splunkd = await startSplunkd({ addon: loadAddon(tempFolder(MODULAR)) });
  const { entry } = await ask(splunkd, "GET", "data/modular-inputs");
  expect(names({ entry })).toEqual(["other", "poll"]);
  expect(entry[1]?.content).toMatchObject({
    title: "Poll",
    streaming_mode: "xml",
    endpoint: {
      args: {
        name: { required_on_create: "true" },
        url: { title: "URL", required_on_create: "true", required_on_edit: "false" },
        every: { data_type: "number", required_on_create: "false" },
      },
    },
  });
  // Nothing runs this one: the spec is all there is.
  expect(entry[0]?.content).toMatchObject({ title: "other", endpoint: { args: { size: {} } } });
  expect(names(await ask(splunkd, "GET", "data/inputs"))).toEqual(
    expect.arrayContaining(["other", "poll"]),
  );
});

it("saves a modular input once its scheme and its script take the arguments", async () => {
  await using splunkd = await startSplunkd({ addon: loadAddon(tempFolder(MODULAR)) });
  const path = "data/inputs/poll";
  expect((await ask(splunkd, "GET", path)).entry).toMatchObject([
    { name: "shipped", content: { url: "https://x" } },
  ]);
  const post = (body: Readonly<Record<string, string>>) => ask(splunkd, "POST", path, body);
  expect(await post({ name: "a" })).toMatchObject({
    status: 400,
    text: "The following required arguments are missing: url.",
  });
  expect(await post({ name: "a", url: "https://a", size: "1" })).toMatchObject({
    status: 400,
    text: 'Argument "size" is not supported by this handler.',
  });
  expect(await post({ name: "a", url: "https://a", every: "often" })).toMatchObject({
    status: 400,
  });
  expect(await post({ name: "a", url: "http://a" })).toMatchObject({
    status: 400,
    text: "Argument validation for scheme=poll: no https",
  });
  expect(await post({ name: "a", url: "https://a", interval: "60" })).toMatchObject({
    status: 201,
    entry: [{ name: "a" }],
  });
  expect(await ask(splunkd, "POST", `${path}/a`, { every: "5" })).toMatchObject({ status: 200 });
  expect(await ask(splunkd, "GET", `${path}/a`)).toMatchObject({
    entry: [{ content: { url: "https://a", every: "5" } }],
  });
  expect(await ask(splunkd, "GET", "data/inputs/nobody")).toMatchObject({ status: 404 });
});

it("tells booleans and numbers of an input as such, and leaves the host to be decided", async () => {
  await using splunkd = await startSplunkd();
  const monitor = { name: "/var/log", recursive: "True", followTail: "False", host_segment: "3" };
  expect(await ask(splunkd, "POST", "data/inputs/monitor", monitor)).toMatchObject({
    entry: [
      {
        content: { recursive: true, followTail: false, host_segment: 3, host: "$decideOnStartup" },
      },
    ],
  });
  const raw = { name: "8100", rawTcpDoneTimeout: "9" };
  expect(await ask(splunkd, "POST", "data/inputs/tcp/raw", raw)).toMatchObject({
    entry: [{ content: { rawTcpDoneTimeout: 9 } }],
  });
  expect(await ask(splunkd, "GET", "data/inputs/tcp/ssl")).toMatchObject({
    entry: [{ content: { disabled: true, cipherSuite: expect.stringContaining("GCM") } }],
  });
});

it("calls a forwarder's token by its whole stanza, also where it was made so", async () => {
  await using splunkd = await startSplunkd();
  const path = "data/inputs/tcp/splunktcptoken";
  const entry = [{ name: "splunktcptoken://one" }];
  expect(await ask(splunkd, "POST", path, { name: "splunktcptoken://one" })).toMatchObject({
    entry,
  });
  expect(await ask(splunkd, "GET", `${path}/one`)).toMatchObject({ entry });
});
