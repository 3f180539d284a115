// When a saved search triggers, as its .conf says it and as the REST API does, and what starts then.
import { expect, it } from "vitest";
import { loadAddonFromTree } from "../../../../../src/addon/load-addon.ts";
import { literalTree } from "../../../../../src/addon/tree.ts";
import type { ActionStart, StartAction } from "../../../../../src/splunkd/model/run-records.ts";
import type { SplunkdOptions } from "../../../../../src/splunkd/instance/settings.ts";
import { injectSplunkd } from "../../../../support/splunkd/inject-splunkd.ts";

/** A moment on the minute. */
const NOW = 1_760_000_040;
const NS = "/servicesNS/nobody/TA_mine";

type Form = Readonly<Record<string, string>>;

/** An add-on with a saved search of these settings. */
function addonWith(settings: string) {
  return loadAddonFromTree(
    literalTree({
      "default/app.conf": "[package]\nid = TA_mine\n",
      "default/alert_actions.conf": "[ping]\nis_custom = 1\n[pong]\nis_custom = 1\n",
      "default/savedsearches.conf": `[mine]\n${settings}\n`,
      "metadata/default.meta": "[]\nexport = system\n",
    }),
  );
}

function standIn(settings: string, options: SplunkdOptions = {}) {
  const starts: ActionStart[] = [];
  const startAction: StartAction = async (start) => {
    starts.push(start);
    return { error: undefined, transcript: { action: start.action } };
  };
  const addon = addonWith(settings);
  const splunkd = injectSplunkd({ addon, startAction, now: () => NOW * 1000, ...options });
  const ask = async (method: string, path: string, form?: Form) => {
    const how = form === undefined ? {} : { form };
    const { text } = await splunkd.inject(method, `${NS}/${path}?output_mode=json`, how);
    return JSON.parse(text);
  };
  const show = async (form?: Form) => {
    const method = form === undefined ? "GET" : "POST";
    return (await ask(method, "saved/searches/mine", form)).entry[0].content;
  };
  const dispatch = async (form: Form = { trigger_actions: "1" }): Promise<string> =>
    (await ask("POST", "saved/searches/mine/dispatch", form)).sid;
  const close = () => splunkd[Symbol.asyncDispose]();
  return { ...splunkd, starts, ask, show, dispatch, [Symbol.asyncDispose]: close };
}

const PING = "action.ping = 1\nsearch = | makeresults count=3 | streamstats count AS n";
const MORE = "counttype = number of events\nrelation = greater than\nquantity =";

it.each([
  [
    `${MORE} 2`,
    { alert_type: "number of events", alert_comparator: "greater than", alert_threshold: "2" },
    1,
  ],
  [`${MORE} 3`, { alert_type: "number of events", alert_threshold: "3" }, 0],
  [
    "counttype = number of hosts\nrelation = equal to\nquantity = 0",
    { alert_type: "number of hosts", alert_comparator: "equal to", alert_threshold: "0" },
    1,
  ],
  ["alert_condition = search n=3", { alert_type: "custom", alert_condition: "search n=3" }, 1],
  ["alert_condition = search n=4", { alert_type: "custom", alert_comparator: "" }, 0],
  ["", { alert_type: "always", alert_comparator: "", alert_threshold: "" }, 1],
  ["counttype = always", { alert_type: "always" }, 1],
])("shows and obeys the condition of a .conf: %j", async (condition, shown, starts) => {
  await using splunkd = standIn(`${PING}\n${condition}`);
  expect(await splunkd.show()).toMatchObject(shown);
  await splunkd.dispatch({});
  expect(splunkd.starts).toEqual([]);
  const sid = await splunkd.dispatch();
  expect(splunkd.starts.map(({ action, sid: of }) => [action, of])).toEqual(
    starts === 1 ? [["ping", sid]] : [],
  );
});

it("writes a condition to the .conf under its names there, over what an app says", async () => {
  await using splunkd = standIn(`${PING}\nalert_condition = search n=4`);
  const limits = { alert_comparator: "less than", alert_threshold: "9" };
  const form = { alert_type: "number of events", ...limits };
  expect(await splunkd.show(form)).toMatchObject({ ...form, alert_condition: "" });
  const [{ content }] = (await splunkd.ask("GET", "configs/conf-savedsearches/mine")).entry;
  expect(content).toMatchObject({
    counttype: "number of events",
    relation: "less than",
    quantity: "9",
    alert_condition: "",
  });
  await splunkd.dispatch();
  expect(splunkd.starts).toHaveLength(1);
  await splunkd.show({ alert_threshold: "1" });
  await splunkd.dispatch();
  expect(splunkd.starts).toHaveLength(1);
  expect(await splunkd.show({ alert_type: "always" })).toMatchObject({ alert_type: "always" });
  await splunkd.dispatch();
  expect(splunkd.starts).toHaveLength(2);
});

it.each([
  ["actions = ping", {}, [], ""],
  ["action.ping = 1\nactions = pong", {}, ["ping"], "ping"],
  ["action.ping = 0", { "action.ping": "1" }, ["ping"], "ping"],
  ["", { actions: "ping,pong" }, ["ping", "pong"], "ping,pong"],
  ["action.ping = 1", { actions: "pong" }, ["pong"], "pong"],
])("enables actions: %j in a .conf, then %j by REST", async (conf, form, started, shown) => {
  await using splunkd = standIn(`search = | makeresults\n${conf}`);
  const content = await splunkd.show(Object.keys(form).length === 0 ? undefined : form);
  expect(content.actions).toBe(shown);
  await splunkd.dispatch();
  expect(splunkd.starts.map(({ action }) => action)).toEqual(started);
});

