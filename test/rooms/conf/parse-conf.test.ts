import { expect, it } from "vitest";
import { parseConf } from "../../../src/conf/parse-conf.ts";

const settings = (text: string) =>
  parseConf(text, "x.conf").stanzas.map((stanza) => [
    stanza.name,
    stanza.settings.map(({ key, value }) => [key, value]),
  ]);

it("joins a continued line, and keeps what follows the backslash out of it", () => {
  expect(settings("[a]\nx = one \\\n  two\\\n[three] # four\ny = 2\n")).toEqual([
    [
      "a",
      [
        ["x", "one \n  two\n[three] # four"],
        ["y", "2"],
      ],
    ],
  ]);
  expect(settings("[a]\nx = one \\ \ny = 2\n")).toEqual([
    [
      "a",
      [
        ["x", "one \\"],
        ["y", "2"],
      ],
    ],
  ]);
});

it("takes only # at the start of a line for a comment", () => {
  expect(settings("[a]\n#x = 1\nx = 1 # no comment\n;y = 2\n")).toEqual([
    [
      "a",
      [
        ["x", "1 # no comment"],
        [";y", "2"],
      ],
    ],
  ]);
});

it("puts settings above the first stanza into default", () => {
  expect(settings("x = 1\n[a]\n")).toEqual([
    ["default", [["x", "1"]]],
    ["a", []],
  ]);
});

it("takes a stanza name up to the last bracket", () => {
  expect(settings("[source::/var/[a]/x]\n[a.b.c]\n")).toEqual([
    ["source::/var/[a]/x", []],
    ["a.b.c", []],
  ]);
});

it("keeps empty values, and everything behind the first =", () => {
  expect(settings("[a]\nx =\ny = a=b\n")).toEqual([
    [
      "a",
      [
        ["x", ""],
        ["y", "a=b"],
      ],
    ],
  ]);
});

it("reads CRLF, and drops a byte order mark with a word", () => {
  const conf = parseConf("\uFEFF[a]\r\nx = 1\r\n", "x.conf");
  expect(conf.stanzas[0]?.settings[0]?.value).toBe("1");
  expect(conf.problems[0]?.message).toMatch(/byte order mark/);
});

it("remembers where each value stands", () => {
  const [first] = parseConf("# one\n[a]\n\nx = 1\\\n2\ny = 3\n", "x.conf").stanzas;
  expect(first?.where).toEqual({ file: "x.conf", line: 2, stanza: "a" });
  expect(first?.settings.map((setting) => setting.where.line)).toEqual([4, 6]);
});

it("tells bytes that are no clean UTF-8 apart from lines that are nothing", () => {
  const bytes = Buffer.from("\xef\xbb\xbf[a]\nx = \xe9\njunk\n", "latin1");
  const { problems } = parseConf(bytes, "x.conf");
  expect(problems.map(({ code, where }) => [code, where?.line])).toEqual([
    ["CONF_BAD_BYTES", 1],
    ["CONF_BAD_BYTES", 2],
    ["CONF_BAD_LINE", 3],
  ]);
});

it("ignores junk as splunkd does, and says where it is", () => {
  const { problems, stanzas } = parseConf("[a]\njunk\n[open\nx = 1\n", "x.conf");
  expect(problems.map(({ code, where }) => [code, where?.line])).toEqual([
    ["CONF_BAD_LINE", 2],
    ["CONF_BAD_STANZA", 3],
  ]);
  expect(stanzas[0]?.settings).toHaveLength(1);
});

it("says where a file stops being UTF-8", () => {
  const bytes = Buffer.concat([
    Buffer.from("[a]\nx = "),
    Buffer.from([0xc3, 0x28]),
    Buffer.from("\n"),
  ]);
  expect(parseConf(bytes, "x.conf").problems[0]).toMatchObject({ where: { line: 2 } });
});

it.each([
  ["stanzas", "[a]\n".repeat(100_001)],
  ["lines", "a = 1\n".repeat(500_001)],
])("reads no file with too many %s", (what, text) => {
  const { stanzas, problems } = parseConf(text, "default/props.conf");
  expect(stanzas).toEqual([]);
  expect(problems).toEqual([
    expect.objectContaining({
      code: "CONF_UNREADABLE",
      message: expect.stringMatching(new RegExp(`^props.conf is not read: it has \\d+ ${what};`)),
    }),
  ]);
});

it("reads as many stanzas as any add-on has", () => {
  const { stanzas, problems } = parseConf("[a]\nb = 1\n".repeat(100_000), "x.conf");
  expect([stanzas.length, problems]).toEqual([100_000, []]);
});
