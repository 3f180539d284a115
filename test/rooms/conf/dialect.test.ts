// What Splunk's dialect keeps and an INI reader would lose; `ini` is asked as well, so that the difference is seen.
import { parse } from "ini";
import { expect, it } from "vitest";
import { parseConf } from "../../../src/conf/parse-conf.ts";

const VALUES = [
  "a;b",
  ";",
  "#x",
  "a # b",
  '"quoted"',
  "'single'",
  '"half',
  "true",
  "null",
  "a\\.b",
  "\\#",
  "k[]",
  "[x]",
  "a=b",
  '{"a": "b;c"}',
  "${HOME}",
  "\u2028",
  "ü€😀",
  "a\tb",
];

it.each(VALUES)("keeps the value %j", (value) => {
  const conf = parseConf(`[s]\nkey = ${value}\n`, "x.conf");
  expect(conf.stanzas[0]?.settings[0]?.value).toBe(value);
});

const KEYS = ["__proto__", "constructor", "EXTRACT-a.b", "k[]", '"quoted"', "a b", ";a"];

it.each(KEYS)("keeps the key %j", (key) => {
  const conf = parseConf(`[s]\n${key} = 1\n`, "x.conf");
  expect(conf.stanzas[0]?.settings).toMatchObject([{ key, value: "1" }]);
});

type Kept = readonly (readonly [
  stanza: string,
  settings: readonly (readonly [string, string])[],
])[];

const LOST: readonly [what: string, text: string, kept: Kept][] = [
  ["what follows a semicolon", "[s]\nk = a;b\n", [["s", [["k", "a;b"]]]]],
  ["quotes", '[s]\nk = "a"\n', [["s", [["k", '"a"']]]]],
  ["a truth value as it is spelt", "[s]\nk = true\n", [["s", [["k", "true"]]]]],
  ["a continued line", "[s]\nk = a\\\nb = c\n", [["s", [["k", "a\nb = c"]]]]],
  ["a dot in the name of a stanza", "[a.b]\nk = 1\n", [["a.b", [["k", "1"]]]]],
  ["brackets at the end of a key", "[s]\nk[] = 1\n", [["s", [["k[]", "1"]]]]],
  ["a key that begins with a semicolon", "[s]\n;k = 1\n", [["s", [[";k", "1"]]]]],
  [
    "a stanza that stands twice",
    "[s]\nk = 1\n[s]\nk = 2\n",
    [
      ["s", [["k", "1"]]],
      ["s", [["k", "2"]]],
    ],
  ],
];

it.each(LOST)("keeps %s, which an INI reader loses", (_what, text, expected) => {
  const kept = parseConf(text, "x.conf").stanzas.map(({ name, settings }) => [
    name,
    settings.map(({ key, value }) => [key, value]),
  ]);
  expect(kept).toEqual(expected);
  const read = Object.entries(parse(text)).map(([name, keys]) => [name, Object.entries(keys)]);
  expect(read).not.toEqual(expected);
});
