import { expect, it } from "vitest";
import type { Addon } from "../../../../src/addon/addon.ts";
import { loadAddonFromTree } from "../../../../src/addon/load-addon.ts";
import { literalTree } from "../../../../src/addon/tree.ts";
import { loadAutoLookups } from "../../../../src/events/fields/auto-lookups.ts";
import { loadEval } from "../../../../src/events/fields/load-eval.ts";
import { indexEvents, type Indexed } from "../../../../src/events/index/index-events.ts";
import { findLookup } from "../../../../src/invocation/search/spl-world.ts";

const TRANSFORMS = "[users]\nfilename = users.csv\n[owners]\nfilename = owners.csv\n";
const FILES = {
  "default/transforms.conf": TRANSFORMS,
  "lookups/users.csv": "name,team,mail\nbob,blue,bob@example.com\namy,red,amy@example.com\n",
  "lookups/owners.csv": "team,boss\nblue,zoe\n",
};

function addonOf(
  props: string,
  also: readonly Addon[] = [],
  files: Record<string, string> = FILES,
) {
  return loadAddonFromTree(literalTree({ ...files, "default/props.conf": props }), also);
}

async function indexed(addon: Addon, raw: string): Promise<Indexed> {
  const { compileEval } = await loadEval(addon, 0);
  const compileLookup = await loadAutoLookups(addon, (name) => findLookup(addon, name));
  const indexer = { serverName: "sh1", now: 0, compileEval, compileLookup };
  const meta = { sourcetype: "x", source: "s", host: "h", index: "main" };
  const origin = { kind: "hec", file: "f", number: 0 } as const;
  const written = { raw, ...meta, time: 1, indexed: {}, origin, notes: [] };
  return indexEvents([written], addon, indexer);
}

async function fieldsOf(addon: Addon, raw: string): Promise<Readonly<Record<string, unknown>>> {
  return (await indexed(addon, raw)).events[0]?.fields ?? {};
}

it("looks up by what aliases and calculated fields made, in the order of the classes", async () => {
  const addon = addonOf(`
[x]
FIELDALIAS-u = user AS who
EVAL-login = lower(user)
EVAL-late = "is " . team
LOOKUP-1 = users name AS login OUTPUT team
LOOKUP-2 = owners team OUTPUT boss AS chief
LOOKUP-3 = users name AS who OUTPUT mail
`);
  expect(await fieldsOf(addon, "user=BOB")).toMatchObject({
    login: "bob",
    team: "blue",
    chief: "zoe",
  });
  // Lookups come after calculated fields, which see none of theirs.
  expect(await fieldsOf(addon, "user=bob")).toMatchObject({ mail: "bob@example.com" });
  expect(await fieldsOf(addon, "user=bob")).not.toHaveProperty("late");
});

it("overwrites with OUTPUT, leaves alone with OUTPUTNEW, and gives all fields without either", async () => {
  const raw = "user=bob team=green";
  const of = (clause: string) =>
    fieldsOf(addonOf(`[x]\nLOOKUP-a = users name AS user${clause}\n`), raw);
  expect(await of(" OUTPUT team")).toMatchObject({ team: "blue" });
  expect(await of(" OUTPUTNEW team mail")).toMatchObject({
    team: "green",
    mail: "bob@example.com",
  });
  expect(await of("")).toMatchObject({ team: "blue", mail: "bob@example.com" });
  expect(
    await fieldsOf(addonOf("[y]\nLOOKUP-a = users name AS user OUTPUT team\n"), raw),
  ).toMatchObject({
    team: "green",
  });
});

it("looks up by metadata of the event, and by the rules of the definition", async () => {
  const addon = addonOf("[x]\nLOOKUP-a = hosts pattern AS host OUTPUT zone\n", [], {
    "default/transforms.conf":
      "[hosts]\nfilename = hosts.csv\nmatch_type = WILDCARD(pattern)\ncase_sensitive_match = false\n",
    "lookups/hosts.csv": "pattern,zone\nH*,lab\n",
  });
  expect(await fieldsOf(addon, "a")).toMatchObject({ zone: "lab" });
});

it("takes automatic lookups of apps that export them, and no others", async () => {
  const other = (meta: string): Addon =>
    loadAddonFromTree(
      literalTree({
        ...FILES,
        "default/app.conf": "[package]\nid = other\n",
        "default/props.conf": "[x]\nLOOKUP-a = users name AS user OUTPUT team\n",
        "metadata/default.meta": meta,
      }),
    );
  const bare = { "default/app.conf": "[package]\nid = mine\n" };
  const exported = addonOf("", [other("[]\nexport = system\n")], bare);
  expect(await fieldsOf(exported, "user=amy")).toMatchObject({ team: "red" });
  const kept = addonOf("", [other("[]\nexport = none\n")], bare);
  expect(await fieldsOf(kept, "user=amy")).not.toHaveProperty("team");
});

it("finds no lookup file of an app that keeps it for itself", async () => {
  const other = loadAddonFromTree(
    literalTree({
      ...FILES,
      "default/app.conf": "[package]\nid = other\n",
      "metadata/default.meta": "[]\nexport = none\n[lookups/users.csv]\nexport = system\n",
    }),
  );
  const mine = addonOf("", [other], {});
  expect(findLookup(mine, "users.csv")?.fields).toEqual(["name", "team", "mail"]);
  expect(findLookup(mine, "owners.csv")).toBeUndefined();
});

it("says where a lookup names a table that there is not, or no field", async () => {
  const addon = addonOf("[x]\nLOOKUP-a = nowhere name OUTPUT team\nLOOKUP-b = users\n");
  const { problems } = await indexed(addon, "user=bob");
  expect(problems).toMatchObject([
    {
      code: "SEARCH_SYNTAX",
      message: "The automatic lookup finds no table nowhere",
      where: { line: 2 },
    },
    { code: "SEARCH_SYNTAX", where: { line: 3 } },
  ]);
});
