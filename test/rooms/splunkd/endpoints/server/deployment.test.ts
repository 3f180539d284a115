// What stands for other instances: server classes, the apps that they map, clients, search peers.
// Ground: REST API Reference, «Deployment endpoints».
import { expect, it } from "vitest";
import { type Entries, injectEntries } from "../../../../support/splunkd/inject-entries.ts";

const CLASSES = "deployment/server/serverclasses";
const APPS = "deployment/server/applications";
const PEERS = "search/distributed/peers";

it("makes, changes and removes server classes, and reloads them", async () => {
  await using splunkd = injectEntries();
  const made = await splunkd.ask("POST", CLASSES, { name: "web", "whitelist.0": "10.*" });
  expect(made).toMatchObject({ status: 201, names: ["web"], content: { "whitelist-size": 1 } });
  const edit = { "whitelist.1": "11.*", restartSplunkd: "1" };
  await splunkd.ask("POST", `/servicesNS/nobody/system/${CLASSES}/web`, edit);
  const { content } = await splunkd.ask("GET", `${CLASSES}/web`);
  expect(content).toMatchObject({ "whitelist-size": 2, restartSplunkd: true, repositoryList: [] });
  for (const method of ["GET", "POST"])
    expect((await splunkd.ask(method, "deployment/server/config/_reload")).status).toBe(200);
  expect((await splunkd.ask("DELETE", `${CLASSES}/web`)).status).toBe(200);
  expect((await splunkd.ask("GET", CLASSES)).names).toEqual([]);
});

it.each([
  ["", "a", "b"],
  ["/servicesNS/nobody/system/", "all linux", "all unix"],
  ["/servicesNS/admin/search/", "a.b", "a-b"],
])("renames a server class below %j, its apps with it", async (root, oldName, newName) => {
  await using splunkd = injectEntries();
  await splunkd.ask("POST", CLASSES, { name: oldName, "whitelist.0": "10.*" });
  await splunkd.ask("POST", `${APPS}/mine`, { serverclass: oldName });
  const renamed = await splunkd.ask("POST", `${root}${CLASSES}/rename`, { oldName, newName });
  expect(renamed).toMatchObject({
    status: 200,
    names: [newName],
    content: { "whitelist.0": "10.*", repositoryList: ["mine"] },
  });
  expect((await splunkd.ask("GET", CLASSES)).names).toEqual([newName]);
  expect((await splunkd.ask("GET", `${CLASSES}/${encodeURIComponent(oldName)}`)).status).toBe(404);
  expect((await splunkd.ask("GET", `${APPS}/mine`)).content).toMatchObject({
    serverclasses: [newName],
  });
});

it.each([
  [{ oldName: "nowhere", newName: "b" }, 500, 'serverclass="nowhere" ("from") does not exist'],
  [{ oldName: "a", newName: "taken" }, 500, 'serverclass="taken" ("to") already exists'],
  [{ oldName: "a", newName: "b:c" }, 400, '"b:c" is no name'],
  [{ oldName: "a", newName: "" }, 400, ""],
  [{ oldName: "a" }, 400, "newName"],
])("refuses to rename %j", async (form, status, text) => {
  await using splunkd = injectEntries();
  for (const name of ["a", "taken"]) await splunkd.ask("POST", CLASSES, { name });
  const path = `/services/${CLASSES}/rename`;
  const answer = await splunkd.inject("POST", `${path}?output_mode=json`, { form });
  expect(answer.status).toBe(status);
  expect(JSON.parse(answer.text).messages[0].text).toContain(text);
  expect((await splunkd.ask("GET", CLASSES)).names).toEqual(["a", "taken"]);
});

