// The search expression as a tree, and what is said of one that cannot be read.
import { describe, expect, it } from "vitest";
import { parseSearch } from "../../../../src/search/expression/search-parser.ts";
import { patternText, type SearchNode } from "../../../../src/search/expression/search-tree.ts";

/** The tree in words: `(and a (not x=1))`. */
function words(node: SearchNode): string {
  switch (node.kind) {
    case "and":
    case "or":
      return `(${node.kind} ${node.operands.map(words).join(" ")})`;
    case "not":
      return `(not ${words(node.operand)})`;
    case "term":
      return `${node.pattern.directive ?? ""}${node.pattern.isQuoted ? '"' : "<"}${patternText(node.pattern)}`;
    case "compare":
      return `${node.field}${node.isIndexed ? "::" : node.comparator}${patternText(node.pattern)}`;
    case "in":
      return `${node.field} in ${node.patterns.map(patternText).join(",")}`;
    case "time":
      return `${node.modifier}~${node.value}`;
    case "all":
      return "all";
    default:
      return node satisfies never;
  }
}

const read = (text: string): string => words(parseSearch(text).root);

describe("precedence", () => {
  it.each([
    ["a b c", "(and <a <b <c)"],
    ["a AND b c", "(and <a <b <c)"],
    ["a b OR c d", "(and <a (or <b <c) <d)"],
    ["a OR b AND c OR d", "(and (or <a <b) (or <c <d))"],
    ["NOT a b", "(and (not <a) <b)"],
    ["NOT a OR b", "(or (not <a) <b)"],
    ["a NOT b OR NOT c", "(and <a (or (not <b) (not <c)))"],
    ["NOT NOT a", "(not (not <a))"],
    ["(a b) OR c", "(or (and <a <b) <c)"],
    ["((a))", "<a"],
    ["a()b", "(and <a all <b)"],
    ["a or b", "(and <a <or <b)"],
    ["", "all"],
    ["  ", "all"],
  ])("reads %s as %s", (text, tree) => {
    expect(read(text)).toBe(tree);
  });
});

describe("words", () => {
  it.each([
    ['"two words"', '"two words'],
    [String.raw`"a \"quoted\" word"`, '"a "quoted" word'],
    [String.raw`path="C:\\temp\\x"`, String.raw`path=C:\temp\x`],
    [String.raw`\d+`, String.raw`<\d+`],
    ["a\\|b", "<a|b"],
    ['"AND"', '"AND'],
    ["a*b**c", "<a*b*c"],
    ["a=b=c", "a=b=c"],
    ["url=http://x/?a=b&c<d", "url=http://x/?a=b&c<d"],
    ["a = b", "a=b"],
    ["a== b", "a=b"],
    ["a!=b a<=1 b>=2 c<3 d>4", "(and a!=b a<=1 b>=2 c<3 d>4)"],
    ['"my field"="x y"', "my field=x y"],
    ['a=""', "a="],
    ["a=(b)", undefined],
    ["host::web1", "host::web1"],
    ["NOT=5", "NOT=5"],
    ["x IN (a, b c)", "x in a,b,c"],
    ['x IN ("a, b", c*)', "x in a, b,c*"],
    ["x IN(1)", "x in 1"],
    ["IN", "<IN"],
    ["TERM(a=b)", "TERM<a=b"],
    ['CASE("Ab")', 'CASE"Ab'],
    ["host=CASE(Ab)", "host=Ab"],
    ["term(a)", "(and <term <a)"],
    ["earliest=-1d@d x", "(and earliest~-1d@d <x)"],
    ["ünï=cødé", "ünï=cødé"],
  ])("reads %s", (text, tree) => {
    if (tree === undefined) expect(() => read(text)).toThrow(/Comparator '='/);
    else expect(read(text)).toBe(tree);
  });
});

describe("a SEARCH_SYNTAX error", () => {
  it.each([
    ['a "b', /Unbalanced quotes/],
    ["(a", /no \) for this \(/],
    ["a)", /a \) without its \(/],
    ["a OR", /'OR' operator is missing a clause on the right hand side/],
    ["OR a", /'OR' operator is missing a clause on the left hand side/],
    ["a AND AND b", /'AND' operator is missing a clause on the right/],
    ["NOT", /'NOT' operator is missing/],
    ["a NOT OR b", /'NOT' operator is missing/],
    ["a=", /Comparator '=' has no term on the right/],
    ["=a", /Comparator '=' is missing a term on the left/],
    ["x IN ()", /list of IN is empty/],
    ["x IN (a", /must be a list of literals/],
    ["a | stats count", /A pipeline cannot be part/],
    ["a [search b]", /A subsearch/],
    ["TERM(a", /no closing parenthesis/],
    ["`nowhere`", /There is no macro `nowhere`/],
    ["`open", /no closing backtick/],
  ])("is told of %s", (text, message) => {
    expect(() => read(text)).toThrow(message);
    expect(() => read(text)).toThrow(expect.objectContaining({ code: "SEARCH_SYNTAX" }));
  });

  it("shows the place, in a search of several lines too", () => {
    const where = { file: "default/eventtypes.conf", line: 4 };
    const text = "sourcetype=a\nOR (b";
    expect(() => parseSearch(text, { where })).toThrow(
      expect.objectContaining({
        message: expect.stringContaining("(line 2, column 4)\nOR (b\n   ^"),
        where,
      }),
    );
  });

  it("comes for nesting without end, and not a crash", () => {
    expect(() => read("(".repeat(100_000))).toThrow(/Nested deeper/);
    expect(() => read(`${"NOT ".repeat(100_000)}a`)).toThrow(/Nested deeper/);
  });
});

it("reads a long list of alternatives in no time", () => {
  const text = Array.from({ length: 50_000 }, (_, n) => `user=u${n}`).join(" OR ");
  const { root } = parseSearch(text);
  expect(root.kind === "or" && root.operands.length).toBe(50_000);
});

it("takes NOT IN behind a field as NOT in front of it", () => {
  const tree = (text: string) =>
    JSON.stringify(parseSearch(text).root, (key, value) => (key === "span" ? undefined : value));
  expect(tree("code NOT IN (500)")).toBe(tree("NOT code IN (500)"));
  expect(tree("a=1 user NOT IN (x, y*) b")).toBe(tree("a=1 NOT user IN (x, y*) b"));
  expect(tree("code NOT IN")).toBe(tree("code NOT IN "));
});
