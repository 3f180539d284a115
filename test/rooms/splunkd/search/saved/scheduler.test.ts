// Saved searches that run by their schedule, and the alerts that fire.
import { expect, it } from "vitest";
import { loadAddonFromTree } from "../../../../../src/addon/load-addon.ts";
import { literalTree } from "../../../../../src/addon/tree.ts";
import type { ActionStart, StartAction } from "../../../../../src/splunkd/model/run-records.ts";
import { type Splunkd, startStandIn } from "../../../../../src/splunkd/start-stand-in.ts";
import { askSplunkd } from "../../../../support/splunkd/ask-splunkd.ts";

const SEARCHES = "/servicesNS/admin/search/saved/searches";
const ALERT = { cron_schedule: "* * * * *", is_scheduled: "1", "alert.track": "1" };
/** A moment on the minute. */
const NOW = 1_760_000_040;

async function ask(splunkd: Splunkd, path: string, form?: Record<string, string>) {
  const method = form === undefined ? "GET" : "POST";
  const body = form === undefined ? {} : { body: new URLSearchParams(form) };
  const mode = path.includes("?") ? "&" : "?";
  const { status, text } = await askSplunkd(
    splunkd,
    method,
    `${path}${mode}output_mode=json`,
    body,
  );
  return { status, ...JSON.parse(text) };
}

async function alertOf(splunkd: Splunkd, settings: Record<string, string>, search: string) {
  const made = await ask(splunkd, SEARCHES, { name: "due", search, ...ALERT, ...settings });
  expect(made.status).toBe(201);
  return async () => {
    const { entry } = await ask(splunkd, `${SEARCHES}/due`);
    return entry[0].content.triggered_alert_count as number;
  };
}

it("runs a search when it is due, and tells of the alert that fired", async () => {
  await using splunkd = await startStandIn({ now: () => NOW * 1000 });
  const count = await alertOf(
    splunkd,
    { alert_type: "always", "action.email": "1", "alert.severity": "4" },
    "| makeresults",
  );
  const { scheduler } = await splunkd.open();
  expect(await count()).toBe(0);
  await scheduler.runDue(NOW, NOW + 60);
  expect(await count()).toBe(1);
  const [fired] = (await ask(splunkd, "/services/alerts/fired_alerts/due")).entry;
  expect(fired.content).toMatchObject({ savedsearch_name: "due", actions: "email", severity: "4" });
  const { entry: history } = await ask(splunkd, `${SEARCHES}/due/history`);
  expect(history[0].content.sid).toBe(fired.content.sid);
  expect(fired.content.sid).toMatch(/^scheduler__admin__search__due_at_/);
});

it.each([
  [{ alert_type: "number of events", alert_comparator: "greater than", alert_threshold: "1" }, 1],
  [{ alert_type: "number of events", alert_comparator: "less than", alert_threshold: "2" }, 0],
  [{ alert_type: "number of events", alert_comparator: "equal to", alert_threshold: "2" }, 1],
  [{ alert_type: "number of events", alert_comparator: "not equal to", alert_threshold: "2" }, 0],
  [{ alert_type: "number of hosts", alert_comparator: "greater than", alert_threshold: "1" }, 0],
  [{ alert_type: "custom", alert_condition: "search host=h" }, 1],
  [{ alert_type: "custom", alert_condition: "search host=other" }, 0],
  [{ alert_type: "always", "alert.track": "0" }, 0],
  [{ alert_type: "always", is_scheduled: "0" }, 0],
  [{ alert_type: "always", disabled: "1" }, 0],
  [{ alert_type: "always", cron_schedule: "0 0 1 1 *" }, 0],
])("with %j it fires %i times", async (settings, times) => {
  await using splunkd = await startStandIn({ now: () => NOW * 1000 });
  const count = await alertOf(splunkd, settings, '| makeresults count=2 | eval host="h"');
  await (await splunkd.open()).scheduler.runDue(NOW, NOW + 60);
  expect(await count()).toBe(times);
});

