import { existsSync } from "node:fs";
import { get } from "node:http";
import { expect, it } from "vitest";
import { loadAddon } from "../../../../src/addon/load-addon.ts";
import type { Addon } from "../../../../src/addon/addon.ts";
import type { SendAlertRequest } from "../../../../src/run/send-alert-request.ts";
import { sendAlert } from "../../../../src/sendalert.ts";
import { startStandIn } from "../../../../src/splunkd/start-stand-in.ts";
import type { Transcript } from "../../../../src/transcript.ts";
import { askSplunkd } from "../../../support/splunkd/ask-splunkd.ts";
import { MAKES_CALLS } from "../../../support/splunkd/makes-calls.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

/** Makes the calls of its parameter, `METHOD path body` a line, and prints what came back. */
const SCRIPT = `
import json, os, ssl, sys, time, urllib.error, urllib.request
given = json.load(sys.stdin)
meet = given["configuration"].get("meet")
if meet:
    open(os.path.join(meet, os.urandom(8).hex()), "w").close()
    while len(os.listdir(meet)) < 2: time.sleep(0.02)
${MAKES_CALLS}
print("local:", open(home).read() if os.path.exists(home) else "none")
print("link:", given.get("results_link"))
`;

function memo(more: Readonly<Record<string, string>> = {}): Addon {
  return loadAddon(
    tempFolder({
      "default/app.conf": "[package]\nid = TA_memo\n",
      "default/alert_actions.conf": "[memo]\nis_custom = 1\npayload_format = json\n",
      "default/collections.conf": "[notes]\n",
      "bin/memo.py": SCRIPT,
      ...more,
    }),
  );
}

const NOTES = "/servicesNS/nobody/TA_memo/storage/collections/data/notes";

function calls(...lines: readonly string[]): Pick<SendAlertRequest, "params" | "action"> {
  return { action: "memo", params: { calls: lines.join("\n") } };
}

function printed({ invocations }: Transcript): string {
  return invocations.map(({ stdout, stderr }) => stdout + stderr).join("");
}

it("serves several runs: what one writes the next sees, and each is told of its own requests", async () => {
  const addon = memo();
  await using splunkd = await startStandIn({ addon });
  const first = await sendAlert(addon, {
    ...calls(`POST /servicesNS/nobody/TA_memo/storage/passwords name=api&password=kept-it`),
    splunkd,
  });
  const second = await sendAlert(addon, {
    ...calls("GET /servicesNS/nobody/TA_memo/storage/passwords/:api:"),
    splunkd,
    showSecrets: true,
  });
  expect(first.rest).toMatchObject([{ method: "POST", status: 201, user: "admin" }]);
  expect(second.rest).toMatchObject([{ method: "GET", status: 200 }]);
  expect(printed(second)).toContain("kept-it");
  expect(splunkd.requests).toHaveLength(2);
  expect(JSON.parse(second.invocations[0]?.payload ?? "")).toMatchObject({
    server_uri: splunkd.uri,
    session_key: splunkd.sessionKey,
  });
});

it("gives each run the events that were posted during it", async () => {
  const addon = memo();
  await using splunkd = await startStandIn({ addon });
  const post = (text: string): Promise<Transcript> =>
    sendAlert(addon, {
      ...calls(`POST /services/receivers/simple?sourcetype=memo ${text}`),
      splunkd,
    });
  expect((await post("one")).events.map(({ raw }) => raw)).toEqual(["one"]);
  expect((await post("two")).events.map(({ raw }) => raw)).toEqual(["two"]);
  expect(splunkd.inbox.events).toHaveLength(2);
});

it("tells runs that go on at the same time apart", async () => {
  const addon = memo();
  const meet = tempFolder();
  await using splunkd = await startStandIn({ addon });
  const run = (name: string): Promise<Transcript> =>
    sendAlert(addon, {
      action: "memo",
      params: {
        meet,
        calls: `GET ${NOTES}/${name}\nPOST /services/receivers/simple ${name}`,
      },
      splunkd,
      // They meet beside their sandboxes.
      writable: [meet],
    });
  // Neither goes on before the other has begun.
  const both = await Promise.all([run("a"), run("b")]);
  expect(both.map(({ rest }) => rest.map(({ path }) => path))).toEqual([
    [`${NOTES}/a`, "/services/receivers/simple"],
    [`${NOTES}/b`, "/services/receivers/simple"],
  ]);
  expect(both.map(({ events }) => events.map(({ raw }) => raw))).toEqual([["a"], ["b"]]);
});

