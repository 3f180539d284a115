import { existsSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { gzipSync } from "node:zlib";
import { pack } from "tar-stream";
import { expect, it } from "vitest";
import { loadAddon, startSplunkd } from "../../../../../src/index.ts";
import { askJson, type JsonAnswer } from "../../../../support/splunkd/ask-json.ts";
import { askSplunkd } from "../../../../support/splunkd/ask-splunkd.ts";
import { tempFolder } from "../../../../support/temp-folder.ts";

const FILES = {
  "default/app.conf": "[launcher]\nversion = 2.1.0\nauthor = Ann\n\n[ui]\nlabel = Brought\n",
  "default/eventtypes.conf": "[brought]\nsearch = sourcetype=brought\n",
  "default/alert_actions.conf": "[bring]\nis_custom = 1\nlabel = Bring\nparam.what = tea\n",
  "default/restmap.conf":
    "[script:brought]\nmatch = /brought\nscripttype = persist\nhandler = brought.Brought\n",
  "default/brought.conf": "[one]\ncolour = red\n",
  "bin/brought.py":
    "from splunk.persistconn.application import PersistentServerConnectionApplication as Base\n\nclass Brought(Base):\n    def __init__(self, *args):\n        pass\n\n    def handle(self, text):\n        return {'payload': 'here', 'status': 200}\n",
  "metadata/default.meta": "[]\nexport = system\n",
};

async function packed(files: Readonly<Record<string, string>>, name = "brought"): Promise<string> {
  const packing = pack();
  for (const [path, text] of Object.entries(files))
    packing.entry({ name: `${name}/${path}` }, text);
  packing.finalize();
  const file = join(tempFolder(), "brought.spl");
  writeFileSync(file, gzipSync(await buffer(packing)));
  return file;
}

async function ask(
  ...asked: Parameters<typeof askJson>
): Promise<JsonAnswer & { readonly content: JsonAnswer["entry"][number]["content"] | undefined }> {
  const answer = await askJson(...asked);
  return { ...answer, content: answer.entry[0]?.content };
}

it("installs a package, whose layers, actions and handlers are there at once", async () => {
  await using splunkd = await startSplunkd();
  const name = await packed(FILES);
  expect(
    await ask(splunkd, "POST", "/services/apps/local", { name, filename: "true" }),
  ).toMatchObject({
    status: 201,
    names: ["brought"],
    content: { version: "2.1.0", label: "Brought", author: "Ann", status: "installed" },
  });
  expect(await ask(splunkd, "GET", "/services/saved/eventtypes/brought")).toMatchObject({
    content: { search: "sourcetype=brought" },
  });
  expect(await ask(splunkd, "GET", "/services/alerts/alert_actions/bring")).toMatchObject({
    content: { "param.what": "tea" },
  });
  expect(
    await ask(splunkd, "GET", "/servicesNS/nobody/brought/configs/conf-brought/one"),
  ).toMatchObject({ content: { colour: "red", "eai:appName": "brought" } });
  expect((await askSplunkd(splunkd, "GET", "/services/brought")).text).toBe("here");
});

it("refuses to install over an app, unless it is an update, which keeps what was written", async () => {
  await using splunkd = await startSplunkd();
  const local = "/services/apps/local";
  const conf = "/servicesNS/nobody/brought/configs/conf-brought/one";
  await ask(splunkd, "POST", local, { name: await packed(FILES), filename: "1" });
  await ask(splunkd, "POST", conf, { size: "3" });
  expect((await askSplunkd(splunkd, "GET", "/services/brought")).text).toBe("here");
  const newer = await packed({
    ...FILES,
    "default/brought.conf": "[one]\ncolour = blue\n",
    "bin/brought.py": FILES["bin/brought.py"].replace("here", "there"),
  });
  expect(await ask(splunkd, "POST", local, { name: newer, filename: "1" })).toMatchObject({
    status: 409,
    text: 'App "brought" already exists; use the "update" argument to install anyway',
  });
  expect(
    await ask(splunkd, "POST", local, { name: newer, filename: "1", update: "true" }),
  ).toMatchObject({ status: 200, content: { status: "upgraded" } });
  expect(await ask(splunkd, "GET", conf)).toMatchObject({ content: { colour: "blue", size: "3" } });
  expect((await askSplunkd(splunkd, "GET", "/services/brought")).text).toBe("there");
});

it("takes an app's layers away when it is disabled or removed, and a removal asks for a restart", async () => {
  const addon = loadAddon(
    tempFolder({
      "default/app.conf": "[package]\nid = TA_main\n",
      "default/eventtypes.conf": "[own]\nsearch = a\n",
      "metadata/default.meta": "[]\nexport = system\n",
    }),
  );
  await using splunkd = await startSplunkd({ addon });
  const app = "/services/apps/local/brought";
  await ask(splunkd, "POST", "/services/apps/appinstall", { name: await packed(FILES) });
  const eventtypes = async () => (await ask(splunkd, "GET", "/services/saved/eventtypes")).names;
  expect(await eventtypes()).toEqual(expect.arrayContaining(["own", "brought"]));
  expect(await ask(splunkd, "POST", `${app}/disable`)).toMatchObject({
    content: { disabled: true },
  });
  expect(await eventtypes()).toContain("own");
  expect(await eventtypes()).not.toContain("brought");
  expect((await askSplunkd(splunkd, "GET", "/services/brought")).status).toBe(404);
  await ask(splunkd, "POST", `${app}/enable`);
  expect(await eventtypes()).toContain("brought");
  expect(await ask(splunkd, "DELETE", app)).toMatchObject({ status: 200 });
  expect(await eventtypes()).not.toContain("brought");
  expect(await ask(splunkd, "GET", app)).toMatchObject({ status: 404 });
  expect((await ask(splunkd, "GET", "/services/messages")).names).toContain("restart_required");
});

it("fetches a package by its URL, and can give the app another name", async () => {
  const file = await packed(FILES);
  const { readFileSync } = await import("node:fs");
  const server = createServer((request, answer) => {
    if (request.url === "/app.spl") answer.end(readFileSync(file));
    else answer.writeHead(404).end();
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  const uri = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  try {
    await using splunkd = await startSplunkd();
    const local = "/services/apps/local";
    expect(
      await ask(splunkd, "POST", local, {
        name: `${uri}/app.spl`,
        filename: "true",
        explicit_appname: "renamed",
      }),
    ).toMatchObject({ status: 201, names: ["renamed"] });
    expect(
      await ask(splunkd, "POST", local, { name: `${uri}/none.spl`, filename: "true" }),
    ).toMatchObject({ status: 400, text: expect.stringContaining("HTTP 404") });
  } finally {
    server.close();
  }
});

it.each([
  ["is not there", () => "/nowhere/app.spl", "No such file or directory"],
  ["is no archive", () => tempFile("text"), "neither a tar nor a zip"],
])("answers 400 for a package that %s", async (_, make, why) => {
  await using splunkd = await startSplunkd();
  const told = await ask(splunkd, "POST", "/services/apps/local", {
    name: make(),
    filename: "true",
  });
  expect(told).toMatchObject({ status: 400, text: expect.stringContaining(why) });
  expect(told.text).toMatch(/^Error during app install: failed to extract app from /);
});

function tempFile(text: string): string {
  const file = join(tempFolder(), "app.spl");
  writeFileSync(file, text);
  return file;
}

it("makes an app from a template, and refuses names that are no folder's", async () => {
  await using splunkd = await startSplunkd();
  const local = "/services/apps/local";
  expect((await ask(splunkd, "GET", "/services/apps/apptemplates")).names).toEqual([
    "barebones",
    "sample_app",
  ]);
  const given = { name: "mine", template: "sample_app", label: "Mine", version: "3.0.0" };
  expect(await ask(splunkd, "POST", local, given)).toMatchObject({
    status: 201,
    content: { label: "Mine", version: "3.0.0" },
  });
  expect(
    await ask(splunkd, "GET", "/servicesNS/nobody/mine/configs/conf-app/launcher"),
  ).toMatchObject({ content: { version: "3.0.0", "eai:appName": "mine" } });
  expect(await ask(splunkd, "POST", local, { name: "mine" })).toMatchObject({ status: 409 });
  expect(await ask(splunkd, "POST", local, { name: "not an app" })).toMatchObject({ status: 400 });
  expect(await ask(splunkd, "POST", local, { name: "x", template: "none" })).toMatchObject({
    status: 400,
  });
});

it("has an installed app again after a restart with --persist, and leaves no folder behind", async () => {
  const persist = join(tempFolder(), "state.json");
  const name = await packed(FILES);
  let home: string | undefined;
  {
    await using splunkd = await startSplunkd({ persist });
    await ask(splunkd, "POST", "/services/apps/local", { name, filename: "true" });
    home = (await splunkd.open()).apps.installed.get("brought")?.root;
    expect(existsSync(home ?? "")).toBe(true);
  }
  expect(existsSync(home ?? "")).toBe(false);
  await using again = await startSplunkd({ persist });
  expect(await ask(again, "GET", "/services/saved/eventtypes/brought")).toMatchObject({
    status: 200,
  });
});

it("packs an app, and takes its own package back", async () => {
  const addon = loadAddon(
    tempFolder({ ...FILES, "default/app.conf": "[package]\nid = brought\n" }),
  );
  await using splunkd = await startSplunkd({ addon });
  const { content } = await ask(splunkd, "GET", "/services/apps/local/brought/package");
  const name = String(content?.["path"]);
  expect(name).toMatch(/brought\.spl$/);
  await using other = await startSplunkd();
  expect(
    await ask(other, "POST", "/services/apps/local", { name, filename: "true" }),
  ).toMatchObject({ status: 201, names: ["brought"] });
  expect((await askSplunkd(other, "GET", "/services/brought")).text).toBe("here");
});

it("shows the setup of an app that has one, says that others have none, and trusts in one that is only named", async () => {
  const addon = loadAddon(
    tempFolder({
      "default/app.conf": "[package]\nid = with_setup\n",
      "default/setup.xml": "<setup><block/></setup>",
    }),
  );
  await using splunkd = await startSplunkd({ addon, fixtures: { apps: ["named"] } });
  const setup = async (app: string) =>
    askSplunkd(splunkd, "GET", `/services/apps/local/${app}/setup?output_mode=json`);
  expect(JSON.parse((await setup("with_setup")).text).entry[0].content["eai:setup"]).toContain(
    "<block/>",
  );
  expect(await setup("search")).toMatchObject({
    status: 500,
    text: expect.stringContaining("Setup configuration file does not exist"),
  });
  expect((await setup("named")).status).toBe(200);
});

it("removes what it unpacked when the app is updated, refused, or deleted", async () => {
  await using splunkd = await startSplunkd();
  const { apps } = await splunkd.open();
  const roots: string[] = [];
  for (const version of ["1", "2", "3"]) {
    const name = await packed({
      ...FILES,
      "default/app.conf": `[launcher]\nversion = ${version}\n`,
    });
    await ask(splunkd, "POST", "/services/apps/local", { name, filename: "1", update: "1" });
    roots.push(apps.named("brought")?.root ?? "");
    expect(
      (await ask(splunkd, "POST", "/services/apps/local", { name, filename: "1" })).status,
    ).toBe(409);
  }
  expect(new Set(roots).size).toBe(3);
  await expect.poll(() => roots.map((root) => existsSync(root))).toEqual([false, false, true]);
  await askSplunkd(splunkd, "DELETE", "/services/apps/local/brought");
  await expect.poll(() => existsSync(roots[2] ?? "")).toBe(false);
});
