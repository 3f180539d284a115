import { expect, it } from "vitest";
import { loadAddonFromTree } from "../../../../src/addon/load-addon.ts";
import { literalTree } from "../../../../src/addon/tree.ts";
import { type Splunkd, startStandIn } from "../../../../src/splunkd/start-stand-in.ts";
import { type Asked, askSplunkd } from "../../../support/splunkd/ask-splunkd.ts";

const USERS = {
  users: [
    { name: "analyst", roles: ["user"], password: "pw-analyst" },
    { name: "bob", roles: ["user"], password: "pw-bob" },
    { name: "pow", roles: ["power"], password: "pw-pow" },
    { name: "keeper", roles: ["keepers"], password: "pw-keeper" },
  ],
  roles: [{ name: "keepers", capabilities: ["edit_roles", "indexes_edit"] }],
};
const NS = "/servicesNS";
const SAVED = "search/saved/searches";

type Form = Readonly<Record<string, string>>;

/** One request of a user; a form makes it a POST. */
async function as(user: string, splunkd: Splunkd, path: string, form?: Form): Promise<Asked> {
  const password = user === "admin" ? "Chang3d!" : `pw-${user}`;
  return askSplunkd(splunkd, form === undefined ? "GET" : "POST", path, {
    authorization: `Basic ${btoa(`${user}:${password}`)}`,
    ...(form === undefined ? {} : { body: new URLSearchParams(form) }),
  });
}

async function names(user: string, splunkd: Splunkd, path: string): Promise<string[]> {
  const { text } = await as(user, splunkd, `${path}?output_mode=json&count=0`);
  return (JSON.parse(text).entry as { name: string }[]).map(({ name }) => name);
}

const search = (name: string): Form => ({ name, search: "search *" });

it("closes a user's corner to other users, and opens it to administrators", async () => {
  await using splunkd = await startStandIn({ fixtures: USERS });
  const mine = `${NS}/analyst/${SAVED}`;
  expect((await as("analyst", splunkd, mine, search("mine"))).status).toBe(201);
  for (const asked of [
    await as("bob", splunkd, mine),
    await as("bob", splunkd, `${mine}/mine`),
    await as("bob", splunkd, mine, search("theirs")),
    await as("bob", splunkd, `${mine}/mine`, { search: "search x" }),
    await as("analyst", splunkd, `${NS}/admin/search/configs/conf-x`, { name: "s" }),
    await as("analyst", splunkd, `${NS}/admin/search/properties/web`, { __stanza: "s" }),
  ])
    expect([asked.status, asked.text]).toEqual([403, expect.stringContaining("Action forbidden.")]);
  expect((await as("bob", splunkd, `${NS}/-/${SAVED}/mine`)).status).toBe(404);
  expect((await as("admin", splunkd, `${mine}/mine`)).status).toBe(200);
});

it("lets nobody add to an app or change it who may not write there", async () => {
  await using splunkd = await startStandIn({ fixtures: USERS });
  const shared = `${NS}/nobody/${SAVED}`;
  const refused = await as("analyst", splunkd, shared, search("shared"));
  expect(refused.status).toBe(403);
  expect(refused.text).toContain(
    "User &apos;analyst&apos; with roles { user, analyst } cannot write: /nobody/search/savedsearches/shared " +
      "{ read : [ * ], write : [ admin, power ] }, export: app, owner: nobody, removable: no, modtime: ",
  );
  expect((await as("pow", splunkd, shared, search("shared"))).status).toBe(201);
  const system = `${NS}/nobody/system/saved/searches`;
  expect((await as("pow", splunkd, system, search("all"))).status).toBe(403);
  const conf = `${NS}/nobody/search/configs/conf-x`;
  expect((await as("admin", splunkd, conf, { name: "s", a: "1" })).status).toBe(201);
  for (const [path, form] of [
    ["properties/x/s/a", { value: "2" }],
    ["properties/x/s", { a: "2" }],
    ["properties/x", { __stanza: "new" }],
    ["configs/conf-x/s", { a: "2" }],
    ["storage/collections/config", { name: "rows" }],
  ] as const)
    expect((await as("analyst", splunkd, `${NS}/nobody/search/${path}`, form)).status).toBe(403);
  expect((await as("analyst", splunkd, `${NS}/nobody/search/properties/x/s/a`)).text).toBe("1");
});

