import { expect, it } from "vitest";
import { throughIni } from "../../src/conf/ini-door.ts";
import { parseConf } from "../../src/conf/parse-conf.ts";

const ODD = [
  "plain",
  "",
  " ",
  "a;b",
  ";",
  "#x",
  "a # b",
  '"quoted"',
  "'single'",
  '"half',
  "true",
  "false",
  "null",
  "undefined",
  "1",
  "0x10",
  "[x]",
  "a]b",
  "k[]",
  "[]",
  "__proto__",
  "constructor",
  "a.b.c",
  "a\\.b",
  "\\",
  "x\\",
  "\\\\",
  "a\nb",
  "a\r\nb",
  "=",
  "==",
  "a=b",
  '{"a": "b;c"}',
  "${HOME}",
  "$result.x$",
  "\u0000",
  "\u2028",
  "ü€😀",
  "\t",
  "a\tb",
];

it("gives every odd key and value back as it was", () => {
  const pairs = ODD.flatMap((key) => ODD.map((value) => [key, value] as const));
  expect(throughIni([pairs, [], pairs.slice(0, 3)])).toEqual([pairs, [], pairs.slice(0, 3)]);
});

it.each(ODD.filter((value) => !/[\n\r\\]/.test(value) && value === value.trim()))(
  "keeps the value %j of a .conf",
  (value) => {
    const conf = parseConf(`[s]\nkey = ${value}\n`, "x.conf");
    expect(conf.stanzas[0]?.settings[0]?.value).toBe(value);
  },
);
