import { expect, it } from "vitest";
import { loadAddonFromTree } from "../../../../../src/addon/load-addon.ts";
import { literalTree } from "../../../../../src/addon/tree.ts";
import { standsIn } from "../../../../../src/invocation/built-in/stands-in.ts";
import { runBuiltIn } from "../../../../../src/cli/commands/run/run-built-in.ts";

const NOW = 1_700_000_000;

const addon = loadAddonFromTree(
  literalTree({
    "default/alert_actions.conf":
      "[webhook]\nparam.url = https://example.com/own\n[mine]\nis_custom = 1\n",
    "default/savedsearches.conf": `
[hourly]
search = | makeresults count=2 | eval user="ann"
action.webhook.param.url = https://example.com/$name$
action.email.to = a@example.com
action.email.subject = About $result.user$
`,
  }),
);

it("shows the request of webhook with the first row that is given", async () => {
  const rows = { kind: "pairs", pairs: [["user", "bob"]] } as const;
  const run = await runBuiltIn(addon, "webhook", { now: NOW, rows });
  expect(run).toMatchObject({ error: null, rowCount: 1, sendalerts: [], notables: [] });
  expect(run.effects).toMatchObject([{ kind: "request", url: "https://example.com/own" }]);
  const [effect] = run.effects;
  const body = JSON.parse(effect?.kind === "request" ? effect.body : "");
  expect(body.result).toEqual({ _time: String(NOW), user: "bob" });
});

it("takes the rows and the settings of a saved search, under those that are given", async () => {
  const asked = { now: NOW, savedSearch: "hourly" };
  const { effects, rowCount } = await runBuiltIn(addon, "webhook", asked);
  expect(rowCount).toBe(2);
  expect(effects).toMatchObject([{ url: "https://example.com/hourly" }]);
  const mine = await runBuiltIn(addon, "webhook", {
    ...asked,
    params: { url: "https://example.com/mine" },
  });
  expect(mine.effects).toMatchObject([{ url: "https://example.com/mine" }]);
  expect((await runBuiltIn(addon, "email", asked)).effects).toMatchObject([
    { kind: "mail", mail: { to: "a@example.com", subject: "About ann" } },
  ]);
});

it("runs the search that gives the rows, for logevent and notable too", async () => {
  const rows = { kind: "spl", text: '| makeresults | eval src="192.0.2.1"' } as const;
  const asked = { now: NOW, rows };
  const logged = await runBuiltIn(addon, "logevent", {
    ...asked,
    params: { event: "seen $result.src$" },
  });
  expect(logged.effects).toMatchObject([{ kind: "event", event: { _raw: "seen 192.0.2.1" } }]);
  const { notables } = await runBuiltIn(addon, "notable", {
    ...asked,
    params: { rule_title: "T" },
  });
  expect(notables).toMatchObject([{ src: "192.0.2.1", rule_title: "T" }]);
});

it("masks a value that is known as a secret", async () => {
  const secretEnv = { TOKEN: "s3cret-value" };
  const params = { url: "https://example.com/?key=s3cret-value" };
  const { effects } = await runBuiltIn(addon, "webhook", { now: NOW, params, secretEnv });
  expect(JSON.stringify(effects)).not.toContain("s3cret-value");
});

it("stands in for Splunk's own actions, unless the add-on brings one of that name", () => {
  const own = loadAddonFromTree(
    literalTree({ "default/alert_actions.conf": "[risk]\nis_custom = 1\n" }),
  );
  expect(
    ["webhook", "email", "logevent", "risk", "notable"].every((name) => standsIn(addon, name)),
  ).toBe(true);
  expect([standsIn(addon, "mine"), standsIn(addon, "script"), standsIn(own, "risk")]).toEqual([
    false,
    false,
    false,
  ]);
});
