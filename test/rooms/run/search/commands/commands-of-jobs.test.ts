import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { loadAddon } from "../../../../../src/addon/load-addon.ts";
import { startSplunkd } from "../../../../../src/start-splunkd.ts";
import type { Splunkd } from "../../../../../src/splunkd/start-stand-in.ts";
import { askSplunkd } from "../../../../support/splunkd/ask-splunkd.ts";

const FIXTURE = fileURLToPath(
  new URL("../../../../../harness-fixtures/addons/TA_search_commands", import.meta.url),
);

let splunkd: Splunkd;
beforeAll(async () => {
  splunkd = await startSplunkd({
    addon: loadAddon(FIXTURE),
    fixtures: { users: [{ name: "ann", password: "pw", roles: ["user"] }] },
  });
});
afterAll(() => splunkd.close());

const APP = "/servicesNS/admin/TA_search_commands";

async function post(path: string, args: Record<string, string>, headers = {}) {
  const body = new URLSearchParams({ ...args, output_mode: "json" });
  const { status, text } = await askSplunkd(splunkd, "POST", path, { body, ...headers });
  return { status, answer: JSON.parse(text) };
}

const oneshot = async (search: string, more: Record<string, string> = {}) =>
  (await post(`${APP}/search/jobs`, { search, exec_mode: "oneshot", ...more })).answer;

it.each<[search: string, results: object[]]>([
  ["| numbers count=2", [{ n: "1" }, { n: "2" }]],
  ["numbers count=1", [{ n: "1" }]],
  ["| numbers count=2 | doubled field=n | ordered", [{ n: "4" }, { n: "2" }]],
  ["| letters 1", [{ letter: "a", all: ["x", "y$"] }]],
])("runs %s", async (search, results) => {
  expect((await oneshot(search)).results).toMatchObject(results);
});

it("shows messages of each level with the job", async () => {
  const { answer } = await post(`${APP}/search/jobs`, { search: "| describe" });
  const { text } = await askSplunkd(
    splunkd,
    "GET",
    `/services/search/jobs/${answer.sid}?output_mode=json`,
  );
  expect(JSON.parse(text).entry[0].content).toMatchObject({
    dispatchState: "DONE",
    isFailed: false,
    messages: [
      { type: "INFO", text: "all is well" },
      { type: "WARN", text: "nearly" },
      { type: "ERROR", text: "not quite" },
    ],
  });
});

it("gives a command the key of who searches", async () => {
  const login = await askSplunkd(splunkd, "POST", "/services/auth/login", {
    body: new URLSearchParams({ username: "ann", password: "pw", output_mode: "json" }),
    authorization: null,
  });
  const { answer } = await post(
    "/servicesNS/ann/TA_search_commands/search/jobs",
    { search: "| describe", exec_mode: "oneshot" },
    { authorization: `Splunk ${JSON.parse(login.text).sessionKey}` },
  );
  expect(answer.results[0]).toMatchObject({
    who: "ann",
    owner: '"ann"',
    app: '"TA_search_commands"',
  });
});

it.each<[search: string, text: string]>([
  [
    '| makeresults | restless how="dies"',
    "Error in 'restless' command: External search command exited unexpectedly with non-zero error code 7.",
  ],
  [
    '| makeresults | restless how="dies early"',
    "Error in 'restless' command: External search command exited unexpectedly with non-zero error code 3.",
  ],
  ["| breaks", "External search command 'breaks' returned error code 5."],
])("fails the job of %s", async (search, failure) => {
  const { status, answer } = await post(`${APP}/search/jobs`, { search });
  expect(status).toBe(201);
  const { text } = await askSplunkd(
    splunkd,
    "GET",
    `/services/search/jobs/${answer.sid}?output_mode=json`,
  );
  expect(JSON.parse(text).entry[0].content).toMatchObject({
    dispatchState: "FAILED",
    isFailed: true,
    messages: [{ type: "FATAL", text: failure }],
  });
});

it("keeps what a command told before it failed", async () => {
  const { answer } = await post(`${APP}/search/jobs`, {
    search: '| makeresults | restless how="says why in between"',
  });
  const { text } = await askSplunkd(
    splunkd,
    "GET",
    `/services/search/jobs/${answer.sid}?output_mode=json`,
  );
  expect(JSON.parse(text).entry[0].content.messages).toEqual([
    { type: "ERROR", text: "the disk is full" },
    { type: "FATAL", text: expect.stringMatching(/error code 1\.$/) },
  ]);
});

it("ends a command at the max_time of its search", async () => {
  const { answer } = await post(`${APP}/search/jobs`, {
    search: "| makeresults | patient",
    max_time: "1",
  });
  const { text } = await askSplunkd(
    splunkd,
    "GET",
    `/services/search/jobs/${answer.sid}?output_mode=json`,
  );
  expect(JSON.parse(text).entry[0].content.messages).toMatchObject([
    {
      type: "FATAL",
      text: expect.stringMatching(/^Error in 'patient' command: .*did not answer within/),
    },
  ]);
});

it("knows the commands in the parser, and starts none", async () => {
  const { status, answer } = await post(`${APP}/search/parser`, {
    q: "| numbers count=1 | restless how=hangs | breaks",
  });
  expect(status).toBe(200);
  expect(answer.commands.map(({ command }: { command: string }) => command)).toEqual([
    "numbers",
    "restless",
    "breaks",
  ]);
  expect((await post(`${APP}/search/parser`, { q: "| numbrs" })).status).toBe(400);
});

it("runs over the rows of a job", async () => {
  const { answer } = await post(`${APP}/search/jobs`, { search: "| numbers count=3" });
  const totals = await post(`${APP}/search/v2/jobs/${answer.sid}/results`, {
    search: "totals field=n",
  });
  expect(totals.answer.results).toEqual([{ total: "6", rows: "3", first: "1" }]);
});