it("starts an action once for no results, and not at all where each result would start it", async () => {
  const none = "action.ping = 1\nsearch = | makeresults | where 1=2";
  const few = "counttype = number of events\nrelation = less than\nquantity = 1";
  await using digest = standIn(`${none}\n${few}`);
  await digest.dispatch();
  expect(digest.starts).toMatchObject([{ rows: [], savedSearch: { isPerResult: false } }]);
  await using each = standIn(`${none}\n${few}\nalert.digest_mode = 0`);
  await each.dispatch();
  expect(each.starts).toEqual([]);
});

it("keeps values still that have triggered by themselves, for their period", async () => {
  let now = NOW;
  const conf = `${PING}\nalert.digest_mode = 0\nalert.suppress = 1\nalert.suppress.fields = n\nalert.suppress.period = 10m`;
  await using splunkd = standIn(conf, { now: () => now * 1000 });
  const seen = async (search: string): Promise<readonly unknown[]> => {
    await splunkd.show({ search });
    splunkd.starts.length = 0;
    await splunkd.dispatch();
    return splunkd.starts.flatMap(({ rows }) => rows.map(({ n }) => n));
  };
  const upTo = (count: number) => `| makeresults count=${count} | streamstats count AS n`;
  expect(await seen(upTo(2))).toEqual(["1", "2"]);
  expect(await seen(upTo(3))).toEqual(["3"]);
  expect(await seen(upTo(3))).toEqual([]);
  now += 601;
  expect(await seen(upTo(3))).toEqual(["1", "2", "3"]);
});

it.each([
  [true, 1],
  [false, 0],
])("lets the schedule start actions where alerts are to run: %j", async (runsAlerts, count) => {
  const due = "cron_schedule = * * * * *\nenableSched = 1";
  await using splunkd = standIn(`${PING}\n${due}`, { runsAlerts });
  await splunkd.show();
  const { scheduler } = splunkd.core.parts;
  await scheduler.runDue(NOW, NOW + 60);
  expect(splunkd.starts).toHaveLength(count);
  const made = { name: "made", search: "| makeresults", cron_schedule: "* * * * *" };
  const alert = { ...made, is_scheduled: "1", actions: "pong", "alert.track": "1" };
  await splunkd.ask("POST", "saved/searches", alert);
  splunkd.starts.length = 0;
  await scheduler.runDue(NOW + 60, NOW + 120);
  expect(splunkd.starts.filter(({ action }) => action === "pong")).toHaveLength(count);
});

it("keeps the transcript of an action with the job that started it", async () => {
  await using splunkd = standIn(PING);
  const sid = await splunkd.dispatch();
  expect(await splunkd.ask("GET", `search/jobs/${sid}/transcripts`)).toEqual([{ action: "ping" }]);
  const made = await splunkd.ask("POST", "search/v2/jobs", {
    search: "| makeresults | sendalert pong",
  });
  const path = `search/v2/jobs/${made.sid}/transcripts`;
  expect(await splunkd.ask("GET", path)).toEqual([{ action: "pong" }]);
  await splunkd.inject("DELETE", `${NS}/search/jobs/${sid}`);
  expect((await splunkd.inject("GET", `${NS}/search/jobs/${sid}/transcripts`)).status).toBe(404);
});

it.each(["nowhere", "default", "pin"])(
  "fails a search for %s, an action that no app has",
  async (name) => {
    await using splunkd = standIn(PING);
    const text = `Error in 'sendalert' command: Alert action "${name}" not found.`;
    const search = `| makeresults | sendalert ${name}`;
    const { sid } = await splunkd.ask("POST", "search/jobs", { search });
    const [{ content }] = [await splunkd.ask("GET", `search/jobs/${sid}`)].flatMap(
      ({ entry }) => entry,
    );
    expect(content).toMatchObject({ isFailed: true, dispatchState: "FAILED" });
    expect(JSON.stringify(content.messages)).toContain(JSON.stringify(text).slice(1, -1));
    const once = await splunkd.ask("POST", "search/jobs", { search, exec_mode: "oneshot" });
    expect(once.messages[0].text).toContain(text);
    expect(splunkd.starts).toEqual([]);
  },
);

it.each([
  ["search", "app", 0],
  ["private", "app", 1],
  ["search", "global", 1],
])("looks from %s for an action of another app, shared as %s", async (from, sharing, starts) => {
  await using splunkd = standIn(PING);
  await splunkd.ask("POST", "apps/local", { name: "private" });
  const conf = "/servicesNS/nobody/private/configs/conf-alert_actions";
  await splunkd.inject("POST", conf, { form: { name: "hidden", is_custom: "1" } });
  await splunkd.inject("POST", `${conf}/hidden/acl`, { form: { sharing, owner: "nobody" } });
  const form = { search: "| makeresults | sendalert hidden", exec_mode: "oneshot" };
  const url = `/servicesNS/nobody/${from}/search/jobs?output_mode=json`;
  const { text } = await splunkd.inject("POST", url, { form });
  expect(splunkd.starts.map(({ action }) => action)).toEqual(starts === 1 ? ["hidden"] : []);
  const notFound = 'Alert action \\"hidden\\" not found.';
  if (starts === 0) expect(text).toContain(notFound);
  else expect(text).not.toContain("not found");
});
