import { expect, it } from "vitest";
import { parseConf } from "../../../src/conf/parse-conf.ts";
import { splunkProfile } from "../../../src/platforms/splunk-profile.ts";
import { shippedConf, shippedConfNames, shippedText } from "../../../src/conf/shipped-confs.ts";

const facts = { serverName: "sh1", managementPort: 12345, profile: splunkProfile("10.2") };

it("tells of this server where clients ask for it", () => {
  expect(shippedConf("server", facts)["general"]?.["serverName"]).toBe("sh1");
  expect(shippedConf("web", facts)["settings"]?.["mgmtHostPort"]).toBe("127.0.0.1:12345");
  // solnlib asks for it by btool or by REST before it makes its first request.
  expect(shippedConf("server", facts)["sslConfig"]?.["enableSplunkdSSL"]).toBe("true");
  expect(shippedConf("nosuch", facts)).toEqual({});
});

it.each(shippedConfNames)("writes %s.conf as a file that reads back the same", (name) => {
  const { stanzas, problems } = parseConf(shippedText(name, facts), `${name}.conf`);
  expect(problems).toEqual([]);
  const read = Object.fromEntries(
    stanzas.map((one) => [one.name, Object.fromEntries(one.settings.map((s) => [s.key, s.value]))]),
  );
  expect(read).toMatchObject(shippedConf(name, facts));
});

it("puts the shipped [default] of alert_actions.conf above its actions", () => {
  expect(shippedText("alert_actions", facts)).toMatch(/^\[default\]\nmaxresults = 10000\n/);
});

it.each([
  ["9.1", "50000", undefined],
  ["9.4", "1000", undefined],
  ["10.0", "1000", ""],
])("has limits and actions of %s", (version, documents, oauth) => {
  const of = { ...facts, profile: splunkProfile(version) };
  const { kvstore } = shippedConf("limits", of);
  expect(kvstore?.["max_documents_per_batch_save"]).toBe(documents);
  expect(shippedConf("alert_actions", of)["email"]?.["oauth_url"]).toBe(oauth);
});
