import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { systemCode, messageOf } from "../../../src/host/caught.ts";

function thrownBy(act: () => unknown): unknown {
  try {
    return act();
  } catch (thrown) {
    return thrown;
  }
}

it("tells the code and the words of an error of the system", () => {
  const thrown = thrownBy(() => readFileSync("/nowhere/at/all"));
  expect(systemCode(thrown)).toBe("ENOENT");
  expect(messageOf(thrown)).toMatch(/^ENOENT: no such file/);
});

it("tells what there is of anything else", () => {
  expect(systemCode(new Error("no"))).toBeUndefined();
  expect(systemCode(Object.assign(new Error("no"), { code: 7 }))).toBeUndefined();
  for (const thrown of [undefined, null, "no", 1, { code: "ENOENT" }]) {
    expect(systemCode(thrown)).toBeUndefined();
    expect(messageOf(thrown)).toBe(String(thrown));
  }
});