it.each<[string, string, Form, number, string]>([
  ["a sharing that is none", "admin", { owner: "admin", sharing: "world" }, 400, "Invalid sharing"],
  ["no owner", "admin", { sharing: "app" }, 400, "missing: owner"],
  ["an app that is not there", "admin", { owner: "admin", app: "no" }, 404, "does not exist: no"],
  [
    "a place that is taken",
    "admin",
    { owner: "admin", sharing: "app" },
    409,
    "Cannot overwrite existing app object",
  ],
  ["another owner", "analyst", { owner: "bob", sharing: "user" }, 403, "admin_all_objects"],
  ["an app of others", "analyst", { owner: "analyst", sharing: "app" }, 403, "cannot write"],
])("moves nothing to %s", async (_name, user, form, status, told) => {
  await using splunkd = await startStandIn({ fixtures: USERS });
  await as("admin", splunkd, `${NS}/nobody/${SAVED}`, search("one"));
  await as(user, splunkd, `${NS}/${user}/${SAVED}`, search("one"));
  const moved = await as(user, splunkd, `${NS}/${user}/${SAVED}/one/acl`, form);
  expect([moved.status, moved.text]).toEqual([status, expect.stringContaining(told)]);
  expect(await names("admin", splunkd, `${NS}/-/${SAVED}`)).toEqual(
    expect.arrayContaining(["one", "one"]),
  );
});

it("asks for the rights over credentials before it shows or changes the ACL of one", async () => {
  const credentials = [{ username: "kept", password: "safe" }];
  await using splunkd = await startStandIn({ fixtures: { ...USERS, credentials } });
  const acl = `${NS}/nobody/search/storage/passwords/%3Akept%3A/acl`;
  const told = "requires capability: list_storage_passwords OR admin_all_objects";
  expect((await as("pow", splunkd, acl)).text).toContain(told);
  expect((await as("pow", splunkd, acl, { owner: "pow", sharing: "user" })).status).toBe(403);
  expect((await as("admin", splunkd, acl)).status).toBe(200);
  const capabilities = ["list_storage_passwords", "admin_all_objects"];
  expect(splunkd.requests[0]).toMatchObject({ status: 403, capabilities });
  expect(splunkd.requests[2]).not.toHaveProperty("capabilities");
});

it("lets users change their own password, in any case of their name, and nothing more", async () => {
  await using splunkd = await startStandIn({ fixtures: USERS });
  const users = "/services/authentication/users";
  const wrong = { password: "new-pw", oldpassword: "no" };
  expect((await as("analyst", splunkd, `${users}/Analyst`, wrong)).status).toBe(400);
  for (const [path, form] of [
    [`${users}/bob`, { password: "new-pw" }],
    [`${users}/analyst`, { roles: "admin" }],
    [users, { name: "new", password: "new-pw", roles: "admin" }],
  ] as const)
    expect((await as("analyst", splunkd, path, form)).status).toBe(403);
  const right = { password: "new-pw", oldpassword: "pw-analyst" };
  expect((await as("analyst", splunkd, `${users}/Analyst`, right)).status).toBe(200);
  expect((await as("analyst", splunkd, users)).status).toBe(401);
});

it("shows users without the right to list them only to themselves", async () => {
  await using splunkd = await startStandIn({ fixtures: USERS });
  const users = "/services/authentication/users";
  expect(await names("analyst", splunkd, users)).toEqual(["analyst"]);
  expect((await as("analyst", splunkd, `${users}/admin`)).status).toBe(404);
  expect(await names("admin", splunkd, users)).toHaveLength(5);
});

