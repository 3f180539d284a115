import { expect, it } from "vitest";
import { readFixtures } from "../../../src/splunkd/instance/read-fixtures.ts";

const source = { file: "fixtures.yaml", env: { TOKEN: "from the environment" } };

it("takes every kind of fixture, secrets from the environment", () => {
  const given = {
    credentials: [{ realm: "r", username: "u", password: { env: "TOKEN" } }],
    users: [{ name: "ann", roles: ["user"] }],
    conf: { props: { "my:type": { TRUNCATE: 0, disabled: false } } },
    collections: { things: [{ _key: "a" }] },
    accounts: { account: { main: { password: { env: "TOKEN" } } } },
    settings: { logging: { loglevel: "DEBUG" } },
  };
  const read = readFixtures(given, source);
  expect(read.credentials?.[0]?.password).toBe("from the environment");
  expect(read.accounts?.["account"]?.["main"]?.["password"]).toBe("from the environment");
  expect(read.conf?.["props"]?.["my:type"]).toEqual({ TRUNCATE: "0", disabled: "false" });
});

it.each([
  [{ credentials: [{ username: "u" }] }, "splunkd.credentials[0] has no password"],
  [{ credentials: { a: 1 } }, "splunkd.credentials is no list"],
  [{ credential: [] }, "splunkd.credential is not known here"],
  [{ users: [{ name: "a", roles: "admin" }] }, "splunkd.users[0].roles is no list"],
  [
    { credentials: [{ username: "u", password: { env: "NO_SUCH" } }] },
    "wants the variable NO_SUCH",
  ],
  [[], "splunkd is no object"],
])("refuses %j with its place", (given, message) => {
  expect(() => readFixtures(given, source)).toThrow(
    expect.objectContaining({
      code: "SPLUNKD_BAD_FIXTURE",
      message: expect.stringContaining(message),
    }),
  );
});
