import { request } from "node:https";
import { expect, it } from "vitest";
import { loadAddonFromTree } from "../../../../src/addon/load-addon.ts";
import { literalTree } from "../../../../src/addon/tree.ts";
import { startStandIn } from "../../../../src/splunkd/start-stand-in.ts";
import { askSplunkd } from "../../../support/splunkd/ask-splunkd.ts";

const addon = loadAddonFromTree(
  literalTree({
    "default/app.conf": "[package]\nid = TA_x\n",
    "default/alert_actions.conf": "[hook]\nparam.url =\n",
    "default/restmap.conf": `[validation:savedsearch]
broken = validate(
action.hook = case('action.hook.param.url' == "action.hook.param.url", "No URL", 1==1, null())
action.hook.param.url = validate(match('action.hook.param.url', "^https?://"), "URL is invalid")
`,
  }),
);

it("refuses to save a search that the add-on's rules refuse, with their own text", async () => {
  await using splunkd = await startStandIn({ addon });
  const post = (path: string, form: Record<string, string>) =>
    new Promise<{ status: number | undefined; text: string }>((done, fail) => {
      const sent = request(
        `${splunkd.uri}/servicesNS/nobody/search/saved/searches${path}?output_mode=json`,
        {
          method: "POST",
          rejectUnauthorized: false,
          headers: { authorization: `Splunk ${splunkd.sessionKey}` },
        },
        (answer) => {
          let text = "";
          answer.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
          answer.on("end", () => done({ status: answer.statusCode, text }));
        },
      );
      sent.on("error", fail).end(new URLSearchParams(form).toString());
    });
  const search = { name: "s", search: "index=main" };
  const bad = await post("", { ...search, "action.hook.param.url": "ftp://x" });
  expect(bad.status).toBe(400);
  expect(bad.text).toContain("URL is invalid");
  expect((await post("", { ...search, "action.hook": "1" })).text).toContain("No URL");
  const good = { ...search, "action.hook": "1", "action.hook.param.url": "http://x" };
  expect((await post("", good)).status).toBe(201);
  expect((await post("/s", { "action.hook.param.url": "x" })).status).toBe(400);
  expect((await post("/s", { search: "index=other" })).status).toBe(200);
});

it("asks the rules of every handler that saves something, by the name it has below admin/", async () => {
  const rules = loadAddonFromTree(
    literalTree({
      "default/app.conf": "[package]\nid = TA_x\n",
      "default/alert_actions.conf": "[hook]\nparam.level = INFO\n",
      "default/restmap.conf": `[validation:alert_actions]
param.level = validate(in('param.level', "INFO", "DEBUG"), "no such level")

[validation:conf-things]
size = isint('size')
`,
    }),
  );
  await using splunkd = await startStandIn({ addon: rules });
  const post = (path: string, body: string) =>
    askSplunkd(splunkd, "POST", `/servicesNS/nobody/TA_x/${path}?output_mode=json`, { body });
  const refused = await post("alerts/alert_actions/hook", "param.level=LOUD");
  expect(refused).toMatchObject({
    status: 400,
    text: '{"messages":[{"type":"ERROR","text":"no such level"}]}',
  });
  expect((await post("admin/alert_actions/hook", "param.level=LOUD")).status).toBe(400);
  expect((await post("alerts/alert_actions/hook", "param.level=DEBUG")).status).toBe(200);
  expect((await post("configs/conf-things", "name=one&size=large")).status).toBe(400);
  expect((await post("configs/conf-things", "name=one&size=3")).status).toBe(201);
});