it("keeps the job of each run, with its rows, when the run is long over", async () => {
  const addon = memo();
  await using splunkd = await startStandIn({ addon });
  const run = (src: string): Promise<Transcript> =>
    sendAlert(addon, {
      action: "memo",
      rows: { kind: "pairs", pairs: [["src", src]] },
      now: 1_700_000_000,
      splunkd,
    });
  const runs = [await run("192.0.2.1"), await run("192.0.2.2")];
  expect(new Set(runs.map(({ sid }) => sid)).size).toBe(2);
  for (const [number, { sid }] of runs.entries()) {
    const path = `/services/search/jobs/${sid}/results?output_mode=json`;
    const { text } = await askSplunkd(splunkd, "GET", path);
    expect(JSON.parse(text).results).toEqual([
      // Its time as makeresults gives it.
      { _time: "2023-11-14T22:13:20.000+00:00", src: `192.0.2.${number + 1}` },
    ]);
  }
  const made = await askSplunkd(splunkd, "POST", "/services/search/jobs?output_mode=json", {
    body: "search=| makeresults",
  });
  expect(runs.map(({ sid }) => sid)).not.toContain(JSON.parse(made.text).sid);
});

it("answers where results_link leads", async () => {
  const addon = memo();
  await using splunkd = await startStandIn({ addon, webPort: 0 });
  const run = await sendAlert(addon, {
    action: "memo",
    rows: { kind: "pairs", pairs: [["src", "192.0.2.7"]] },
    splunkd,
  });
  const link = new URL(/link: (\S+)/.exec(printed(run))?.[1] ?? "");
  expect(Number(link.port)).toBe(splunkd.webPort);
  link.hostname = "127.0.0.1";
  const page = await new Promise<string>((done) => {
    get(link, (answer) => {
      let text = "";
      answer.on("data", (part) => (text += part)).on("end", () => done(text));
    });
  });
  expect(page).toContain("<td>192.0.2.7</td>");
});

it("takes a lookup file that the script stages in its own SPLUNK_HOME, and away from there", async () => {
  const stages = `
import json, os, ssl, sys, urllib.parse, urllib.request
given = json.load(sys.stdin)
staging = os.path.join(os.environ["SPLUNK_HOME"], "var/run/splunk/lookup_tmp")
os.makedirs(staging, exist_ok=True)
staged = os.path.join(staging, "made.csv")
with open(staged, "w") as file: file.write("a\\n1\\n")
url = given["server_uri"] + "/servicesNS/nobody/TA_memo/data/lookup-table-files"
body = urllib.parse.urlencode({"name": "made.csv", "eai:data": staged}).encode()
asked = urllib.request.Request(url, body, {"Authorization": "Splunk " + given["session_key"]})
answer = urllib.request.urlopen(asked, context=ssl._create_unverified_context())
print("uploaded:", answer.status, "stays:", os.path.exists(staged))
`;
  const addon = memo({ "bin/memo.py": stages });
  expect(printed(await sendAlert(addon, { action: "memo" }))).toContain(
    "uploaded: 201 stays: False",
  );
});

it("has what an earlier run wrote to a .conf in the local/ of the next", async () => {
  const addon = memo();
  await using splunkd = await startStandIn({ addon });
  const path = "/servicesNS/nobody/TA_memo/configs/conf-memo";
  const first = await sendAlert(addon, { ...calls(`POST ${path} name=a&k=1`), splunkd });
  expect(printed(first)).toContain("local: [a]\nk = 1");
  expect(printed(await sendAlert(addon, { action: "memo", splunkd }))).toContain(
    "local: [a]\nk = 1",
  );
});

it("has the .conf of fixtures in local/ too, for scripts that read the file", async () => {
  const addon = memo();
  const fixtures = { conf: { memo: { general: { url: "https://example.com" } } } };
  const text = "local: [general]\nurl = https://example.com";
  expect(printed(await sendAlert(addon, { action: "memo", fixtures }))).toContain(text);
  await using splunkd = await startStandIn({ fixtures });
  const path = "/servicesNS/nobody/TA_memo/configs/conf-memo/general";
  for (const line of [`GET ${path}`, `POST ${path} more=1`]) {
    const run = await sendAlert(addon, { ...calls(line), splunkd });
    expect(printed(run)).toContain(text);
  }
  expect(printed(await sendAlert(addon, { action: "memo", splunkd }))).toContain("more = 1");
});

