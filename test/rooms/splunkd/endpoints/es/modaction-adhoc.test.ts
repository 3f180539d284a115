import { request } from "node:https";
import { expect, it } from "vitest";
import { loadAddonFromTree } from "../../../../../src/addon/load-addon.ts";
import { literalTree } from "../../../../../src/addon/tree.ts";
import type { SplunkdOptions } from "../../../../../src/splunkd/instance/settings.ts";
import type { ActionStart, StartAction } from "../../../../../src/splunkd/model/run-records.ts";
import { startStandIn } from "../../../../../src/splunkd/start-stand-in.ts";

const addon = loadAddonFromTree(
  literalTree({
    "default/app.conf": "[package]\nid = memo\n",
    "default/alert_actions.conf": `[asks]
param._cam = {"supports_adhoc": true}
param.b =
param.a = 1
maxtime = 5m
[refuses]
param._cam = {"task": ["scan"]}
[breaks]
param._cam =
`,
  }),
);

/** Posts a form, and gives what came back. */
async function post(form: Record<string, string>, options: SplunkdOptions = {}) {
  await using splunkd = await startStandIn({
    addon,
    fixtures: { apps: ["SplunkEnterpriseSecuritySuite"] },
    now: () => 1_700_000_000_000,
    ...options,
  });
  const path = "/servicesNS/admin/SplunkEnterpriseSecuritySuite/alerts/modaction_adhoc";
  const answered = await new Promise<{ status: number | undefined; body: string }>((done, fail) => {
    const sent = request(
      `${splunkd.uri}${path}?output_mode=json`,
      {
        method: "POST",
        headers: { Authorization: `Splunk ${splunkd.sessionKey}` },
        rejectUnauthorized: false,
      },
      (answer) => {
        let body = "";
        answer.setEncoding("utf8").on("data", (text: string) => (body += text));
        answer.on("end", () => done({ status: answer.statusCode, body }));
      },
    );
    sent.on("error", fail);
    sent.end(new URLSearchParams(form).toString());
  });
  return { status: answered.status, body: JSON.parse(answered.body) };
}

const FORM = { action_name: "asks", search: '| makeresults | eval orig_sid="s", orig_rid="4"' };

it("dispatches the search that it makes of the form, and starts the action with its rows", async () => {
  const starts: ActionStart[] = [];
  const startAction: StartAction = async (start) => {
    starts.push(start);
    return { error: undefined, transcript: undefined };
  };
  const form = { ...FORM, "action.asks.param.b": 'x "y" z', "action.asks.param.a": "2" };
  const { status, body } = await post(form, { startAction });
  expect(status).toBe(201);
  expect(body).toEqual({
    command: `${FORM.search} | sendalert asks action_name="asks" param.a="2" param.b="x \\"y\\" z"`,
    sid: "1700000000.1",
  });
  expect(starts).toEqual([
    expect.objectContaining({
      action: "asks",
      params: new Map([
        ["a", "2"],
        ["b", 'x "y" z'],
      ]),
      rows: [{ _time: "1700000000", orig_sid: "s", orig_rid: "4" }],
      sid: "1700000000.1",
      app: "SplunkEnterpriseSecuritySuite",
    }),
  ]);
});

it("answers all the same where nobody can start the action: the job tells that it failed", async () => {
  expect((await post(FORM)).status).toBe(201);
});

const refusal = (text: string) => ({ messages: [{ type: "ERROR", text }] });

it.each([
  [
    { ...FORM, action_name: "refuses" },
    400,
    "ModularActionException: Alert action does not support adhoc invocation.",
  ],
  [
    { ...FORM, "action.asks.param.c": "1" },
    400,
    "ModularActionException: Invalid parameter for adhoc modular action.",
  ],
  [
    { ...FORM, "action.other.param.a": "1" },
    400,
    "ModularActionException: Invalid parameter for adhoc modular action.",
  ],
  [{ ...FORM, action_name: "breaks" }, 500, "param._cam is empty, which is no JSON"],
  [{ ...FORM, action_name: "nothing" }, 404, "Could not find object id=nothing"],
  [{ search: "x" }, 400, "The following required arguments are missing: action_name."],
  [{ action_name: "asks" }, 400, "The following required arguments are missing: search."],
] as const)("refuses %j with %i", async (form, status, text) => {
  expect(await post(form)).toEqual({ status, body: refusal(text) });
});
