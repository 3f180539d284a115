import { describe, expect, it } from "vitest";
import { expandMacros, type SearchMacro } from "../../../../src/search/expression/expand-macros.ts";

const macro = (name: string, definition: string, args: string[] = []): SearchMacro => ({
  name,
  definition,
  args,
  iseval: false,
});

const macros = [
  macro("idx", "(index=main OR index=summary)"),
  macro("is", '$field$="$value$"', ["field", "value"]),
  macro("is", "$field$=*", ["field"]),
  macro("outer", "`idx` `is(a, $x$)`", ["x"]),
  macro("self", "a `self`"),
  macro("ping", "`pong`"),
  macro("pong", "`ping`"),
  ...Array.from({ length: 40 }, (_, n) => macro(`d${n}`, `\`d${n + 1}\` \`d${n + 1}\``)),
  macro("d40", "x"),
];

const expand = (text: string): string => expandMacros(text, { macros });

it.each([
  ["a `idx` b", "a (index=main OR index=summary) b"],
  ["`idx`", "(index=main OR index=summary)"],
  ["`is(user, bob)`", 'user="bob"'],
  ["`is(user)`", "user=*"],
  ['`is(user, "a, b")`', 'user="a, b"'],
  ["`is(value=bob, field=user)`", 'user="bob"'],
  ["`outer(5)`", '(index=main OR index=summary) a="5"'],
  ['"`idx`"', '"`idx`"'],
  ["a ```a comment with `idx` in it``` b", "a   b"],
  ['`comment("anything")` a', " a"],
  ["no macro", "no macro"],
])("expands %s", (text, expanded) => {
  expect(expand(text)).toBe(expanded);
});

describe("says what is wrong with", () => {
  it.each([
    ["a macro that nobody has", "`nix`", "SEARCH_SYNTAX", /There is no macro `nix`/],
    ["a wrong number of arguments", "`is(a,b,c)`", "SEARCH_SYNTAX", /There is no macro `is\(3\)`/],
    ["a macro that names itself", "`self`", "SEARCH_RECURSION", /self → self/],
    ["macros in a circle", "`ping`", "SEARCH_RECURSION", /ping → pong → ping/],
    ["a macro that doubles without end", "`d0`", "SEARCH_SYNTAX", /Macros expand without end/],
    ["a call that is not closed", "`is(a`", "SEARCH_SYNTAX", /closing parenthesis/],
  ])("%s", (_title, text, code, message) => {
    expect(() => expand(text)).toThrow(message);
    expect(() => expand(text)).toThrow(expect.objectContaining({ code }));
  });

  it("names the macros of that name", () => {
    expect(() => expand("`is(a,b,c)`")).toThrow(
      expect.objectContaining({ hint: "There is [is(2)], [is(1)]: give as many arguments." }),
    );
  });
});

it("has an eval macro evaluated", () => {
  const given = [{ ...macro("now", '"a=".$x$', ["x"]), iseval: true }];
  const evalMacro = (expression: string): string => `<${expression}>`;
  expect(expandMacros("`now(1)`", { macros: given, evalMacro })).toBe('<"a=".1>');
  expect(() => expandMacros("`now(1)`", { macros: given })).toThrow(/cannot be evaluated/);
});
