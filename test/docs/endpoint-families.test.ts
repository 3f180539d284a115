// The endpoint families that CONTRIBUTING shows are built as they stand there, and called.
import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { expect, it } from "vitest";
import { type StanzaFamily, stanzaFamily } from "../../src/splunkd/call/collection/add-stanzas.ts";
import type { Family } from "../../src/splunkd/call/family.ts";
import { families as ofServer } from "../../src/splunkd/endpoints/groups/server.ts";
import { type FamilyGroup, groups } from "../../src/splunkd/endpoints/groups.ts";
import { injectSplunkd } from "../support/splunkd/inject-splunkd.ts";
import { tempFolder } from "../support/temp-folder.ts";

const ROOT = resolve(import.meta.dirname, "../..");
const page = readFileSync(join(ROOT, "docs/CONTRIBUTING.md"), "utf8");
const blocks = [...page.matchAll(/^```ts\n([^]*?)^```$/gm)].map(([, block = ""]) => block);
const blockWith = (text: string): string => blocks.find((block) => block.includes(text)) ?? "";

/** Read as a module, from where it would lie. */
async function imported(text: string): Promise<Readonly<Record<string, unknown>>> {
  const file = join(tempFolder(), "example.ts");
  writeFileSync(file, text.replaceAll('"../../', `"${join(ROOT, "src/splunkd")}/`));
  return (await import(file)) as Readonly<Record<string, unknown>>;
}

function addGroup(under: string, families: readonly Family[]): void {
  (groups as FamilyGroup[]).push({ under: [under], load: async () => ({ families }) });
}

it("shows a family that is one file and one line in its group", async () => {
  const { uptime } = await imported(blockWith("export const uptime"));
  const line = blockWith("export const families");
  const group = readFileSync(join(ROOT, "src/splunkd/endpoints/groups/server.ts"), "utf8");
  expect(group).toContain(line.trim().replace(", uptime]", "]"));
  addGroup("server/uptime", [...ofServer, uptime as Family]);
  let time = 1_000_000;
  await using splunkd = injectSplunkd({ now: () => time });
  time += 5000;
  const { status, text } = await splunkd.inject("GET", "/services/server/uptime?output_mode=json");
  expect([status, JSON.parse(text)]).toEqual([
    200,
    expect.objectContaining({
      entry: [expect.objectContaining({ content: { "eai:acl": null, seconds: 5 } })],
    }),
  ]);
  const nobody = await splunkd.inject("GET", "/services/server/uptime", { authorization: null });
  expect(nobody.status).toBe(401);
});

it("shows a family of stanzas that is nothing but its declaration", async () => {
  const { declared } = await imported(`export const declared = [${blockWith("bookmarks")}];`);
  addGroup("data/ui/bookmarks", [stanzaFamily(declared as readonly StanzaFamily[])]);
  await using splunkd = injectSplunkd();
  const path = "/servicesNS/nobody/search/data/ui/bookmarks";
  const made = await splunkd.inject("POST", path, { form: { name: "docs", url: "https://a" } });
  const { text } = await splunkd.inject("GET", `${path}/docs?output_mode=json`);
  const { entry } = JSON.parse(text) as { entry: readonly { readonly content: object }[] };
  expect(made.status).toBe(201);
  expect(entry[0]?.content).toMatchObject({ url: "https://a", visible: true, disabled: false });
});
