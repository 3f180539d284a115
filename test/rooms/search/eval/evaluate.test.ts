import { expect, it } from "vitest";
import { HarnessError } from "../../../../src/errors.ts";
import { compileEval } from "../../../../src/search/eval/evaluate.ts";
import { parseEval } from "../../../../src/search/eval/parse-eval.ts";
import { evalOf, scopeOf } from "../../../support/search/eval-of.ts";

it.each([
  ["1 + 2 * 3", 7],
  ["(1 + 2) * 3", 9],
  ["10 / 4", 2.5],
  ["10 % 4", 2],
  ["-2 - -3", 1],
  ["1 / 0", null],
  ["1 % 0", null],
  ['"a" + "b"', "ab"],
  ['"1" + "2"', "12"],
  ['"a" . 1 . 2', "a12"],
  ['"a" . missing', null],
  ['"a" * 2', null],
  ["missing + 1", null],
  ["10/3", 10 / 3],
  [".5 > .25 AND .5 < (1)", true],
  ['"a".5', "a5"],
  ["(1).5", "15"],
])("computes %s", (text, value) => {
  expect(evalOf(text)).toEqual(value);
});

it("gives no more precision than the least precise operand has", () => {
  expect(evalOf("8.250 * 0.2")).toBe(2);
  expect(evalOf("8.250 * 0.20")).toBe(1.7);
  expect(evalOf("8.250 * 0.200")).toBe(1.65);
  expect(evalOf("8.250 * exact(0.2)")).toBe("1.650");
  expect(evalOf("exact(8.250 * 0.2)")).toBe(1.65);
  expect(evalOf("a * b", { a: "0.014", b: "0.23" })).toBe(0.0032);
  expect(evalOf("1.00*1111")).toBe(1111);
  expect(evalOf("sigfig(1.00*1111)")).toBe(1110);
  expect(evalOf("1.10 + 2.20")).toBe("3.30");
  expect(evalOf("price * 2", { price: "1.50" })).toBe("3.00");
});

it.each([
  ["a = 10", true],
  ["a == 10", true],
  ['a = "10"', true],
  ["a > 9", true],
  ["a > b", true],
  ['"10" > "9"', false],
  ["a <> b AND a != b", true],
  ['name LIKE "al%"', true],
  ['name LIKE "Al%"', false],
  ['name NOT LIKE "_l_ce"', false],
  ['name IN ("bob", "alice")', true],
  ["a NOT IN (1, 2)", true],
  ["a IN (10.0)", true],
  ["NOT a = 10", false],
  ['!match(name, "^b")', true],
  ["1=1 OR 1=1 AND 1=2", true],
  ["1=1 XOR 1=1 OR 1=2", false],
  ['mv = "x"', true],
  ["missing = 1", null],
  ["missing = 1 OR 1=1", true],
  ["missing = 1 AND 1=2", false],
  ["NOT missing = 1", null],
  ["true", true],
  ["null", null],
])("decides %s", (text, value) => {
  expect(evalOf(text, { a: "10", b: "9", name: "alice", mv: ["y", "x"] })).toBe(value);
});

it("takes odd field names in single quotes or between dollars, and joins bare names at a dot", () => {
  const row = { "a.b": "1", a: "x", b: "y", "odd name": "z" };
  expect(evalOf("'a.b'", row)).toBe("1");
  expect(evalOf("a.b", row)).toBe("xy");
  expect(evalOf("$odd name$", row)).toBe("z");
});

it("keeps backslashes of regular expressions, and reads those of quotes and tabs", () => {
  expect(evalOf('"\\d\\\\ \\"x\\" \\t"')).toBe('\\d\\ "x" \t');
});

it("ignores comments and line breaks", () => {
  expect(evalOf("1 ```one``` +\n 2")).toBe(3);
});

it("asks the search language for searchmatch()", () => {
  const run = compileEval(parseEval('if(searchmatch("status>=400 fail*"), "bad", "good")'));
  expect(run(scopeOf({ _raw: "login failed", status: "404" }))).toBe("bad");
  expect(run(scopeOf({ _raw: "login ok", status: "404" }))).toBe("good");
});

it("prints numbers as Splunk does", () => {
  expect(evalOf("tostring(1234567890123456789)")).toBe("1234567890123456768");
  expect(evalOf("tostring(1.5)")).toBe("1.5");
  expect(evalOf("tostring(pow(10, 400))")).toBe("inf");
  expect(evalOf("tostring(sqrt(-1))")).toBe("nan");
});

it("answers or refuses whatever it is given", () => {
  let seed = 7;
  const next = (below: number): number => (seed = (seed * 48_271) % 2_147_483_647) % below;
  const pieces =
    `( ) , + - * / % . = != < > ! ' " \\ $ { } a b 1 0.5 mv "x" 'q_r' NOT AND OR XOR LIKE IN if( case( mvmap(mv, round( replace(a, match(a, json_set(a, \u0000 😀`.split(
      " ",
    );
  let answered = 0;
  for (let round = 0; round < 5000; round++) {
    const text = Array.from({ length: 1 + next(9) }, () => pieces[next(pieces.length)]).join(" ");
    try {
      evalOf(text, { a: "1", b: "x", mv: ["1", "2"] });
      answered++;
    } catch (error) {
      expect(error, text).toBeInstanceOf(HarnessError);
    }
  }
  expect(answered).toBeGreaterThan(100);
});
