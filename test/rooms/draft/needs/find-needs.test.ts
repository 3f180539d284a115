import { expect, it } from "vitest";
import { loadAddonFromTree } from "../../../../src/addon/load-addon.ts";
import { readForm } from "../../../../src/addon/read/read-form.ts";
import { literalTree } from "../../../../src/addon/tree.ts";
import { readAsked } from "../../../../src/draft/needs/asked-words.ts";
import { findNeeds } from "../../../../src/draft/needs/find-needs.ts";

function needsOf(script: string, more: Record<string, string> = {}) {
  const addon = loadAddonFromTree(
    literalTree({
      "default/app.conf": "[package]\nid = TA_needs\n",
      "default/alert_actions.conf": "[act]\n",
      "bin/act.py": script,
      ...more,
    }),
  );
  const asked = readAsked(addon)("act");
  return { asked, needs: findNeeds({ addon, asked, form: readForm(addon, "act") }) };
}

const entry = (username: string, realm?: string) => ({
  ...(realm === undefined ? {} : { realm }),
  username,
  password: "a-password-of-tests",
});

it.each([
  [
    "a path",
    `requests.get(uri + "/servicesNS/nobody/TA_needs/storage/passwords/vendor%3Aann%3A?output_mode=json")`,
    [entry("ann", "vendor")],
  ],
  ["a path without a realm", `rest("/services/storage/passwords/:bob:")`, [entry("bob")]],
  [
    "solnlib's calls",
    `m = CredentialManager(key, "TA_needs", realm="vendor")\nm.get_password("carl")`,
    [entry("carl", "vendor")],
  ],
  [
    "what entries are compared with",
    `for one in entries:\n    if one["realm"] == "mine" and one.username == "dora":\n        pass`,
    [entry("dora", "mine")],
  ],
  ["a list", `requests.get(uri + "/services/storage/passwords")`, [entry("admin", "TA_needs")]],
])("reads the credentials off %s", (_, script, credentials) => {
  expect(needsOf(script).needs.credentials).toEqual(credentials);
});

it("leaves out what no script asks for", () => {
  expect(needsOf("print(1)").needs).toEqual({ credentials: [], settings: {}, conf: {} });
});

const CONFIG = JSON.stringify({
  meta: { name: "TA_needs", restRoot: "ta_needs" },
  alerts: [
    {
      name: "act",
      entity: [{ field: "who", options: { endpointUrl: "ta_needs_account" }, required: true }],
    },
  ],
  pages: {
    configuration: {
      tabs: [
        {
          name: "account",
          table: {},
          entity: [
            { field: "name", required: true },
            {
              field: "url",
              required: true,
              validators: [{ type: "regex", pattern: "^https://x" }],
            },
            { field: "api_key", encrypted: true },
            { field: "verify_ssl" },
          ],
        },
        {
          name: "more",
          entity: [
            { field: "team", required: true },
            { field: "limit", defaultValue: 7 },
          ],
        },
      ],
    },
  },
});

it("writes the accounts that the form chooses from, and the settings that the helper asks for", () => {
  const config = { "appserver/static/js/build/globalConfig.json": CONFIG };
  expect(needsOf("print(1)", config).needs.settings).toEqual({
    account: { main: { url: "https://x", api_key: "a-secret-of-tests" } },
  });
  expect(needsOf(`helper.get_global_setting("team")`, config).needs.settings).toMatchObject({
    more: { more: { team: "text" } },
  });
});

it("reads the fields of rows that a script uses", () => {
  const { asked } = needsOf(
    `row["src_ip"]\nresult.get("severity")\npayload["result"]["host"]\nrow["_time"]`,
  );
  expect([...asked.fields].sort()).toEqual(["host", "severity", "src_ip"]);
});
