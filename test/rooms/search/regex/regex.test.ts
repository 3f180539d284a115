// Patterns as they stand in props.conf, transforms.conf and searches, and what PCRE makes of them.
import { describe, expect, it } from "vitest";
import { HarnessError } from "../../../../src/errors.ts";
import { compilePcre } from "../../../../src/search/regex/regex.ts";

const find = (pattern: string, text: string): readonly (string | undefined)[] | undefined =>
  compilePcre(pattern).exec(text)?.groups;

describe("dialect", () => {
  it.each<[string, string, string, readonly (string | undefined)[] | undefined]>([
    ["plain groups", "(a+)(b)?", "xaab", ["aab", "aa", "b"]],
    ["groups that take no part", "(a)|(b)", "b", ["b", undefined, "b"]],
    ["(?P<name>…)", "(?P<user>\\w+)", "bob", ["bob", "bob"]],
    ["(?i) in front", "(?i)error", "ERROR", ["ERROR"]],
    ["(?i) midway", "a(?i)b", "aB", ["aB"]],
    ["(?i) midway for what follows only", "a(?i)b", "AB", undefined],
    ["(?i:…)", "(?i:a)b", "Ab", ["Ab"]],
    ["(?-i)", "(?i)a(?-i)b", "AB", undefined],
    ["(?s)", "(?s)a.b", "a\nb", ["a\nb"]],
    ["a dot without (?s)", "a.b", "a\nb", undefined],
    ["(?m)", "(?m)^b$", "a\nb\nc", ["b"]],
    ["(?x)", "(?x) a b # comment\n c", "abc", ["abc"]],
    ["comments", "a(?#comment)b", "ab", ["ab"]],
    ["\\A and \\z", "\\Aab\\z", "ab", ["ab"]],
    ["$ before a last newline", "b$", "ab\n", ["b"]],
    ["\\Z before a last newline", "b\\Z", "ab\n", ["b"]],
    ["\\z not before a last newline", "b\\z", "ab\n", undefined],
    ["\\h and \\H", "a\\h\\Hb", "a\txb", ["a\txb"]],
    ["\\R", "a\\Rb", "a\r\nb", ["a\r\nb"]],
    ["\\K", "user=\\K\\w+", "user=bob", ["bob"]],
    ["POSIX classes", "[[:alpha:]]+[[:^alpha:]]", "1abc2", ["abc2"]],
    ["\\Q…\\E", "\\Qa.b*\\E+", "a.b**", ["a.b**"]],
    ["possessive repeats", '"[^"]*+"', '"ab"', ['"ab"']],
    ["possessive repeats that give nothing back", "a*+a", "aaa", undefined],
    ["atomic groups", "(?>a+)b", "aab", ["aab"]],
    ["atomic groups that give nothing back", "(?>a|ab)c", "abc", undefined],
    ["back references", "(\\w)\\1", "abba", ["bb", "b"]],
    ["named back references", "(?<c>\\w)\\k<c>(?P=c)", "abbb", ["bbb", "b"]],
    ["caseless back references", "(?i)(a)\\1", "aA", ["aA", "a"]],
    ["look-ahead", "a(?=b)", "acab", ["a"]],
    ["look-behind", "(?<=x)a", "axa", ["a"]],
    ["negative look-behind", "(?<!x)a", "xaa", ["a"]],
    ["look-behind with alternatives of unlike width", "(?<=x|yy)a", "yya", ["a"]],
    ["conditions", "(<)?a(?(1)>)", "<a>", ["<a>", "<"]],
    ["conditions that do not hold", "^(<)?a(?(1)>|!)$", "a!", ["a!", undefined]],
    ["recursion", "\\((?:[^()]++|(?R))*\\)", "x(a(b)c)", ["(a(b)c)"]],
    ["calls of groups", "(?<n>\\d+)-(?&n)", "12-34", ["12-34", "12"]],
    ["branch reset", "(?|a(\\d)|b(\\d))", "b2", ["b2", "2"]],
    ["names used twice", "(?J)(?<v>a)|(?<v>b)", "b", ["b", undefined, "b"]],
    ["hexadecimal codes", "\\x41\\x{42}", "AB", ["AB"]],
    ["octal codes", "\\101\\012?", "A", ["A"]],
    ["\\cX", "\\cA", "\u0001", ["\u0001"]],
    ["\\e and \\a", "\\e\\a", "\u001b\u0007", ["\u001b\u0007"]],
    ["a ] first in a class", "[]a]+", "]a", ["]a"]],
    ["a hyphen last in a class", "[a-]+", "-a", ["-a"]],
    ["a hyphen before a shorthand", "[\\w-\\d]+", "a-1", ["a-1"]],
    ["a [ in a class", "[[]+", "[[", ["[["]],
    ["literal braces", "a{,2}{x}", "a{,2}{x}", ["a{,2}{x}"]],
    ["counted groups", "(?:ab){2,3}", "abababab", ["ababab"]],
    ["lazy counted groups", "(?:ab){2,3}?", "abababab", ["abab"]],
    ["lazy repeats", "a.*?b", "axbxb", ["axb"]],
    ["(?U)", "(?U)a.*b", "axbxb", ["axb"]],
    ["\\s without blanks beyond ASCII", "a\\sb", "a\u00a0b", undefined],
    ["\\d and \\w in ASCII only", "^\\w+$", "é", undefined],
    ["Unicode properties", "\\p{Lu}\\pL", "Éa", ["Éa"]],
    ["scripts", "\\p{Greek}+", "aλμ", ["λμ"]],
    ["characters beyond the basic plane as one", "^.$", "😀", ["😀"]],
    ["\\N", "\\N+", "a\nb", ["a"]],
    ["(*FAIL)", "a(*FAIL)|b", "ab", ["b"]],
    ["groups kept over rounds of a repeat", "(?:(a)|b)+", "ab", ["ab", "a"]],
    ["an empty round", "(a*)*", "b", ["", ""]],
    ["a repeated optional", "(a?)*b", "aab", ["aab", ""]],
    ["\\G", "\\Ga", "aa", ["a"]],
    ["escapes of what needs none", "\\/\\-\\_\\@", "/-_@", ["/-_@"]],
    ["(?^…)", "(?i)(?^)a", "A", undefined],
  ])("knows %s: %s", (_title, pattern, text, groups) => {
    expect(find(pattern, text)).toEqual(groups);
  });

  it.each([
    ["(a", "missing )"],
    ["a)", "a ) without its ("],
    ["[a", "missing ]"],
    ["*a", "nothing to repeat"],
    ["a{3,2}", "numbers out of order"],
    ["(?<1a>x)", "no group name"],
    ["(?<>x)", "a group name is empty"],
    ["(?<=a+)b", "not of fixed length"],
    ["\\2(a)", "there is no group 2"],
    ["\\k<x>", "no group named x"],
    ["[z-a]", "range out of order"],
    ["[[:foo:]]", "unknown POSIX class"],
    ["\\p{Foo}", "unknown property"],
    ["(*SKIP)a", "(*SKIP) is not supported"],
    ["(?y)a", "unknown flag y"],
    ["a\\", "ends too soon"],
    ["\\X", "\\X is not supported"],
  ])("refuses %s", (pattern, message) => {
    expect(() => compilePcre(pattern)).toThrow(
      expect.objectContaining({
        code: "SEARCH_BAD_REGEX",
        message: expect.stringContaining(message),
      }),
    );
  });
});

