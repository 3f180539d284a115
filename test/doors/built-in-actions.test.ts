import { expect, it } from "vitest";
import { loadAddonFromTree } from "../../src/addon/load-addon.ts";
import { literalTree } from "../../src/addon/tree.ts";
import { runSearch } from "../../src/run-search.ts";

const NOW = 1_700_000_000;
const ROW = '| makeresults | eval user="ann", src="192.0.2.1", n=split("a,b", ",")';

async function effectsOf(sendalert: string) {
  const run = await runSearch(
    loadAddonFromTree(literalTree({})),
    `${ROW} | sendalert ${sendalert} | eval after=1`,
    {
      now: NOW,
    },
  );
  expect(run).toMatchObject({ error: null, rowCount: 1, rows: [{ after: "1" }], sendalerts: [] });
  return run.effects;
}

it("tells the request of webhook, with the first row", async () => {
  const [effect, ...others] = await effectsOf(
    'webhook param.url="https://example.com/$result.user$"',
  );
  expect(others).toEqual([]);
  expect(effect).toMatchObject({
    action: "webhook",
    kind: "request",
    method: "POST",
    url: "https://example.com/ann",
  });
  const body = JSON.parse(effect?.kind === "request" ? effect.body : "");
  expect(Object.keys(body)).toEqual([
    "sid",
    "search_name",
    "app",
    "owner",
    "results_link",
    "result",
  ]);
  expect(body.result).toMatchObject({ user: "ann", src: "192.0.2.1" });
});

it("tells the mail of email", async () => {
  expect(
    await effectsOf('email param.to="a@example.com" param.message="of $result.user$"'),
  ).toEqual([
    {
      action: "email",
      kind: "mail",
      mail: { subject: "Splunk Alert: ", message: "of ann", to: "a@example.com" },
    },
  ]);
});

it("tells the event of logevent", async () => {
  expect(
    await effectsOf('logevent param.event="seen $result.src$" param.index=audit'),
  ).toMatchObject([
    {
      kind: "event",
      event: {
        _raw: "seen 192.0.2.1",
        _time: String(NOW),
        index: "audit",
        sourcetype: "generic_single_line",
      },
    },
  ]);
});

it("tells a risk event for each object at risk", async () => {
  const risk =
    '[{\\"risk_object_field\\":\\"user\\",\\"risk_object_type\\":\\"user\\",\\"risk_score\\":25},' +
    '{\\"risk_object_field\\":\\"n\\",\\"risk_object_type\\":\\"other\\",\\"risk_score\\":5},' +
    '{\\"risk_object_field\\":\\"gone\\",\\"risk_score\\":5},' +
    '{\\"threat_object_field\\":\\"src\\",\\"threat_object_type\\":\\"ip_address\\"}]';
  const effects = await effectsOf(
    `risk param._risk_message="$user$ from $src$" param._risk="${risk}"`,
  );
  const events = effects.map((effect) => (effect.kind === "event" ? effect.event : {}));
  expect(
    events.map((event) => [event["risk_object"], event["risk_object_type"], event["risk_score"]]),
  ).toEqual([
    ["ann", "user", "25"],
    ["a", "other", "5"],
    ["b", "other", "5"],
  ]);
  expect(events[0]).toMatchObject({
    index: "risk",
    risk_message: "ann from 192.0.2.1",
    threat_object: ["192.0.2.1"],
    threat_object_type: ["ip_address"],
  });
  expect(
    await effectsOf(
      "risk param._risk_object=src param._risk_object_type=system param._risk_score=7",
    ),
  ).toMatchObject([
    {
      kind: "event",
      event: { risk_object: "192.0.2.1", risk_object_type: "system", risk_score: "7" },
    },
  ]);
});

it("takes the settings of the add-on for what the search leaves out", async () => {
  const tree = literalTree({
    "default/alert_actions.conf": "[webhook]\nparam.url = https://example.com/own\n",
  });
  const { effects } = await runSearch(
    loadAddonFromTree(tree),
    "| makeresults | sendalert webhook | sendalert webhook param.url=https://example.com/2",
    { now: NOW },
  );
  expect(effects).toMatchObject([
    { url: "https://example.com/own" },
    { url: "https://example.com/2" },
  ]);
});

it("runs an action of the add-on that has the name of one of Enterprise Security", async () => {
  const tree = literalTree({ "default/alert_actions.conf": "[risk]\nis_custom = 1\n" });
  const run = runSearch(loadAddonFromTree(tree), "| makeresults | sendalert risk", { now: NOW });
  await expect(run).rejects.toMatchObject({ code: "ADDON_SCRIPT_MISSING" });
});
