// What was answered once is answered again until something changes: every way to change something must be seen.
import { expect, it } from "vitest";
import { startStandIn } from "../../../../../src/splunkd/start-stand-in.ts";
import { askSplunkd } from "../../../../support/splunkd/ask-splunkd.ts";

const PASSWORDS = "/servicesNS/nobody/search/storage/passwords";
const LIST = `${PASSWORDS}?output_mode=json`;

it("shows each change of a credential at once, asked with the same words", async () => {
  await using splunkd = await startStandIn();
  const listed = async (): Promise<string[]> => {
    const { text } = await askSplunkd(splunkd, "GET", LIST);
    return (JSON.parse(text) as Feed).entry.map(({ content }) => content["clear_password"] ?? "");
  };
  expect(await listed()).toEqual([]);
  expect(await listed()).toEqual([]);
  await askSplunkd(splunkd, "POST", PASSWORDS, { body: "name=api&password=one" });
  expect(await listed()).toEqual(["one"]);
  await askSplunkd(splunkd, "POST", `${PASSWORDS}/:api:`, { body: "password=two" });
  expect(await listed()).toEqual(["two"]);
  await askSplunkd(splunkd, "DELETE", `${PASSWORDS}/:api:`);
  expect(await listed()).toEqual([]);
});

it("keeps apart what each user may see, and forgets it with their rights", async () => {
  await using splunkd = await startStandIn({
    user: "analyst",
    fixtures: {
      credentials: [{ username: "api", password: "s3cret" }],
      users: [{ name: "analyst", roles: ["power"] }],
      roles: [{ name: "power", capabilities: ["list_storage_passwords"] }],
    },
  });
  const admin = `Basic ${Buffer.from("admin:Chang3d!").toString("base64")}`;
  const as = async (authorization?: string): Promise<number | undefined> =>
    (await askSplunkd(splunkd, "GET", LIST, authorization === undefined ? {} : { authorization }))
      .status;
  expect(await as()).toBe(200);
  expect(await as(admin)).toBe(200);
  const taken = await askSplunkd(splunkd, "POST", "/services/authorization/roles/power", {
    authorization: admin,
    body: "capabilities=search",
  });
  expect(taken.status).toBe(200);
  expect(await as()).toBe(403);
  expect(await as(admin)).toBe(200);
  expect(await as("Splunk nobody-knows-me")).toBe(401);
});

it("tells the second of each answer, held or not", async () => {
  let now = Date.parse("2026-01-31T12:00:00.250Z");
  await using splunkd = await startStandIn({ now: () => now });
  const told = async (): Promise<string> =>
    (JSON.parse((await askSplunkd(splunkd, "GET", LIST)).text) as Feed).updated;
  expect(await told()).toBe("2026-01-31T12:00:00+00:00");
  now += 61_000;
  expect(await told()).toBe("2026-01-31T12:01:01+00:00");
});

interface Feed {
  readonly updated: string;
  readonly entry: readonly { readonly content: Record<string, string> }[];
}