it("is still for as long as a suppressed alert wants, and forgets what was removed", async () => {
  let now = NOW;
  await using splunkd = await startStandIn({ now: () => now * 1000 });
  const quiet = { "alert.suppress": "1", "alert.suppress.period": "5m" };
  const count = await alertOf(splunkd, { alert_type: "always", ...quiet }, "| makeresults");
  const { scheduler, fired } = await splunkd.open();
  for (const minute of [0, 1, 4, 6]) {
    now = NOW + minute * 60;
    await scheduler.runDue(now, now + 60);
  }
  expect(await count()).toBe(2);
  await askSplunkd(splunkd, "DELETE", `${SEARCHES}/due`);
  await scheduler.runDue(now + 600, now + 660);
  expect(fired.all).toEqual([]);
});

it("fires for who dispatches by hand and asks for it, and lives with a search that cannot run", async () => {
  await using splunkd = await startStandIn({ now: () => NOW * 1000 });
  const count = await alertOf(splunkd, { alert_type: "always" }, "| makeresults");
  await ask(splunkd, `${SEARCHES}/due/dispatch`, {});
  expect(await count()).toBe(0);
  await ask(splunkd, `${SEARCHES}/due/dispatch`, { trigger_actions: "1" });
  expect(await count()).toBe(1);
  await ask(splunkd, `${SEARCHES}/due`, { search: "| nosuchcommand" });
  await (await splunkd.open()).scheduler.runDue(NOW, NOW + 60);
  expect(await count()).toBe(1);
});

it("starts the add-on's own actions when a search is dispatched with trigger_actions", async () => {
  const addon = loadAddonFromTree(
    literalTree({
      "default/app.conf": "[package]\nid = TA_mine\n",
      "default/alert_actions.conf": "[ping]\nis_custom = 1\n[pong]\nis_custom = 1\n",
    }),
  );
  const starts: ActionStart[] = [];
  const startAction: StartAction = async (start) => {
    starts.push(start);
    return { error: undefined, transcript: undefined };
  };
  await using splunkd = await startStandIn({ addon, startAction });
  const settings = {
    alert_type: "always",
    "action.ping": "1",
    "action.ping.param.host": "example.com",
    "alert.digest_mode": "0",
  };
  await alertOf(splunkd, settings, "| makeresults count=2");
  const dispatch = (form: Record<string, string>) => ask(splunkd, `${SEARCHES}/due/dispatch`, form);
  expect((await dispatch({})).status).toBe(201);
  expect(starts).toEqual([]);
  const { sid } = await dispatch({ trigger_actions: "1" });
  expect(starts).toMatchObject([
    { action: "ping", sid, app: "search", savedSearch: { name: "due", isPerResult: true } },
  ]);
  expect(starts[0]?.rows).toHaveLength(2);
  expect(starts[0]?.params).toEqual(new Map([["host", "example.com"]]));
});

it("knows what it runs after an app came, and forgets what was removed since", async () => {
  await using splunkd = await startStandIn({ now: () => NOW * 1000 });
  const count = await alertOf(splunkd, { alert_type: "always" }, "| makeresults");
  const { scheduler } = await splunkd.open();
  expect((await ask(splunkd, "/services/apps/local", { name: "another" })).status).toBe(201);
  await ask(splunkd, `${SEARCHES}/due`, { description: "changed" });
  await scheduler.runDue(NOW, NOW + 60);
  expect(await count()).toBe(1);
  await askSplunkd(splunkd, "DELETE", `${SEARCHES}/due`);
  await scheduler.runDue(NOW + 60, NOW + 120);
  expect((await ask(splunkd, "/services/alerts/fired_alerts/due")).entry).toEqual([]);
});

it("runs a search once that was given to all and changed there", async () => {
  await using splunkd = await startStandIn({ now: () => NOW * 1000 });
  const count = await alertOf(splunkd, { alert_type: "always" }, "| makeresults");
  await ask(splunkd, `${SEARCHES}/due/acl`, { owner: "admin", sharing: "app" });
  await ask(splunkd, `${SEARCHES}/due`, { description: "changed" });
  await (await splunkd.open()).scheduler.runDue(NOW, NOW + 60);
  expect(await count()).toBe(1);
});
