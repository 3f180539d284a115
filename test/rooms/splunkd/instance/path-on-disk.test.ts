// Paths below the SPLUNK_HOME that clients are told of, where the app lies elsewhere.
import { existsSync, writeFileSync } from "node:fs";
import { expect, it } from "vitest";
import { loadAddon } from "../../../../src/addon/load-addon.ts";
import { STAGING } from "../../../../src/splunkd/instance/staged-file.ts";
import { startStandIn } from "../../../../src/splunkd/start-stand-in.ts";
import { startSplunkd } from "../../../../src/start-splunkd.ts";
import { askSplunkd } from "../../../support/splunkd/ask-splunkd.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

it("finds the files of an app below etc/apps of the SPLUNK_HOME it tells, and nothing beside the app", async () => {
  const folder = tempFolder({
    "TA_mine/default/app.conf": "[package]\nid = TA_mine\n",
    "TA_mine/log.txt": "one line\n",
    "beside.txt": "not the app's\n",
  });
  await using splunkd = await startStandIn({ addon: loadAddon(`${folder}/TA_mine`) });
  const read = async (name: string) =>
    (
      await askSplunkd(splunkd, "POST", "/services/data/inputs/oneshot", {
        body: new URLSearchParams({ name }),
      })
    ).status;
  expect(await read("/opt/splunk/etc/apps/TA_mine/log.txt")).toBe(201);
  expect(await read("$SPLUNK_HOME/etc/apps/TA_mine/log.txt")).toBe(201);
  expect(splunkd.inbox.events.map(({ raw }) => raw)).toEqual(["one line", "one line"]);
  for (const name of ["TA_mine/none.txt", "TA_mine/../beside.txt", "TA_other/log.txt"])
    expect(await read(`/opt/splunk/etc/apps/${name}`)).toBe(400);
});

const HANDLERS = {
  "default/app.conf": "[package]\nid = TA_mine\n",
  "default/restmap.conf":
    "[script:home]\nmatch = /home\nscripttype = persist\nhandler = home.Home\npython.version = python3\n",
  "default/inputs.conf": "[poll]\npython.version = python3\n",
  "README/inputs.conf.spec": "[poll://<name>]\nurl = <string>\n",
  "bin/poll.py":
    "print('<scheme><title>Poll</title><endpoint><args><arg name=\"url\"/></args></endpoint></scheme>')\n",
  "bin/home.py": `import os
from splunk.persistconn.application import PersistentServerConnectionApplication

class Home(PersistentServerConnectionApplication):
    def __init__(self, *args):
        pass

    def handle(self, text):
        home = os.environ['SPLUNK_HOME']
        staging = os.path.join(home, 'var/run/splunk/lookup_tmp')
        os.makedirs(staging, exist_ok=True)
        with open(os.path.join(staging, 'made.csv'), 'w') as file:
            file.write('a\\n1\\n')
        return {'payload': home, 'status': 200}
`,
};

it.each([
  ["a handler", "/services/home"],
  ["a modular input", "/services/data/modular-inputs/poll"],
])("tells the SPLUNK_HOME that it was given, also once %s has one of its own", async (_, path) => {
  const splunkHome = tempFolder({ "etc/apps/TA_mine/README": "there\n" });
  const addon = loadAddon(tempFolder(HANDLERS));
  await using splunkd = await startSplunkd({ addon, splunkHome });
  const settings = async (): Promise<unknown> => {
    const told = "/services/server/settings?output_mode=json";
    return JSON.parse((await askSplunkd(splunkd, "GET", told)).text).entry[0].content;
  };
  const given = { SPLUNK_HOME: splunkHome, SPLUNK_DB: `${splunkHome}/var/lib/splunk` };
  expect(await settings()).toMatchObject(given);
  expect(await askSplunkd(splunkd, "GET", path)).toMatchObject({ status: 200 });
  expect((await splunkd.open()).home.ofHandlers).toBeDefined();
  expect(await settings()).toMatchObject(given);
});

it("finds what a handler wrote below the SPLUNK_HOME that it was given, and that which is there", async () => {
  const splunkHome = tempFolder({ [`${STAGING}/own.txt`]: "given\n" });
  const addon = loadAddon(tempFolder(HANDLERS));
  await using splunkd = await startSplunkd({ addon, splunkHome });
  const upload = async (name: string, file: string): Promise<[number | undefined, unknown]> => {
    const { status, text } = await askSplunkd(
      splunkd,
      "POST",
      "/servicesNS/nobody/TA_mine/data/lookup-table-files?output_mode=json",
      { body: new URLSearchParams({ name, "eai:data": file }) },
    );
    return [status, JSON.parse(text).entry?.[0]?.content["eai:data"]];
  };
  const { text: home } = await askSplunkd(splunkd, "GET", "/services/home");
  expect(home).not.toBe(splunkHome);
  const lookups = `${splunkHome}/etc/apps/TA_mine/lookups`;
  const made = `${splunkHome}/${STAGING}/made.csv`;
  expect(await upload("made.csv", made)).toEqual([201, `${lookups}/made.csv`]);
  expect(await upload("own.csv", `$SPLUNK_HOME/${STAGING}/own.txt`)).toEqual([
    201,
    `${lookups}/own.csv`,
  ]);
  expect(existsSync(`${splunkHome}/${STAGING}/own.txt`)).toBe(true);
  expect(existsSync(`${home}/${STAGING}/made.csv`)).toBe(false);
  const beside = `${home}/../beside.txt`;
  writeFileSync(beside, "stays");
  expect(await upload("beside.csv", beside)).toEqual([400, undefined]);
  expect(existsSync(beside)).toBe(true);
});
