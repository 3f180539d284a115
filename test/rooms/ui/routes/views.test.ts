import { expect, it } from "vitest";
import { fixture } from "../../../support/run-cli.ts";
import { tempFolder } from "../../../support/temp-folder.ts";
import { openPage } from "../open-page.ts";

it("runs a search, shows its rows, and adds the notable events that it makes", async () => {
  await using page = await openPage();
  const text = '| makeresults | eval a="<b>" | sendalert notable param.rule_title="From the bar"';
  const { go } = await page.post("/api/search", { text });
  expect(await page.get(String(go))).toContain("1 more in");
  expect(await page.get("/")).toContain("From the bar");
  const rows = await page.post("/api/search", { text: '| makeresults | eval a="<b>" | table a' });
  expect(await page.get(String(rows["go"]))).toContain("<td>&lt;b&gt;</td>");
});

it("runs the actions of a search, and shows a mistake in it with its place", async () => {
  await using page = await openPage();
  const text = '| makeresults | eval dest="192.0.2.7" | sendalert ping_host';
  const { go } = await page.post("/api/search", { text });
  expect(await page.get(String(go))).toContain('href="/runs/r1"');
  expect(await page.get("/runs/r1")).toContain("found by tag=modaction_result");
  const wrong = await page.post("/api/search", { text: "| makeresults | evol x=1" });
  const shown = await page.get(String(wrong["go"]));
  expect(shown).toMatch(/\| makeresults \| evol x=1\n {16}\^/);
});

const ALERT = {
  name: "Mine",
  condition: "always",
  per: "once",
  rows: "dest\n192.0.2.7\n192.0.2.8\n",
};
const COUNT = { fields: { "action.ping_host.param.count": "-1" } };

it("refuses a saved alert at the field, with the words of the add-on's rule", async () => {
  await using page = await openPage();
  const { refusals } = await page.post("/api/saved/ping_host", { ...ALERT, ...COUNT });
  expect(refusals).toMatchObject([
    { field: "action.ping_host.param.count", message: "Count must be a positive number" },
  ]);
});

it("runs a saved alert once or for each result, and not when it does not trigger", async () => {
  await using page = await openPage();
  const started = async (more: object): Promise<string> => {
    const { go } = await page.post("/api/saved/ping_host", { ...ALERT, ...more });
    return page.ended(String(go));
  };
  const once = await started({});
  expect(once).toContain("Start 1");
  expect(once).not.toContain("Start 2");
  expect(await started({ per: "result" })).toContain("Start 2");
  const none = { condition: "number of events", relation: "greater than", quantity: "5" };
  expect(await started(none)).toContain("not-triggered");
  expect(await started({ per: "result", throttle: "60s", throttleFields: "host" })).toContain(
    "Start 1",
  );
});

it("says what is wrong with the name of a saved alert", async () => {
  await using page = await openPage();
  const { error } = await page.post("/api/saved/ping_host", { ...ALERT, name: "a]b" });
  expect(error).toContain("name without brackets");
});

it("shows the add-on with the origin of each parameter, its findings, its targets, and the doctor", async () => {
  await using page = await openPage(fixture("TA_wrong_sourcetype"));
  const addon = await page.get("/addon");
  expect(addon).toMatch(/AR\d{3}/);
  expect(addon).toContain("Enterprise Security 8");
  expect(addon).toContain("Splunk 10.0");
  const action = /doctor\/(\w+)/.exec(addon)?.[1] ?? "";
  expect(await page.get(`/addon/doctor/${action}`)).toContain("because");
  expect(await page.get("/addon/doctor/nothing")).toContain("no alert action");
});

it("tells which file and line a parameter comes from", async () => {
  await using page = await openPage();
  expect(await page.get("/addon")).toMatch(
    /param\.count[^]*?TA_ping,\s+default: [^]*?alert_actions\.conf:\d+/,
  );
});

it("hides the value of a parameter that sounds secret", async () => {
  await using page = await openPage(
    tempFolder({
      "default/app.conf": "[package]\nid = a\n",
      "default/alert_actions.conf": "[act]\nis_custom = 1\nparam.api_key = s3cr3t-k3y-of-mine\n",
    }),
  );
  expect(await page.get("/addon")).not.toContain("s3cr3t-k3y-of-mine");
});

it("shows an add-on whose .conf file is broken as what it is", async () => {
  await using page = await openPage(
    tempFolder({
      "default/app.conf": "[package]\nid = a\n",
      "default/alert_actions.conf": "[broken\nis_custom = 1\n",
    }),
  );
  expect(await page.get("/addon")).toContain("Actions (0)");
  expect(await page.get("/notables/n1")).toContain("would list no action");
});