it("maps an app to server classes, changes what is said of it, and takes it away again", async () => {
  await using splunkd = injectEntries();
  for (const name of ["a", "b"]) await splunkd.ask("POST", CLASSES, { name });
  const map = (form: Readonly<Record<string, string>>): Promise<Entries> =>
    splunkd.ask("POST", `${APPS}/TA_mine`, form);
  expect((await map({ serverclass: "nowhere" })).status).toBe(404);
  expect(await map({ serverclass: "a", restartSplunkd: "true" })).toMatchObject({
    status: 200,
    names: ["TA_mine"],
    content: { serverclasses: ["a"], restartSplunkd: true, stateOnClient: "enabled" },
  });
  await map({ serverclass: "b" });
  await map({ serverclass: "a", restartSplunkd: "false", stateOnClient: "noop" });
  expect((await splunkd.ask("GET", APPS)).content).toMatchObject({
    serverclasses: ["a", "b"],
    restartSplunkd: false,
  });
  expect((await splunkd.ask("GET", `${CLASSES}/a`)).content).toMatchObject({
    repositoryList: ["TA_mine"],
  });
  const conf = await splunkd.ask("GET", "configs/conf-serverclass");
  expect(conf.names).toContain("serverClass:a:app:TA_mine");
  expect((await map({ serverclass: "a", unmap: "1" })).content).toMatchObject({
    serverclasses: ["b"],
  });
  expect((await map({ serverclass: "a", unmap: "1" })).status).toBe(404);
  expect((await map({ deinstall: "1" })).status).toBe(200);
  expect((await splunkd.ask("GET", `${APPS}/TA_mine`)).status).toBe(404);
});

it("takes the mappings of a server class away with it", async () => {
  await using splunkd = injectEntries();
  await splunkd.ask("POST", CLASSES, { name: "a" });
  await splunkd.ask("POST", `${APPS}/mine`, { serverclass: "a" });
  await splunkd.ask("DELETE", `${CLASSES}/a`);
  expect((await splunkd.ask("GET", APPS)).names).toEqual([]);
});

it.each([
  ["deployment/server/clients", []],
  ["deployment/server/clients/countClients_by_machineType", ["countClients_by_machineType"]],
  ["deployment/server/clients/countRecentDownloads", ["countRecentDownloads"]],
  ["deployment/server/config", ["config"]],
  ["deployment/server/config/listIsDisabled", ["listIsDisabled"]],
  ["deployment/server/config/attributesUnsupportedInUI", ["attributesUnsupportedInUI"]],
])("tells %s", async (path, names) => {
  await using splunkd = injectEntries();
  for (const root of ["", "/servicesNS/nobody/search/"])
    expect(await splunkd.ask("GET", `${root}${path}`)).toMatchObject({ status: 200, names });
});

it("has no client to take away", async () => {
  await using splunkd = injectEntries();
  expect((await splunkd.ask("DELETE", "deployment/server/clients/one")).status).toBe(404);
});

it.each(["idx1.example:8089", "192.0.2.1:8089", "https://idx2:18089", "[2001:db8::1]:8089"])(
  "adds, disables and removes the search peer %s, and tells no password",
  async (name) => {
    await using splunkd = injectEntries();
    const form = { name, remoteUsername: "admin", remotePassword: "s3cret" };
    const made = await splunkd.ask("POST", PEERS, form);
    const called = name.replace("https://", "");
    expect(made).toMatchObject({ status: 201, names: [called] });
    const path = `${PEERS}/${encodeURIComponent(called)}`;
    const shown = await splunkd.ask("GET", path);
    expect(shown.content).toMatchObject({ status: "Up", peerType: "configured", disabled: false });
    expect(shown.text).not.toContain("s3cret");
    expect((await splunkd.ask("POST", PEERS, form)).status).toBe(409);
    const again = { remoteUsername: "admin", remotePassword: "other" };
    expect((await splunkd.ask("POST", path, again)).status).toBe(200);
    expect((await splunkd.ask("POST", `${path}/disable`, {})).content).toMatchObject({
      disabled: true,
    });
    expect((await splunkd.ask("DELETE", path)).names).toEqual([]);
  },
);

it.each([
  { name: "a:8089" },
  { name: "a", remoteUsername: "u", remotePassword: "p" },
  { name: "a:8089/x", remoteUsername: "u", remotePassword: "p" },
])("refuses the search peer %j", async (form) => {
  await using splunkd = injectEntries();
  expect((await splunkd.ask("POST", PEERS, form)).status).toBe(400);
});
