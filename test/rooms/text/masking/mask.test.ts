import { expect, it, describe } from "vitest";
import { createMask, distinctNames, type Mask } from "../../../../src/text/masking/mask.ts";

function maskOf(...values: string[]): Mask {
  return createMask(values.map((value) => ({ name: "", value })));
}

function named(secrets: Readonly<Record<string, string>>): Mask {
  return createMask(Object.entries(secrets).map(([name, value]) => ({ name, value })));
}

it("masks a secret that another one begins with, and the other one whole", () => {
  expect(maskOf("abcd", "abcdefgh").text("abcdefgh abcd abcdabcd")).toBe(
    "<redacted> <redacted> <redacted><redacted>",
  );
  expect(maskOf("abcdef", "defghi").text("xabcdefghiy")).toBe("x<redacted>y");
});

it("masks what is masked already no further", () => {
  const mask = maskOf("redacted", "acted-upon");
  expect(mask.text("<redacted> redacted <redacted 2>")).toBe("<redacted> <redacted> <redacted 2>");
  expect(mask.text(mask.text("acted-upon"))).toBe("<redacted>");
});

describe("short and ordinary values", () => {
  it("are no part of other words", () => {
    const text = "a cat on a mat, true, 8089, default";
    expect(maskOf("a", "", "on", "true", "8089", "default").text(text)).toBe(text);
  });

  it("are masked where a whole value is one", () => {
    const mask = named({ password: "abc" });
    expect(mask.deep({ password: "abc", other: "abc", word: "abcd", list: ["abc"] })).toEqual({
      password: "<redacted>",
      other: "<redacted>",
      word: "abcd",
      list: ["<redacted>"],
    });
    expect(mask.text('password=abc&x=1 "password": "abc", password=abcd abc\n')).toBe(
      'password=<redacted>&x=1 "password": "<redacted>", password=abcd abc\n',
    );
    expect(mask.text(String.raw`{\"password\":\"abc\"}`)).toBe(
      String.raw`{\"password\":\"<redacted>\"}`,
    );
    expect(mask.text("abc\n")).toBe("<redacted>\n");
    expect(mask.short).toEqual(["password"]);
  });

  it("are masked, where they are ordinary, only under a name that tells", () => {
    const mask = named({ api_token: "true", pin_token: "12345" });
    expect(mask.deep({ api_token: "true", ok: "true", token: "12345", count: "12345" })).toEqual({
      api_token: "<redacted>",
      ok: "true",
      token: "<redacted>",
      count: "12345",
    });
    expect(mask.short).toEqual(["api_token", "pin_token"]);
  });
});

describe("values of any depth", () => {
  it("keep their shape, odd names included", () => {
    const value = JSON.parse('{"a":["key123",1,null],"__proto__":{"b":"key123"}}');
    expect(JSON.stringify(maskOf("key123").deep(value))).toBe(
      '{"a":["<redacted>",1,null],"__proto__":{"b":"<redacted>"}}',
    );
  });

  it("are not copied where they hold no secret", () => {
    const event = { raw: "plain", fields: { a: ["b"] } };
    const masked = maskOf("key123").deep({ events: [event], log: "key123" });
    expect(masked).toEqual({ events: [event], log: "<redacted>" });
    expect(masked.events[0]).toBe(event);
  });

  it("have their names masked, each another one", () => {
    const mask = maskOf("secret-one", "secret-two");
    expect(mask.deep({ "secret-one": 1, "x-secret-two": 2, plain: 3 })).toEqual({
      "<redacted>": 1,
      "x-<redacted>": 2,
      plain: 3,
    });
    expect(mask.deep({ "secret-one": 1, "<redacted 1>": 2, "secret-two": 3 })).toEqual({
      "<redacted 2>": 1,
      "<redacted 1>": 2,
      "<redacted 3>": 3,
    });
  });
});

it("numbers names that would be equal, the same one alike", () => {
  const mask = maskOf("secret-one", "secret-two");
  const names = ["k=secret-one", "k=secret-two", "k=secret-one", "other"];
  expect(distinctNames(names, mask.text)).toEqual([
    "k=<redacted 1>",
    "k=<redacted 2>",
    "k=<redacted 1>",
    "other",
  ]);
  expect(distinctNames(["k=<redacted>", "k=secret-one"], mask.text)).toEqual([
    "k=<redacted>",
    "k=<redacted 1>",
  ]);
});

it("takes no longer for a text of many beginnings", () => {
  const mask = maskOf(`${"ab".repeat(2000)}c`);
  const text = "ab".repeat(500_000);
  expect(mask.text(`${text}c`).length).toBe(text.length - 4000 + "<redacted>".length);
  expect(mask.text("\\".repeat(500_000))).toHaveLength(500_000);
  expect(mask.text("%25".repeat(200_000))).toHaveLength(600_000);
  expect(mask.text("&amp;".repeat(200_000))).toHaveLength(1_000_000);
  expect(mask.text("'\"".repeat(200_000))).toHaveLength(400_000);
});