describe("use", () => {
  it("gives named groups that took part", () => {
    const match = compilePcre("(?<a>x)|(?<b_2>y)").exec("zy");
    expect(match?.index).toBe(1);
    expect([...(match?.named ?? [])]).toEqual([["b_2", "y"]]);
    expect(compilePcre("(?<__proto__>x)").exec("x")?.named.get("__proto__")).toBe("x");
  });

  it("iterates over all matches", () => {
    const all = (pattern: string, text: string): string[] =>
      [...compilePcre(pattern).matchAll(text)].map((match) => match.groups[0] ?? "");
    expect(all("\\w+", "a bc d")).toEqual(["a", "bc", "d"]);
    expect(all("x*", "axb")).toEqual(["", "x", "", ""]);
    expect(all("(?<=(a))b|\\Gz", "abab")).toEqual(["b", "b"]);
    expect(all("", "😀")).toEqual(["", ""]);
  });

  it("replaces with references or a function", () => {
    const swap = compilePcre("(\\w+)=(\\w+)");
    expect(swap.replace("a=b c=d", "\\2=\\1")).toBe("b=a d=c");
    expect(swap.replace("a=b c=d", (match) => `<${match.groups[2] ?? ""}>`, 1)).toBe("<b> c=d");
    expect(compilePcre("a").replace("aaa", "$&\\\\")).toBe("$&\\$&\\$&\\");
    expect(compilePcre("(?<=b)").replace("abc", "-")).toBe("ab-c");
  });

  it("takes flags beside the pattern", () => {
    expect(compilePcre("a b", { flags: "ix" }).test("AB")).toBe(true);
  });

  it("starts at an offset and still looks behind it", () => {
    expect(compilePcre("(?<=a)b").exec("abab", 1)?.index).toBe(1);
    expect(compilePcre("^b").exec("ab", 1)).toBeUndefined();
  });
});

describe("bounds", () => {
  const stuck = `${"a".repeat(5000)}!`;

  it.each([
    "^(a+)+$",
    "(a|a)*b",
    "(a|aa)+$",
    "(?:a*)*b",
    "(\\w+\\s*)+:",
    "a*a*a*a*a*b",
    "(a+)+\\1b",
    "(?:(?:a|b)*c?)*d",
  ])("gives %s up", (pattern) => {
    expect(() => compilePcre(pattern, { stepLimit: 200_000 }).test(stuck)).toThrow(
      expect.objectContaining({ code: "SEARCH_REGEX_TIMEOUT" }),
    );
  });

  it("ends recursion that never gets on", () => {
    expect(() => compilePcre("(?R)a|b").test("aab")).toThrow(HarnessError);
  });

  it("takes long texts", () => {
    const long = `${"x".repeat(300_000)}user=bob`;
    expect(compilePcre("user=(\\w+)").exec(long)?.groups[1]).toBe("bob");
    expect(compilePcre("^(?:x|y)*user").test(long)).toBe(true);
    expect(compilePcre('^(?:[^"\\\\]|\\\\.)*$').test(long)).toBe(true);
    expect(compilePcre("((x)|y)*u").exec(long)?.groups[2]).toBe("x");
  });
});
