import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, it } from "vitest";
import { parse } from "yaml";
import { CONFIG_SCHEMA } from "../../../../src/addon/config/config-schema.ts";
import { findConfig, readFixtures } from "../../../../src/addon/config/read-config.ts";
import { tempFolder } from "../../../support/temp-folder.ts";

/** The fixtures of a config file with this text. */
async function fixturesOf(text: string, variables: Record<string, string> = {}) {
  const folder = tempFolder({ "ar-sim.config.yaml": text });
  return (await findConfig(folder, "splunkd", { variables }))?.value;
}

it("finds the file beside an add-on, as JSON or as YAML", async () => {
  const json = tempFolder({ "ar-sim.config.json": '{"splunkd": {"indexes": ["a"]}}' });
  expect(await findConfig(json, "splunkd")).toMatchObject({
    file: join(json, "ar-sim.config.json"),
    value: { indexes: ["a"] },
  });
  expect(await fixturesOf("splunkd:\n  indexes: [a]\n")).toEqual({ indexes: ["a"] });
  expect(await findConfig(tempFolder(), "splunkd")).toBeUndefined();
});

it("takes every kind of fixture, and secrets from the environment", async () => {
  const read = await fixturesOf(
    `splunkd:
  credentials: [{ realm: r, username: u, password: { env: TOKEN } }]
  users: [{ name: ann, roles: [user] }]
  conf: { props: { "my:type": { TRUNCATE: 0, disabled: false, code: 007 } } }
  collections: { things: [{ _key: a, count: 1 }] }
  accounts: { account: { main: { password: { env: TOKEN } } } }
  settings: { logging: { loglevel: DEBUG } }
`,
    { TOKEN: "from the environment" },
  );
  expect(read).toEqual({
    credentials: [{ realm: "r", username: "u", password: "from the environment" }],
    users: [{ name: "ann", roles: ["user"] }],
    conf: { props: { "my:type": { TRUNCATE: "0", disabled: "false", code: "007" } } },
    collections: { things: [{ _key: "a", count: 1 }] },
    accounts: { account: { main: { password: "from the environment" } } },
    settings: { logging: { loglevel: "DEBUG" } },
  });
});

it("reads files of fixtures alone, and the fixtures of a whole config", async () => {
  const folder = tempFolder({
    "alone.yaml": "indexes: [a]\n",
    "whole.json": '{"splunkd": {"indexes": ["b"]}, "waivers": "of no interest here"}',
    "none.yaml": "waivers: []\n",
  });
  expect(await readFixtures(join(folder, "alone.yaml"))).toEqual({ indexes: ["a"] });
  expect(await readFixtures(join(folder, "whole.json"))).toEqual({ indexes: ["b"] });
  expect(await readFixtures(join(folder, "none.yaml"))).toEqual({});
});

it.each([
  [
    "an unknown key",
    "spunkd: {}\n",
    { code: "CONFIG_BAD", message: "the file has no key `spunkd`", line: 1 },
    "Did you mean `splunkd`?",
  ],
  [
    "an unknown kind of fixture",
    "splunkd:\n  credential: []\n",
    { code: "SPLUNKD_BAD_FIXTURE", message: "`splunkd` has no key `credential`", line: 2 },
    "Did you mean `credentials`?",
  ],
  [
    "a credential without a password",
    "splunkd:\n  credentials:\n    - username: u\n",
    { code: "SPLUNKD_BAD_FIXTURE", message: "`splunkd.credentials[0]` has no `password`", line: 3 },
    "Add `password`: a text, or { env: NAME }.",
  ],
  [
    "a text for a list",
    "splunkd: { users: [{ name: a, roles: admin }] }\n",
    {
      code: "SPLUNKD_BAD_FIXTURE",
      message: "`splunkd.users[0].roles` must be a list, not `admin`",
      line: 1,
    },
    "",
  ],
  [
    "a variable that is not set",
    "splunkd:\n  credentials: [{ username: u, password: { env: NO_SUCH } }]\n",
    {
      code: "SPLUNKD_BAD_FIXTURE",
      message:
        "`splunkd.credentials[0].password` needs the environment variable NO_SUCH, which is not set",
      line: 2,
    },
    "Set NO_SUCH, or write the value.",
  ],
  ["invalid YAML", "a: 1\nb: [\n", { code: "CONFIG_BAD", line: 3 }, ""],
  ["a list", "- a\n", { code: "CONFIG_BAD", line: 1 }, ""],
])("refuses %s, and says where", async (_what, text, { line, ...error }, hint) => {
  const folder = tempFolder({ "ar-sim.config.yml": text });
  await expect(findConfig(folder, "splunkd", { variables: {} })).rejects.toMatchObject({
    ...error,
    hint: expect.stringContaining(hint),
    where: { file: join(folder, "ar-sim.config.yml"), line },
  });
});

it("leaves a mistake in one part to those who read that part", async () => {
  const folder = tempFolder({
    "ar-sim.config.yaml":
      "splunkd: { users: [{ password: { env: NO_SUCH } }] }\nwaivers: nothing\n",
  });
  const other = tempFolder({
    "ar-sim.config.yaml": "waivers: nothing\nsplunkd: { indexes: [a] }\n",
  });
  await expect(findConfig(folder, "waivers")).rejects.toMatchObject({
    message: "`waivers` must be a list, not `nothing`",
  });
  expect((await findConfig(other, "splunkd"))?.value).toEqual({ indexes: ["a"] });
});

it("refuses a file that cannot be read", async () => {
  await expect(readFixtures(join(tempFolder(), "none.json"))).rejects.toMatchObject({
    code: "CONFIG_BAD",
    message: expect.stringContaining("there is no file"),
  });
});

const published = new Ajv2020({ strict: false, formats: { date: /^\d{4}-\d\d-\d\d$/ } }).compile(
  CONFIG_SCHEMA,
);

it.each([
  "spunkd: {}",
  "splunkd: { credentials: [{ username: u }] }",
  "splunkd: { users: [{ name: a, roles: admin }] }",
  "splunkd: { hecTokens: [{ name: a, token: { variable: A } }] }",
])("agrees with the published schema that this is wrong: %s", async (text) => {
  expect(published(parse(text))).toBe(false);
  await expect(fixturesOf(text)).rejects.toThrow();
});

it("agrees with the published schema that every kind is right", async () => {
  const text = `
splunkd:
  credentials: [{ realm: my_realm, username: api, password: { env: API_PASSWORD } }]
  accounts: { account: { prod: { username: bob, password: s3cret } } }
  settings: { logging: { loglevel: DEBUG }, proxy: { proxy_enabled: "0" } }
  conf: { my_addon: { general: { url: "https://example.com" } } }
  collections: { my_collection: [{ _key: a, count: 1 }] }
  users: [{ name: analyst, password: s3cret, roles: [user] }]
  roles: [{ name: triage, capabilities: [search], importedRoles: [user] }]
  messages: [{ name: notice, value: Restart soon, severity: warn }]
  hecTokens: [{ name: lab, token: 11111111-2222-3333-4444-555555555555, index: main, useAck: true }]
  indexes: [notable]
  apps: [SplunkEnterpriseSecuritySuite]
waivers:
  - { id: AR081, path: bin/lab.py, reason: a lab, until: 2027-03-31 }
`;
  expect(published(parse(text)), JSON.stringify(published.errors)).toBe(true);
  const fixtures = await fixturesOf(text, { API_PASSWORD: "x" });
  expect(Object.keys(fixtures ?? {})).toHaveLength(11);
});
