import { expect, it } from "vitest";
import { uccEndpoints } from "../../../../../src/splunkd/model/ucc/ucc-pages.ts";

const entity = (field: string, more: object = {}): object => ({ field, type: "text", ...more });

const globalConfig = {
  meta: { name: "TA_mine", restRoot: "TA_mine" },
  pages: {
    configuration: {
      tabs: [
        {
          name: "account",
          table: {},
          entity: [
            entity("name", { required: true }),
            entity("password", { encrypted: true }),
            {
              type: "oauth",
              field: "oauth",
              options: { auth_type: ["basic", "oauth"], basic: [{ field: "username" }], oauth: [] },
            },
          ],
        },
        { name: "logging", entity: [entity("loglevel", { defaultValue: "INFO" })] },
        { name: "proxy", entity: [entity("proxy_enabled", { defaultValue: false })] },
      ],
    },
    inputs: { services: [{ name: "feed", entity: [entity("interval")] }] },
  },
};

it("gives a table an endpoint of its own, and all settings tabs one together", () => {
  const endpoints = uccEndpoints(globalConfig).map(({ path, conf, kind }) => [path, conf, kind]);
  expect(endpoints).toEqual([
    ["TA_mine_settings", "ta_mine_settings", "settings"],
    ["TA_mine_account", "ta_mine_account", "table"],
    ["TA_mine_feed", "inputs", "input"],
  ]);
});

it("knows which fields are secret, those of a login by OAuth among them", () => {
  const account = uccEndpoints(globalConfig).find(({ kind }) => kind === "table");
  const fields = account?.fields.get("") ?? [];
  expect(fields.map(({ name }) => name)).toEqual(
    "name password username access_token refresh_token instance_url auth_type".split(" "),
  );
  expect(fields.filter((field) => field.isEncrypted).map(({ name }) => name)).toEqual([
    "password",
    "access_token",
    "refresh_token",
  ]);
});

it("keeps what a field holds before anything is saved", () => {
  const settings = uccEndpoints(globalConfig)[0]?.fields;
  expect(settings?.get("logging")?.[0]?.fallback).toBe("INFO");
  expect(settings?.get("proxy")?.[0]?.fallback).toBe("0");
});

it.each([
  undefined,
  null,
  3,
  {},
  { meta: { restRoot: "x" } },
  { meta: { restRoot: "x" }, pages: [] },
])("has no endpoints for %j", (odd) => {
  expect(uccEndpoints(odd)).toEqual([]);
});
