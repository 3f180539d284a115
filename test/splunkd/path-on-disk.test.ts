// Paths below the SPLUNK_HOME that clients are told of, where the app lies elsewhere.
import { expect, it } from "vitest";
import { loadAddon } from "../../src/addon/load-addon.ts";
import { startSplunkd } from "../../src/splunkd/start-splunkd.ts";
import { askSplunkd } from "../support/ask-splunkd.ts";
import { tempFolder } from "../support/temp-folder.ts";

it("finds the files of an app below etc/apps of the SPLUNK_HOME it tells, and nothing beside the app", async () => {
  const folder = tempFolder({
    "TA_mine/default/app.conf": "[package]\nid = TA_mine\n",
    "TA_mine/log.txt": "one line\n",
    "beside.txt": "not the app's\n",
  });
  await using splunkd = await startSplunkd({ addon: loadAddon(`${folder}/TA_mine`) });
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
