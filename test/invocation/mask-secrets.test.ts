import { expect, it } from "vitest";
import { createMask, maskDeep, secretsAmong } from "../../src/invocation/mask-secrets.ts";

it("masks a secret in every form it travels in", () => {
  const secret = 'pa$$ "word"/ü&';
  const mask = createMask([secret]);
  for (const form of [
    secret,
    JSON.stringify(secret),
    encodeURIComponent(secret),
    Buffer.from(secret).toString("base64"),
    "pa$$ &quot;word&quot;/ü&amp;",
  ]) {
    expect(mask(`before ${form} after`)).toMatch(/^before "?<redacted>"? after$/);
  }
});

it("leaves short values alone, which would mask ordinary words", () => {
  expect(createMask(["a", "", "on"])("a cat on a mat")).toBe("a cat on a mat");
});

it("tells secrets among parameters by their names", () => {
  expect(
    secretsAmong({ api_key: "k1", password: "p1", host: "h", auth_token: "t1", passport: "x" }),
  ).toEqual(["k1", "p1", "t1"]);
});

it("masks every string of a value and keeps its shape, odd keys included", () => {
  const value = JSON.parse('{"a":["key123",1,null],"__proto__":{"b":"key123"}}');
  const masked = maskDeep(value, createMask(["key123"]));
  expect(JSON.stringify(masked)).toBe('{"a":["<redacted>",1,null],"__proto__":{"b":"<redacted>"}}');
});