it("keeps a job to its owner and administrators", async () => {
  await using splunkd = await startStandIn({ fixtures: USERS });
  const jobs = "/services/search/jobs";
  await as("bob", splunkd, jobs, { search: "| makeresults", id: "bobs" });
  for (const asked of [
    await as("analyst", splunkd, `${jobs}/bobs`),
    await as("analyst", splunkd, `${jobs}/bobs/results`),
    await as("analyst", splunkd, `${jobs}/bobs/control`, { action: "cancel" }),
  ])
    expect([asked.status, asked.text]).toEqual([404, expect.stringContaining("Unknown sid.")]);
  expect(await names("analyst", splunkd, jobs)).toEqual([]);
  for (const user of ["bob", "admin"])
    expect((await as(user, splunkd, `${jobs}/bobs`)).status).toBe(200);
});

it("heeds what a role is given from the next request on, imported roles too", async () => {
  await using splunkd = await startStandIn({ fixtures: USERS });
  const passwords = `${NS}/-/-/storage/passwords`;
  const role = (name: string): string => `/services/authorization/roles/${name.toUpperCase()}`;
  expect((await as("analyst", splunkd, passwords)).status).toBe(403);
  const given = { name: "readers", capabilities: "list_storage_passwords" };
  expect((await as("keeper", splunkd, "/services/authorization/roles", given)).status).toBe(201);
  expect((await as("keeper", splunkd, role("user"), { imported_roles: "readers" })).status).toBe(
    200,
  );
  expect((await as("analyst", splunkd, passwords)).status).toBe(200);
  await as("keeper", splunkd, role("readers"), { capabilities: "" });
  expect((await as("analyst", splunkd, passwords)).status).toBe(403);
});

it("takes a capability for enough where no app is", async () => {
  await using splunkd = await startStandIn({ fixtures: USERS });
  const main = "/services/data/indexes/main";
  expect((await as("keeper", splunkd, main, { maxTotalDataSizeMB: "7" })).status).toBe(200);
  expect((await as("pow", splunkd, main, { maxTotalDataSizeMB: "7" })).status).toBe(403);
});

it("meets a user who may not list credentials in the add-on's own pages as well", async () => {
  const account = {
    name: "account",
    table: {},
    entity: [
      { field: "name", type: "text" },
      { field: "password", type: "text", encrypted: true },
    ],
  };
  const logging = { name: "logging", entity: [{ field: "loglevel", type: "text" }] };
  const globalConfig = {
    meta: { name: "TA_mine", restRoot: "ta_mine" },
    pages: { configuration: { tabs: [account, logging] } },
  };
  const addon = loadAddonFromTree(
    literalTree({ "globalConfig.json": JSON.stringify(globalConfig), "default/app.conf": "" }),
  );
  const accounts = { account: { a: { password: "hidden" } } };
  await using splunkd = await startStandIn({ addon, fixtures: { ...USERS, accounts } });
  const page = (name: string): string => `${NS}/nobody/TA_mine/ta_mine_${name}`;
  const refused = await as("analyst", splunkd, `${page("account")}?--cred--=1`);
  expect(refused.status).toBe(500);
  expect(refused.text).toContain(
    "REST Error [403]: Forbidden -- HTTP 403 Forbidden -- You (user=analyst) do not have permission",
  );
  const form = { name: "b", password: "x" };
  expect((await as("analyst", splunkd, page("account"), form)).status).toBe(500);
  expect((await as("analyst", splunkd, page("settings/logging"))).status).toBe(200);
  const written = await as("analyst", splunkd, page("settings/logging"), { loglevel: "DEBUG" });
  expect([written.status, written.text]).toEqual([500, expect.stringContaining("cannot write")]);
  expect((await as("admin", splunkd, `${page("account")}?--cred--=1`)).text).toContain("hidden");
});

it("knows a role by a name that every object has", async () => {
  const addon = loadAddonFromTree(
    literalTree({
      "default/app.conf": "[package]\nid = TA_mine\n",
      "default/authorize.conf": "[role_constructor]\nsearch = enabled\n",
    }),
  );
  await using splunkd = await startStandIn({ addon });
  const path = "/services/authorization/roles/constructor?output_mode=json";
  const { status, text } = await askSplunkd(splunkd, "GET", path);
  expect(status).toBe(200);
  expect(JSON.parse(text).entry[0].content.capabilities).toContain("search");
});
