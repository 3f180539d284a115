// What two versions of Splunk answer differently.
import { expect, it } from "vitest";
import { startStandIn } from "../../../../src/splunkd/start-stand-in.ts";
import { askSplunkd } from "../../../support/splunkd/ask-splunkd.ts";

type Sent = Parameters<typeof askSplunkd>[3];

/** Status and text of one request under each version. */
async function asked(
  versions: readonly string[],
  method: string,
  path: string,
  sent: Sent = {},
): Promise<{ readonly status: number | undefined; readonly text: string }[]> {
  return Promise.all(
    versions.map(async (splunkVersion) => {
      await using splunkd = await startStandIn({ splunkVersion });
      const { status, text } = await askSplunkd(splunkd, method, path, sent);
      return { status, text };
    }),
  );
}

const contentOf = (text: string) => JSON.parse(text).entry[0].content;
const form = (fields: Record<string, string>): Sent => ({ body: new URLSearchParams(fields) });

it.each([
  ["/services/search/jobs/export?search=%7C%20makeresults", ["9.4", "10.0"], [200, 405]],
  ["/services/search/v1/jobs/export?search=%7C%20makeresults", ["9.4", "10.0"], [200, 405]],
  ["/services/search/parser?q=%7C%20makeresults", ["9.4", "10.0"], [200, 405]],
  ["/services/search/v2/jobs/export?search=%7C%20makeresults", ["9.4", "10.0"], [405, 405]],
  ["/services/search/v2/parser?q=%7C%20makeresults", ["9.4", "10.0"], [405, 405]],
])("GET %s starts a search or not: %j", async (path, versions, statuses) => {
  const answers = await asked(versions, "GET", path);
  expect(answers.map(({ status }) => status)).toEqual(statuses);
});

it("searches in finished results by POST, and from 10.0 on not by GET", async () => {
  for (const [splunkVersion, byGet] of [
    ["9.4", 200],
    ["10.0", 405],
  ] as const) {
    await using splunkd = await startStandIn({ splunkVersion });
    const jobs = "/services/search/jobs";
    const made = await askSplunkd(
      splunkd,
      "POST",
      `${jobs}?output_mode=json`,
      form({ search: "| makeresults", exec_mode: "blocking" }),
    );
    const results = `${jobs}/${JSON.parse(made.text).sid}/results`;
    const more = "search=%7C%20head%201";
    const status = async (method: string, path: string, sent?: Sent): Promise<number | undefined> =>
      (await askSplunkd(splunkd, method, path, sent)).status;
    expect(await status("GET", results)).toBe(200);
    expect(await status("GET", `${results}?${more}`)).toBe(byGet);
    expect(await status("POST", results, form({ search: "| head 1" }))).toBe(200);
  }
});

it("saves 50,000 documents at once in 9.1 and 9.2, and 1,000 in the others", async () => {
  for (const [splunkVersion, status] of [
    ["9.2", 200],
    ["10.0", 400],
  ] as const) {
    await using splunkd = await startStandIn({ splunkVersion });
    const root = "/servicesNS/nobody/search/storage/collections";
    await askSplunkd(splunkd, "POST", `${root}/config`, form({ name: "many" }));
    const body = JSON.stringify(Array.from({ length: 1001 }, (_, n) => ({ n })));
    const headers = { "content-type": "application/json" };
    const answer = await askSplunkd(splunkd, "POST", `${root}/data/many/batch_save`, {
      body,
      headers,
    });
    expect(answer.status, splunkVersion).toBe(status);
  }
});

const SAVED = "/servicesNS/nobody/search/saved/searches";
const refusal = async (
  version: string,
  key: string,
  value: string,
): Promise<string | undefined> => {
  const fields = { name: "one", search: "| makeresults", [key]: value };
  const [answer] = await asked([version], "POST", `${SAVED}?output_mode=json`, form(fields));
  return answer?.status === 201 ? undefined : JSON.parse(answer?.text ?? "").messages[0].text;
};