it("runs as the user that the stand-in was started for, unless another is named", async () => {
  const addon = memo();
  await using splunkd = await startStandIn({
    addon,
    user: "analyst",
    fixtures: { users: [{ name: "ann", roles: ["admin"] }] },
  });
  const list = calls("GET /servicesNS/-/-/storage/passwords?count=0");
  const rest = async (owner?: string): Promise<unknown> =>
    (await sendAlert(addon, { ...list, splunkd, ...(owner === undefined ? {} : { owner }) })).rest;
  expect(await rest()).toMatchObject([{ user: "analyst", status: 403 }]);
  expect(await rest("ann")).toMatchObject([{ user: "ann", status: 200 }]);
  expect(await rest("newcomer")).toMatchObject([{ user: "newcomer", status: 403 }]);
});

it("takes the add-on in where it was started without one and nobody asked it yet", async () => {
  const addon = memo();
  await using splunkd = await startStandIn({ fixtures: { collections: { notes: [{ a: 1 }] } } });
  const run = await sendAlert(addon, { ...calls(`GET ${NOTES}`), splunkd });
  expect(run.rest).toMatchObject([{ status: 200 }]);
  expect(printed(run)).toContain('"a":');
});

it("installs an add-on that is not in it, beside the one it was started with", async () => {
  const addon = memo();
  const other = memo({ "default/app.conf": "[package]\nid = TA_other\n" });
  await using asked = await startStandIn();
  await askSplunkd(asked, "GET", "/services/server/info");
  await using splunkd = await startStandIn({ addon: other });
  for (const one of [asked, splunkd]) {
    for (let turn = 0; turn < 2; turn += 1) {
      const run = await sendAlert(addon, { ...calls(`GET ${NOTES}`), splunkd: one });
      expect(run.rest).toMatchObject([{ status: 200 }]);
    }
  }
  const theirs = "/servicesNS/nobody/TA_other/storage/collections/data/notes";
  expect(await askSplunkd(splunkd, "GET", theirs)).toMatchObject({ status: 200 });
});

it("masks what its fixtures and its store hold", async () => {
  const addon = memo();
  await using splunkd = await startStandIn({
    addon,
    fixtures: { credentials: [{ username: "api", password: "first-secret" }] },
  });
  const path = "/servicesNS/nobody/TA_memo/storage/passwords";
  await askSplunkd(splunkd, "POST", path, { body: "name=other&password=second-secret" });
  const run = await sendAlert(addon, { ...calls(`GET ${path}?count=0`), splunkd });
  expect(printed(run)).toContain("clear_password");
  expect(JSON.stringify(run)).not.toMatch(/first-secret|second-secret/);
  expect(JSON.stringify(run)).not.toContain(splunkd.sessionKey);
});

it("names its address in a dry run, and leaves no trace there", async () => {
  const addon = memo();
  await using splunkd = await startStandIn({ addon });
  const run = await sendAlert(addon, { action: "memo", dryRun: true, splunkd });
  expect(JSON.parse(run.invocations[0]?.payload ?? "").server_uri).toBe(splunkd.uri);
  const { text } = await askSplunkd(splunkd, "GET", "/services/search/jobs?output_mode=json");
  expect(JSON.parse(text).entry).toEqual([]);
});

it("ends with close() too, once or twice", async () => {
  const splunkd = await startStandIn();
  await splunkd.close();
  await splunkd.close();
  await expect(askSplunkd(splunkd, "GET", "/services/server/info")).rejects.toThrow();
});

it("refuses what does not fit a stand-in that is already running: SPLUNKD_MISFIT", async () => {
  const addon = memo();
  await using splunkd = await startStandIn({ addon });
  const refused = (request: SendAlertRequest): Promise<unknown> =>
    sendAlert(addon, { action: "memo", splunkd, ...request }).then(
      () => "it ran",
      (error: Error & { code: string }) => `${error.code} ${error.message}`,
    );
  expect(await refused({ fixtures: {} })).toMatch(/^SPLUNKD_MISFIT .*fixtures/);
  expect(await refused({ port: 1 })).toMatch(/^SPLUNKD_MISFIT .*port/);
  const promise = startStandIn() as unknown as typeof splunkd;
  expect(await refused({ splunkd: promise })).toMatch(/^SPLUNKD_MISFIT .*await/);
  await (await promise).close();
  await splunkd.close();
  expect(await refused({})).toMatch(/^SPLUNKD_MISFIT .*closed/);
});

it("leaves the sandbox of a run to nobody", async () => {
  const addon = memo();
  await using splunkd = await startStandIn({ addon });
  const { splunkHome } = await sendAlert(addon, { action: "memo", splunkd });
  expect(existsSync(splunkHome)).toBe(false);
});
