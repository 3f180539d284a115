import { connect } from "node:tls";
import { expect, it } from "vitest";
import { startStandIn, type Splunkd } from "../../../../../src/splunkd/start-stand-in.ts";
import { askSplunkd } from "../../../../support/splunkd/ask-splunkd.ts";

const INDEXES = "/services/data/indexes";

interface Shown {
  readonly id: string;
  readonly acl: { readonly app: string; readonly sharing: string };
  readonly content: Readonly<Record<string, unknown>>;
}

async function ask(
  splunkd: Splunkd,
  method: string,
  path: string,
  form?: Record<string, string>,
): Promise<Shown> {
  const body = form === undefined ? {} : { body: new URLSearchParams(form) };
  const { text } = await askSplunkd(splunkd, method, `${path}?output_mode=json`, body);
  return JSON.parse(text).entry?.[0];
}

it("lies in an app, and is there for all", async () => {
  await using splunkd = await startStandIn();
  expect(await ask(splunkd, "GET", `${INDEXES}/_internal`)).toMatchObject({
    id: `${splunkd.uri}/servicesNS/nobody/system/data/indexes/_internal`,
    acl: { app: "system", sharing: "system" },
    content: { homePath: "$SPLUNK_DB/_internaldb/db", isInternal: true },
  });
  await ask(splunkd, "POST", INDEXES, { name: "mine" });
  expect(await ask(splunkd, "GET", "/servicesNS/admin/launcher/data/indexes/mine")).toMatchObject({
    id: `${splunkd.uri}/servicesNS/nobody/search/data/indexes/mine`,
    acl: { app: "search", sharing: "app" },
  });
});

it("tells numbers and booleans as such, those it was given among them", async () => {
  await using splunkd = await startStandIn();
  await ask(splunkd, "POST", INDEXES, { name: "mine", syncMeta: "0", maxMemMB: "7" });
  const { content } = await ask(splunkd, "GET", `${INDEXES}/mine`);
  expect(content).toMatchObject({
    syncMeta: false,
    maxMemMB: 7,
    rawChunkSizeBytes: 131_072,
    coldPath_expanded: "/opt/splunk/var/lib/splunk/mine/colddb",
  });
});

it("is emptied by rolling its buckets once its events get old at once", async () => {
  await using splunkd = await startStandIn();
  await ask(splunkd, "POST", INDEXES, { name: "mine" });
  const submit = `/services/receivers/simple?index=mine`;
  await askSplunkd(splunkd, "POST", submit, { body: "one" });
  await askSplunkd(splunkd, "POST", "/services/receivers/simple", { body: "another" });
  const count = async (name: string): Promise<unknown> =>
    (await ask(splunkd, "GET", `${INDEXES}/${name}`)).content["totalEventCount"];
  await ask(splunkd, "POST", `${INDEXES}/mine/roll-hot-buckets`);
  expect(await count("mine")).toBe(1);
  await ask(splunkd, "POST", `${INDEXES}/mine`, { frozenTimePeriodInSecs: "1" });
  await ask(splunkd, "POST", `${INDEXES}/mine/roll-hot-buckets`);
  expect(await count("mine")).toBe(0);
  expect(await count("main")).toBe(1);
});

it("takes a stream whose head has plain line ends, as Java writes it on Linux", async () => {
  await using splunkd = await startStandIn();
  await new Promise<void>((done, fail) => {
    const head = `POST /services/receivers/stream?sourcetype=s HTTP/1.1\nHost: x\nAuthorization: Splunk ${splunkd.sessionKey}\nX-Splunk-Input-Mode: Streaming\n\n`;
    const options = { port: splunkd.port, rejectUnauthorized: false };
    const socket = connect(options, () => socket.end(`${head}one\r\ntwo\r\n`));
    socket.on("error", fail).on("close", () => done());
  });
  await expect
    .poll(() => splunkd.inbox.events.map(({ raw }) => raw), { timeout: 20_000 })
    .toEqual(["one", "two"]);
});
