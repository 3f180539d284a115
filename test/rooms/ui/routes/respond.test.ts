import { expect, it } from "vitest";
import { fixture } from "../../../support/run-cli.ts";
import { tempFolder } from "../../../support/temp-folder.ts";
import { openPage } from "../open-page.ts";

const FIELDS = { fields: { "action.ping_host.param.host_field": "src", other: "left out" } };

it("runs an action on a notable event, and leads from its row to the result", async () => {
  await using page = await openPage();
  expect(await page.get("/notables/n6")).toContain("Ping a host");
  const { go } = await page.post("/api/notables/n6/respond/ping_host", FIELDS);
  const run = await page.ended(String(go));
  expect(run).toContain("found by tag=modaction_result");
  expect(run).toContain("host_field: src");
  const results = await page.get(`${go}/results`);
  expect(results).toContain("192.0.2.44");
  expect(results).toContain("tag=modaction_result");
  const notable = await page.get("/notables/n6");
  expect(notable).toMatch(/Ping a host<\/a>[^]*?adhoc[^]*?success/);
  expect(await page.get("/notables/n6/invocations")).toContain("Invoking modular action");
});

it("tells the chain of reasons where there is no result", async () => {
  await using page = await openPage(fixture("TA_wrong_sourcetype"));
  const form = /respond\/([\w]+)"/.exec(await page.get("/notables/n1"))?.[1] ?? "";
  const { go } = await page.post(`/api/notables/n1/respond/${form}`);
  await page.ended(String(go));
  expect(await page.get(`${go}/results`)).toContain("because");
});

it("lists an action without supports_adhoc apart, with the reason", async () => {
  await using page = await openPage(
    tempFolder({
      "default/app.conf": "[package]\nid = a\n",
      "default/alert_actions.conf": "[plain]\nis_custom = 1\n",
    }),
  );
  const notable = await page.get("/notables/n1");
  expect(notable).toContain("Not listed: 1");
  expect(notable).toContain("it has no param._cam");
});

it("takes notable events from the form and from a file, and filters them", async () => {
  await using page = await openPage();
  await page.post("/api/notables", { text: "rule_title=Mine <b>\nsrc=203.0.113.9" });
  await page.post("/api/notables", { file: "rule_title,src\nOf a file,203.0.113.10\n" });
  const list = await page.get("/?filter=203.0.113");
  expect(list).toContain("Mine &lt;b&gt;");
  expect(list).toContain("Of a file");
  expect(list).not.toContain("Threat activity");
  expect((await page.post("/api/notables", { text: "no sign" }))["error"]).toContain("has no =");
  expect(await page.get("/?wording=es8")).toContain("Analyst queue");
});

it("ends a run that hangs when it is cancelled", async () => {
  await using page = await openPage(
    tempFolder({
      "default/app.conf": "[package]\nid = a\n",
      "default/alert_actions.conf":
        '[hang]\nis_custom = 1\nparam._cam = {"supports_adhoc": true}\n',
      "bin/hang.py": "import time\ntime.sleep(600)\n",
      "metadata/default.meta": "[]\nexport = system\n",
    }),
  );
  const { go } = await page.post("/api/notables/n1/respond/hang");
  expect(await page.get(String(go))).toContain("data-progress");
  expect(await page.post(`/api${String(go)}/cancel`)).toEqual({ go });
  expect(await page.get(String(go))).toContain("cancelled");
});

it("serves the form for a frame that reaches nothing", async () => {
  await using page = await openPage();
  const { headers } = await fetch(`${page.origin}/forms/ping_host`, {
    headers: { Cookie: page.cookie },
  });
  const policy = headers.get("content-security-policy") ?? "";
  expect(policy).toMatch(/^sandbox allow-scripts; default-src 'none'/);
  expect(policy).toContain("form-action 'none'");
});

it("lists a notable event whose time is none, and the others beside it", async () => {
  await using page = await openPage();
  for (const time of ["99999999999999", "-1e300", "soon"])
    await page.post("/api/notables", { text: `rule_title=At ${time}\n_time=${time}` });
  const list = await page.get("/");
  for (const title of ["At 99999999999999", "At -1e300", "At soon", "Brute force"])
    expect(list).toContain(title);
});
