import { expect, it } from "vitest";
import { layerConf } from "../../../src/conf/layer-conf.ts";
import { parseConf } from "../../../src/conf/parse-conf.ts";

function layered(
  ...files: readonly (readonly [app: string, scope: "default" | "local", text: string])[]
) {
  return layerConf(
    "x",
    files.map(([app, scope, text]) => ({
      layer: { app, scope },
      conf: parseConf(text, `${app}/${scope}/x.conf`),
    })),
  );
}

const value = (conf: ReturnType<typeof layered>, stanza: string, key: string) =>
  conf.stanzas.get(stanza)?.settings.get(key);

it("lays local over default, setting by setting", () => {
  const conf = layered(["TA", "default", "[a]\nx = 1\ny = 1\n"], ["TA", "local", "[a]\ny = 2\n"]);
  expect(value(conf, "a", "x")?.value).toBe("1");
  expect(value(conf, "a", "y")).toMatchObject({
    value: "2",
    layer: { app: "TA", scope: "local" },
    where: { file: "TA/local/x.conf", line: 2, stanza: "a", key: "y" },
  });
});

it("lets an empty value win like any other", () => {
  const conf = layered(["TA", "default", "[a]\nx = 1\n"], ["TA", "local", "[a]\nx =\n"]);
  expect(value(conf, "a", "x")?.value).toBe("");
});

it("gives every stanza what [default] says, unless it says otherwise, from whatever layer", () => {
  const conf = layered(
    ["system", "default", "[default]\nx = system\ny = system\n"],
    ["TA", "default", "y = above\n[a]\nz = 1\n[b]\nx = own\n"],
  );
  expect(value(conf, "a", "x")?.value).toBe("system");
  expect(value(conf, "a", "y")?.value).toBe("above");
  expect(value(conf, "b", "x")?.value).toBe("own");
  expect(conf.stanzas.get("a")?.own.has("x")).toBe(false);
  expect([...conf.stanzas.keys()]).toEqual(["a", "b"]);
});

it("merges a stanza that comes twice, the later line winning", () => {
  const conf = layered(["TA", "default", "[a]\nx = 1\n[b]\n[a]\nx = 2\ny = 3\n"]);
  expect(value(conf, "a", "x")?.value).toBe("2");
  expect(value(conf, "a", "y")?.value).toBe("3");
});

it("says which layer owns a stanza: the highest that has its header, even an empty one", () => {
  const conf = layered(["other", "default", "[a]\nx = 1\n"], ["TA", "local", "[a]\n"]);
  expect(conf.stanzas.get("a")?.headers.map(({ layer }) => layer.app)).toEqual(["TA", "other"]);
});

it("gathers the problems of all files", () => {
  const conf = layered(["TA", "default", "[a\n"], ["TA", "local", "junk\n"]);
  expect(conf.problems.map(({ code }) => code)).toEqual(["CONF_BAD_STANZA", "CONF_BAD_LINE"]);
});
