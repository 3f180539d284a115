// What response actions and SOAR clients ask of Enterprise Security: findings, investigations, notes, statuses, threat intelligence.
import { afterAll, beforeAll, expect, it } from "vitest";
import { loadAddonFromTree } from "../../../../../src/addon/load-addon.ts";
import { literalTree } from "../../../../../src/addon/tree.ts";
import { type Splunkd, startStandIn } from "../../../../../src/splunkd/start-stand-in.ts";
import { askSplunkd } from "../../../../support/splunkd/ask-splunkd.ts";

const addon = loadAddonFromTree(
  literalTree({
    "default/app.conf": "[package]\nid = TA_mine\n",
    "default/savedsearches.conf":
      "[Threat - Bad - Rule]\nsearch = index=main bad\naction.correlationsearch.enabled = 1\naction.correlationsearch.label = Bad\naction.notable.param.security_domain = threat\n[plain]\nsearch = index=main\n",
    "metadata/default.meta": "[]\nexport = system\n",
  }),
);

let splunkd: Splunkd;

beforeAll(async () => {
  const users = [{ name: "ann", password: "s3cret", roles: ["user"] }];
  splunkd = await startStandIn({ addon, fixtures: { users, indexes: ["notable"] } });
});

afterAll(() => splunkd.close());

const MC = "/servicesNS/nobody/missioncontrol/public/v2";
const ES = "/servicesNS/nobody/SplunkEnterpriseSecuritySuite/public/v2";

async function ask(method: string, path: string, body?: object | URLSearchParams) {
  const { status, text } = await askSplunkd(splunkd, method, path, {
    ...(body === undefined
      ? {}
      : { body: body instanceof URLSearchParams ? body : JSON.stringify(body) }),
    ...(body === undefined || body instanceof URLSearchParams
      ? {}
      : { headers: { "Content-Type": "application/json" } }),
  });
  return { status, body: JSON.parse(text) };
}

const FINDING = {
  rule_title: "Bad login",
  rule_description: "Somebody failed",
  security_domain: "access",
  risk_object: "bob",
  risk_object_type: "user",
  risk_score: 25,
};

it("makes a finding, which searches see, lists it, and has it triaged", async () => {
  const { status, body: made } = await ask("POST", `${ES}/findings`, FINDING);
  expect(status).toBe(201);
  expect(made.finding_id).toMatch(/^[0-9a-f-]{36}@@notable@@time\d+$/);
  const { body: search } = await ask(
    "POST",
    "/services/search/jobs",
    new URLSearchParams({
      search: "search `notable` | table rule_title event_id",
      exec_mode: "oneshot",
      output_mode: "json",
    }),
  );
  expect(search.results).toEqual([{ rule_title: "Bad login", event_id: made.finding_id }]);
  const time = made.finding_id.split("time")[1];
  const change = { assignee: "admin", status: "2", disposition: "disposition:1" };
  const path = `/servicesNS/nobody/missioncontrol/v1/investigations/${made.finding_id}?notable_time=${time}`;
  expect((await ask("POST", path, change)).status).toBe(200);
  const { body: shown } = await ask(
    "GET",
    `${ES}/findings/${encodeURIComponent(made.finding_id)}?earliest=${Number(time) - 1}`,
  );
  expect(shown).toMatchObject({
    owner: "admin",
    status: "2",
    status_label: "In Progress",
    risk_score: "25",
  });
  const { body: all } = await ask("GET", `${MC}/findings?limit=10`);
  expect(all).toMatchObject({ total: 1, items: [{ finding_id: made.finding_id }] });
  expect((await ask("GET", `${MC}/findings/nobody`)).status).toBe(404);
});

it("says which fields a finding lacks, and lets users without the capability make none", async () => {
  const { status, body } = await ask("POST", `${ES}/findings`, { rule_title: "x" });
  expect(status).toBe(400);
  expect(body.messages[0].text).toContain("risk_object_type");
  const authorization = `Basic ${Buffer.from("ann:s3cret").toString("base64")}`;
  const refused = await askSplunkd(splunkd, "POST", `${ES}/findings`, {
    authorization,
    body: "{}",
  });
  expect(refused.status).toBe(403);
});

it("keeps investigations with their findings and notes", async () => {
  const { status, body: made } = await ask("POST", `${MC}/investigations`, {
    name: "Phishing",
    urgency: "high",
  });
  expect(status).toBe(201);
  const one = `${MC}/investigations/${made.investigation_guid}`;
  await ask("POST", one, {
    name: "not taken",
    status: "4",
    disposition: "disposition:1",
    owner: "admin",
  });
  await ask("POST", `${one}/findings`, { finding_ids: ["a@@notable@@b"] });
  const { body: found } = await ask("GET", `${MC}/investigations?ids=${made.investigation_guid}`);
  expect(found).toMatchObject([
    {
      investigation_guid: made.investigation_guid,
      investigation_id: "ES-00001",
      name: "Phishing",
      status: "4",
      status_label: "Resolved",
      disposition: "disposition:1",
      urgency: "high",
      consolidated_findings: { event_id: ["a@@notable@@b"] },
    },
  ]);
  const { body: note } = await ask("POST", `${one}/notes`, { title: "T", content: "Seen." });
  expect((await ask("POST", `${one}/notes/${note.id}`, { content: "Mended." })).body.content).toBe(
    "Mended.",
  );
  expect((await ask("GET", `${one}/notes?sort=create_time:-1`)).body.items).toMatchObject([
    { id: note.id, content: "Mended.", title: "T" },
  ]);
  expect((await ask("DELETE", `${one}/notes/${note.id}`)).status).toBe(200);
  expect((await ask("GET", `${one}/notes`)).body.items).toEqual([]);
  expect((await ask("GET", `${MC}/investigations?create_time_min=-1h&limit=5`)).body).toHaveLength(
    1,
  );
  expect((await ask("GET", `${MC}/investigations?create_time_max=-1h`)).body).toEqual([]);
  expect((await ask("GET", `${MC}/investigations/none/notes`)).status).toBe(404);
});

