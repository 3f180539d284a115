import { expect, it } from "vitest";
import { startStandIn, type Splunkd } from "../../../../src/splunkd/start-stand-in.ts";
import { askSplunkd } from "../../../support/splunkd/ask-splunkd.ts";

const MESSAGES = "/services/messages";

async function messages(splunkd: Splunkd): Promise<string[]> {
  const { text } = await askSplunkd(splunkd, "GET", `${MESSAGES}?output_mode=json`);
  return JSON.parse(text).entry.map((one: { name: string }) => one.name);
}

it("forgets after a restart that clients asked for one, even where they say so only behind it", async () => {
  await using splunkd = await startStandIn();
  const body = new URLSearchParams({ name: "restart_required", value: "please" });
  await askSplunkd(splunkd, "POST", MESSAGES, { body });
  const restart = "/services/server/control/restart";
  const { status, text } = await askSplunkd(splunkd, "POST", restart);
  expect(status).toBe(200);
  expect(text).toContain("<title>server-control</title>");
  await askSplunkd(splunkd, "POST", MESSAGES, { body });
  await expect.poll(() => messages(splunkd), { timeout: 10_000 }).toEqual([]);
});

it("shows its root to anybody, its services to those it knows", async () => {
  await using splunkd = await startStandIn();
  const root = await askSplunkd(splunkd, "GET", "/", { authorization: null });
  expect(root.status).toBe(200);
  expect(root.text).toContain('<link href="/servicesNS" rel="alternate"/>');
  expect((await askSplunkd(splunkd, "GET", "/services", { authorization: null })).status).toBe(401);
  expect((await askSplunkd(splunkd, "GET", "/services")).status).toBe(200);
});

it("says of a path whether its user or its app is not there", async () => {
  await using splunkd = await startStandIn();
  const asked = async (owner: string, app: string): Promise<unknown> => {
    const path = `/servicesNS/${owner}/${app}/saved/searches`;
    const { status, text } = await askSplunkd(splunkd, "GET", path);
    return [status, /<msg type="ERROR">(.*)<\/msg>/.exec(text)?.[1]];
  };
  expect(await asked("a%2F!", "b")).toEqual([404, "User does not exist: a/!"]);
  expect(await asked("admin", "b")).toEqual([404, "Application does not exist: b"]);
});

it("gives a user one key for all logins, until it is ended", async () => {
  await using splunkd = await startStandIn();
  const login = async (): Promise<string> => {
    const body = new URLSearchParams({ username: "admin", password: "Chang3d!" });
    const path = "/services/auth/login?output_mode=json";
    const { text } = await askSplunkd(splunkd, "POST", path, { body, authorization: null });
    return JSON.parse(text).sessionKey;
  };
  const key = await login();
  expect(await login()).toBe(key);
  await askSplunkd(
    splunkd,
    "DELETE",
    `/services/authentication/httpauth-tokens/${encodeURIComponent(key)}`,
  );
  expect(await login()).not.toBe(key);
});
