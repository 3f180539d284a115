import { expect, it } from "vitest";
import { effectiveParams } from "../../../../src/invocation/payload/effective-params.ts";

const setting = (value: string) => ({
  key: "",
  value,
  where: { file: "x" },
  layer: { app: "TA", scope: "default" as const },
});
const action = {
  name: "my_action",
  params: new Map([
    ["a", setting("conf")],
    ["b", setting("conf")],
    ["c", setting("conf")],
    ["empty", setting("")],
  ]),
};
const sources = {
  savedSearch: new Map([
    ["action.my_action.param.b", setting("saved")],
    ["action.my_action.param.c", setting("saved")],
    ["action.other.param.a", setting("other")],
    ["action.my_action", setting("1")],
  ]),
  params: { c: "given", undeclared: "too" },
};

it("lays the saved search over the conf, and the command line over both", () => {
  expect(Object.fromEntries(effectiveParams(action, sources))).toEqual({
    a: "conf",
    b: "saved",
    c: "given",
    undeclared: "too",
    empty: "",
  });
});

it("leaves out what is set but empty when told so", () => {
  const params = effectiveParams(action, { ...sources, emptyParams: "omit" });
  expect([...params.keys()]).toEqual(["a", "b", "c", "undeclared"]);
});