it("lists investigations to a search", async () => {
  const search = `| rest splunk_server=local "${MC}/investigations?search_format=true&urgency=high" | fields name urgency`;
  const { body } = await ask(
    "POST",
    "/services/search/jobs",
    new URLSearchParams({ search, exec_mode: "oneshot", output_mode: "json" }),
  );
  expect(body.results).toEqual([{ name: "Phishing", urgency: "high" }]);
});

it("tells statuses and dispositions as the SOAR connector reads them", async () => {
  const { body } = await ask("GET", "/services/alerts/reviewstatuses?count=-1&output_mode=json");
  type Entry = { name: string; content: Record<string, unknown> };
  const labels = (kind: string) =>
    (body.entry as Entry[])
      .filter(({ content }) => content["status_type"] === kind && content["disabled"] === "0")
      .map(({ name, content }) => `${name.split(":").at(-1)} ${String(content["label"])}`);
  expect(labels("notable")).toEqual([
    "0 Unassigned",
    "1 New",
    "2 In Progress",
    "3 Pending",
    "4 Resolved",
    "5 Closed",
  ]);
  expect(labels("disposition")).toContain("6 Undetermined");
});

it("lists correlation searches by what their saved searches say", async () => {
  const { body } = await ask("GET", "/services/alerts/correlationsearches?output_mode=json");
  expect(body.entry).toMatchObject([
    {
      name: "Threat - Bad - Rule",
      content: { rule_name: "Bad", security_domain: "threat", disabled: "0" },
    },
  ]);
  const { status } = await ask(
    "GET",
    "/services/alerts/correlationsearches/plain?output_mode=json",
  );
  expect(status).toBe(404);
});

it("takes items of threat intelligence one by one and in lists, changes, finds and removes them", async () => {
  const path = "/services/data/threat_intel/item/ip_intel";
  const item = (given: object) => new URLSearchParams({ item: JSON.stringify(given) });
  expect(await ask("POST", path, item({ ip: "192.0.2.1", _key: "one" }))).toEqual({
    status: 201,
    body: { message: "Create operation successful.", status: true },
  });
  expect((await ask("POST", path, item([{ ip: "192.0.2.2" }, { ip: "192.0.2.3" }]))).status).toBe(
    201,
  );
  expect((await ask("PUT", path, item({ _key: "one", weight: 3 }))).body.status).toBe(true);
  const query = encodeURIComponent(JSON.stringify({ ip: "192.0.2.1" }));
  expect((await ask("GET", `${path}?item=${query}`)).body).toMatchObject([
    { _key: "one", ip: "192.0.2.1", weight: 3 },
  ]);
  expect((await ask("GET", path)).body).toHaveLength(3);
  expect((await ask("DELETE", `${path}/one`)).body.message).toBe("Delete operation successful.");
  expect((await ask("GET", `${path}/one`)).status).toBe(404);
  expect((await ask("POST", path, item([]))).status).toBe(400);
  expect((await ask("POST", "/services/data/threat_intel/item/cats", item({ a: 1 }))).status).toBe(
    404,
  );
});

it("takes a file of threat intelligence, and keeps one that is not to be overwritten", async () => {
  const path = "/services/data/threat_intel/upload";
  const file = {
    filename: "__threat_example.dmy",
    content: "dGhpcyBpcyBhIHRlc3Q=",
    overwrite: false,
  };
  expect(await ask("POST", path, file)).toEqual({
    status: 200,
    body: { message: "File uploaded successfully.", success: true, internal_status: 0 },
  });
  expect((await ask("POST", path, file)).body.success).toBe(false);
});

it("refuses a query that is none, and takes nothing of a list with an item that is not there", async () => {
  const path = "/services/data/threat_intel/item/file_intel";
  const query = encodeURIComponent('{"$where": 1}');
  expect((await ask("GET", `${path}?item=${query}&output_mode=json`)).status).toBe(400);
  const investigations = "/services/public/v2/investigations";
  expect((await ask("GET", `${investigations}?filter=%7Bx&output_mode=json`)).status).toBe(400);
  const given = (items: object[]) => new URLSearchParams({ item: JSON.stringify(items) });
  await ask("POST", path, given([{ _key: "there", file_name: "a" }]));
  const changes = given([{ _key: "there", file_name: "b" }, { _key: "not there" }]);
  expect((await ask("PUT", path, changes)).status).toBe(404);
  expect((await ask("GET", `${path}/there`)).body.file_name).toBe("a");
});
