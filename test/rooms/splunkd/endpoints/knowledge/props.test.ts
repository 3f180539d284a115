import { existsSync, mkdirSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { loadAddon, startSplunkd } from "../../../../../src/index.ts";
import { STAGING } from "../../../../../src/splunkd/instance/staged-file.ts";
import { askJson } from "../../../../support/splunkd/ask-json.ts";
import { askSplunkd } from "../../../../support/splunkd/ask-splunkd.ts";
import { tempFolder } from "../../../../support/temp-folder.ts";

const ADDON = {
  "default/app.conf": "[package]\nid = TA_props\n",
  "default/props.conf":
    '[web:log]\nEXTRACT-user = user=(?<user>\\w+)\nREPORT-kv = kv\nEVAL-n = 1\nFIELDALIAS-a = src AS source_ip\nLOOKUP-x = users name AS user OUTPUT "full name" AS who\n',
  "default/transforms.conf":
    "[kv]\nREGEX = (\\w+)=(\\w+)\nFORMAT = $1::$2\n\n[users]\nfilename = users.csv\n",
  "default/commands.conf": "[mine]\nfilename = mine.py\nchunked = true\n",
  "lookups/users.csv": "name,full name\n",
  "metadata/default.meta": "[]\nexport = system\n",
};
const NS = "/servicesNS/nobody/TA_props";

it("tells settings of props.conf as objects", async () => {
  await using splunkd = await startSplunkd({ addon: loadAddon(tempFolder(ADDON)) });
  const list = async (path: string) =>
    (await askJson(splunkd, "GET", `${NS}/data/props/${path}?search=web`)).entry.map(
      ({ name, content }) => [name, content],
    );
  expect(await list("extractions")).toEqual([
    [
      "web:log : EXTRACT-user",
      expect.objectContaining({ type: "Inline", value: "user=(?<user>\\w+)", stanza: "web:log" }),
    ],
    ["web:log : REPORT-kv", expect.objectContaining({ type: "Uses transform", value: "kv" })],
  ]);
  expect(await list("calcfields")).toEqual([
    ["web:log : EVAL-n", expect.objectContaining({ "field.name": "n", value: "1" })],
  ]);
  expect(await list("fieldaliases")).toEqual([
    ["web:log : FIELDALIAS-a", expect.objectContaining({ "alias.src": "source_ip" })],
  ]);
  expect(await list("lookups")).toEqual([
    [
      "web:log : LOOKUP-x",
      expect.objectContaining({
        transform: "users",
        "lookup.field.input.name": "user",
        "lookup.field.output.full name": "who",
        overwrite: true,
      }),
    ],
  ]);
});

it("makes, changes and removes them, each a line of props.conf", async () => {
  await using splunkd = await startSplunkd({ addon: loadAddon(tempFolder(ADDON)) });
  const post = (path: string, body: Readonly<Record<string, string>>) =>
    askJson(splunkd, "POST", `${NS}/data/props/${path}`, body);
  const made = { name: "ip", stanza: "web:log", type: "EXTRACT", value: "ip=(?<ip>\\S+)" };
  expect(await post("extractions", made)).toMatchObject({
    status: 201,
    names: ["web:log : EXTRACT-ip"],
  });
  expect(await post("extractions", made)).toMatchObject({ status: 409 });
  const path = `${NS}/data/props/extractions/${encodeURIComponent("web:log : EXTRACT-ip")}`;
  expect(await askJson(splunkd, "POST", path, { value: "x" })).toMatchObject({
    entry: [{ content: { value: "x" } }],
  });
  await post("fieldaliases", { name: "b", stanza: "other", "alias.a": "b" });
  const lookup = { name: "l", stanza: "other", transform: "users", "lookup.field.input.name": "" };
  await post("lookups", { ...lookup, "lookup.field.output.who": "owner", overwrite: "0" });
  await post("sourcetype-rename", { name: "other", value: "web:log" });
  const conf = await askJson(splunkd, "GET", `${NS}/configs/conf-props/other`);
  expect(conf.entry[0]?.content).toMatchObject({
    "FIELDALIAS-b": "a AS b",
    "LOOKUP-l": "users name OUTPUTNEW who AS owner",
    rename: "web:log",
  });
  expect(await askJson(splunkd, "DELETE", path)).toMatchObject({ status: 200 });
  expect(await askJson(splunkd, "GET", path)).toMatchObject({ status: 404 });
  const shipped = encodeURIComponent("web:log : EVAL-n");
  expect(await askJson(splunkd, "DELETE", `${NS}/data/props/calcfields/${shipped}`)).toMatchObject({
    status: 403,
  });
});

it("tells extractions from lookups, and what files and commands an app has", async () => {
  await using splunkd = await startSplunkd({ addon: loadAddon(tempFolder(ADDON)) });
  const list = (path: string) => askJson(splunkd, "GET", `${NS}/${path}`);
  expect(await list("data/transforms/extractions?search=kv")).toMatchObject({
    names: ["kv"],
    entry: [{ content: { FORMAT: "$1::$2", SOURCE_KEY: "_raw", CLEAN_KEYS: true } }],
  });
  expect(await list("data/transforms/lookups?search=users")).toMatchObject({
    names: ["users"],
    entry: [{ content: { type: "file", filename: "users.csv" } }],
  });
  expect((await list("data/lookup-table-files")).entry[0]).toMatchObject({
    name: "users.csv",
    content: { "eai:data": expect.stringMatching(/etc\/apps\/TA_props\/lookups\/users\.csv$/) },
  });
  expect(await list("data/commands")).toMatchObject({
    names: ["mine"],
    entry: [{ content: { filename: "mine.py", chunked: "true", streaming: false } }],
  });
});

it("takes a lookup file that was laid into the staging area, finds it in searches, and no other", async () => {
  const splunkHome = tempFolder({
    [`${STAGING}/new.csv`]: "a,b\n1,2\n3,4\n",
    "var/run/splunk/other.csv": "secret\n",
    "beside/lookup_tmp/other.csv": "secret\n",
  });
  await using splunkd = await startSplunkd({ splunkHome });
  const path = "data/lookup-table-files";
  const staged = join(splunkHome, STAGING, "new.csv");
  expect(
    await askJson(splunkd, "POST", path, { name: "new.csv", "eai:data": staged }),
  ).toMatchObject({ status: 201, names: ["new.csv"] });
  await askJson(splunkd, "POST", "data/transforms/lookups", {
    name: "by_name",
    filename: "new.csv",
  });
  for (const lookup of ["new.csv", "by_name"]) {
    const { text } = await askSplunkd(
      splunkd,
      "POST",
      "/services/search/jobs?output_mode=json&exec_mode=oneshot",
      { body: new URLSearchParams({ search: `| inputlookup ${lookup}` }) },
    );
    expect(JSON.parse(text).results).toEqual([
      { a: "1", b: "2" },
      { a: "3", b: "4" },
    ]);
  }
  expect(existsSync(staged)).toBe(true);
  const link = join(splunkHome, STAGING, "link.csv");
  symlinkSync(join(splunkHome, "var/run/splunk/other.csv"), link);
  mkdirSync(join(splunkHome, STAGING, "folder.csv"));
  for (const [name, file] of [
    ["x.csv", "/nowhere"],
    ["x.csv", "/etc/passwd"],
    ["x.csv", import.meta.filename],
    ["x.csv", link],
    ["x.csv", join(splunkHome, STAGING, "folder.csv")],
    ["x.csv", `${splunkHome}/var/run/splunk/other.csv`],
    ["x.csv", `$SPLUNK_HOME/${STAGING}/../other.csv`],
    ["x.csv", `${splunkHome}/beside/lookup_tmp/other.csv`],
    ["../x.csv", staged],
  ] as const)
    expect(await askJson(splunkd, "POST", path, { name, "eai:data": file })).toMatchObject({
      status: 400,
    });
});

it("lays a lookup file where the add-on's handlers look for it", async () => {
  const reads = `import json
import os

import splunk.rest


class Handler(splunk.rest.BaseRestHandler):
    def handle_POST(self):
        home = os.environ['SPLUNK_HOME']
        staged = os.path.join(home, 'var/run/splunk/lookup_tmp/mine.csv')
        os.makedirs(os.path.dirname(staged), exist_ok=True)
        with open(staged, 'w') as file:
            file.write('a\\n1\\n')
        splunk.rest.simpleRequest(
            '/servicesNS/nobody/TA_props/data/lookup-table-files', sessionKey=self.sessionKey,
            postargs={'name': 'mine.csv', 'eai:data': staged}, raiseAllErrors=True)
        told = {}
        for name in ('mine.csv', 'users.csv'):
            _, body = splunk.rest.simpleRequest(
                '/servicesNS/nobody/TA_props/data/lookup-table-files/' + name, sessionKey=self.sessionKey,
                getargs={'output_mode': 'json'})
            path = json.loads(body)['entry'][0]['content']['eai:data']
            told[name] = open(path).read()
        told['staged'] = os.path.exists(staged)
        self.response.write(json.dumps(told))
`;
  const files = {
    ...ADDON,
    "default/restmap.conf":
      "[script:own]\nmatch = /own\nscripttype = python\nhandler = own.Handler\n",
    "bin/own.py": reads,
  };
  await using splunkd = await startSplunkd({ addon: loadAddon(tempFolder(files)) });
  const { text } = await askSplunkd(splunkd, "POST", "/services/own");
  expect(JSON.parse(text)).toEqual({
    "mine.csv": "a\n1\n",
    "users.csv": "name,full name\n",
    staged: false,
  });
});
