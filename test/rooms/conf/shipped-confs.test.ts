import { expect, it } from "vitest";
import { parseConf } from "../../../src/conf/parse-conf.ts";
import { shippedConf, shippedConfNames, shippedText } from "../../../src/conf/shipped-confs.ts";

const facts = { serverName: "sh1", managementPort: 12345 };

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