it.each([
  ["alert.severity", "1.5", ["10.0", "10.2"], [undefined, undefined]],
  [
    "alert.severity",
    "9",
    ["10.0", "10.2"],
    [
      "Invalid value for argument 'alert.severity'",
      "Value of argument 'alert.severity' must be an integer between 1 and 6 inclusive.",
    ],
  ],
  [
    "alert.suppress.period",
    "5x",
    ["10.0"],
    ["Value of argument alert.suppress.period must be of the format <integer>[smhd]? or ack"],
  ],
  [
    "action.lookup.filename",
    "plain",
    ["9.4", "10.0"],
    ["Lookup filename must end with .csv and cannot contain '..', '/', or '\\\\'", undefined],
  ],
  [
    "action.lookup.filename",
    "../x.csv",
    ["10.0"],
    ["Lookup name cannot contain '..', '/', or '\\\\'"],
  ],
  [
    "action.script.filename",
    "a:b.sh",
    ["9.0", "10.0"],
    [undefined, "Script filename cannot contain '..', '/', '\\\\', or ':'"],
  ],
  [
    "action.email.to",
    "notanaddress",
    ["10.0"],
    ["One of the email addresses in 'action.email.to' is invalid"],
  ],
  ["action.email.to", "a@example.com, $result.mail$", ["10.0"], [undefined]],
  [
    "action.email.useNSSubject",
    "2",
    ["10.0"],
    ["Value of argument 'action.email.useNSSubject' must be either '0' or '1'"],
  ],
  [
    "action.email.sendpng",
    "maybe",
    ["9.2", "9.3"],
    [undefined, "Value of argument 'action.email.sendpng' must be a boolean"],
  ],
  [
    "display.general.type",
    "foo",
    ["10.0"],
    [
      "Value of argument 'display.general.type' must be either 'events', 'statistics', 'visualizations'",
    ],
  ],
  [
    "auto_summarize.timespan",
    "zz",
    ["10.0"],
    ["Invalid span length syntax used for argument auto_summarize.timespan"],
  ],
])("%s = %s", async (key, value, versions, expected) => {
  expect(await Promise.all(versions.map((version) => refusal(version, key, value)))).toEqual(
    expected,
  );
});

it("tells who may use tokens, and how long they last", async () => {
  const path = "/services/admin/token-auth/tokens_auth?output_mode=json";
  const [old, now] = await asked(["9.1", "9.2"], "GET", path);
  expect(contentOf(old?.text ?? "")).toMatchObject({ disabled: true, ephemeralExpiration: "+1h" });
  expect(contentOf(now?.text ?? "")).toMatchObject({ disabled: false });
});

it("takes a real name of 1,100 characters before 10.0", async () => {
  const user = {
    name: "ann",
    password: "a-long-password-1",
    roles: "user",
    realname: "a".repeat(1100),
  };
  const answers = await asked(
    ["9.4", "10.0"],
    "POST",
    "/services/authentication/users",
    form(user),
  );
  expect(answers.map(({ status }) => status)).toEqual([201, 400]);
});

it("has the server of the KV store, the actions, and the settings of the version", async () => {
  const at = async (path: string, versions: readonly string[]) =>
    (await asked(versions, "GET", `${path}?output_mode=json`)).map(({ text }) => JSON.parse(text));
  const [kvOld, kvNew] = await at("/services/kvstore/status", ["9.0", "10.2"]);
  expect(kvOld.entry[0].content.current.serverVersion).toBe("4.2");
  expect(kvNew.entry[0].content.current.serverVersion).toBe("8.0");
  const [actions] = await at("/servicesNS/-/search/alerts/alert_actions", ["10.0"]);
  const names = actions.entry.map((entry: { readonly name: string }) => entry.name);
  expect(names).toEqual(
    expect.arrayContaining([
      "email",
      "lookup",
      "populate_lookup",
      "rss",
      "script",
      "summary_index",
    ]),
  );
  const [old, now] = await at("/services/configs/conf-alert_actions/email", ["9.4", "10.0"]);
  expect(old.entry[0].content).not.toHaveProperty("oauth_url");
  expect(now.entry[0].content).toHaveProperty("oauth_url", "");
});
