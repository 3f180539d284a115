import { expect, it } from "vitest";
import { readIni } from "../../../../src/addon/read/read-ini.ts";

it("reads keys above the first section, and those of a section", () => {
  const ini = readIni(
    'home = /usr/bin\nversion=3.11.2\n\n[metadata]\nname = "my addon"\nurl = x.example ; a remark\n',
  );
  expect(ini("", "version")).toBe("3.11.2");
  expect(ini("metadata", "name")).toBe("my addon");
  expect(ini("metadata", "url")).toBe("x.example");
  expect(ini("metadata", "version")).toBeUndefined();
  expect(ini("nowhere", "name")).toBeUndefined();
});

it("gives texts alone, whatever stands there", () => {
  const ini = readIni("[a]\nb\nc[] = 1\nd = true\n[a.e]\nf = 1\n[__proto__]\ng = 1\n");
  for (const key of ["b", "c", "d", "e"]) expect(ini("a", key)).toBeUndefined();
  expect(ini("", "a")).toBeUndefined();
  expect(ini("__proto__", "g")).toBeUndefined();
  expect(ini("constructor", "name")).toBeUndefined();
});

it("takes what is no INI for a file that says nothing", () => {
  expect(readIni("\u0000\u0001[[\n=\n]")("", "home")).toBeUndefined();
});
