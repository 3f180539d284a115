import { expect, it } from "vitest";
import { HarnessError } from "../../../../src/errors.ts";
import { parseAssignments, parseEval } from "../../../../src/search/eval/parse-eval.ts";

function refusal(text: string): HarnessError {
  try {
    parseEval(text, { file: "props.conf", line: 3 });
  } catch (error) {
    if (error instanceof HarnessError) return error;
  }
  throw new Error(`${text} was not refused`);
}

it.each([
  ['if(a="x, 1, 2)', "Unbalanced quotes", 6],
  ["'a + 1", "Unbalanced quotes", 1],
  ["(1 + 2", "Unbalanced parentheses: no )", 1],
  ["1 + 2)", "Unbalanced parentheses: a )", 6],
  ["if(a, 1", "Unbalanced parentheses: no )", 3],
  ["1 +", "ends where a value is expected", 4],
  ["", "ends where a value is expected", 1],
  ["a b", "Unexpected b", 3],
  ["a = = b", "Unexpected =", 5],
  ["AND a", "Unexpected AND", 1],
  ["1 + OR", "Unexpected OR", 5],
  ["5xx", "neither a number nor a field name", 1],
  ['{"a": 1', "is not closed", 1],
  ['{"a" 1}', "a : is expected", 6],
  ["[1 2]", "a , is expected", 4],
  ["a ; b", "has no meaning here", 3],
  ["if(a, 1)", "takes 3 arguments, and has 2", 1],
  ['case(a=1, "x", "y")', "takes pairs of arguments, and has 3", 1],
  ["now(1)", "takes no argument, and has 1", 1],
  ["substr(a)", "takes 2 to 3 arguments, and has 1", 1],
  ["coalesce()", "takes at least 1 argument, and has 0", 1],
])("refuses %s at its place", (text, problem, column) => {
  const error = refusal(text);
  expect(error.code).toBe("SEARCH_SYNTAX");
  expect(error.message).toContain(problem);
  expect(error.message).toContain(`(line 1, column ${column})\n`);
  expect(error.message.split("\n").at(-1)).toBe(`${" ".repeat(column - 1)}^`);
  expect(error.where).toEqual({ file: "props.conf", line: 3 });
});

it("names the function that was meant", () => {
  const error = refusal("1 + isnul(x)");
  expect(error.code).toBe("SEARCH_UNKNOWN_FUNCTION");
  expect(error.message).toContain(
    "The 'isnul' function is unsupported or undefined (line 1, column 5)",
  );
  expect(error.hint).toBe("Did you mean isnull()?");
  expect(refusal("frobnicate(x)").hint).toContain("README");
  expect(refusal('lookup("a.csv", b, c)').message).toContain("is not emulated");
});

it("refuses a wrong regular expression before it sees a row", async () => {
  const { compileEval } = await import("../../../../src/search/eval/evaluate.ts");
  expect(() => compileEval(parseEval('match(a, "(")'))).toThrow(
    expect.objectContaining({ code: "SEARCH_BAD_REGEX" }),
  );
});

it("gives up a regular expression that backtracks without end", async () => {
  const { evalOf } = await import("../../../support/search/eval-of.ts");
  expect(() => evalOf('match(a, "^(a|aa|a?b)+(?=c)\\1$")', { a: "a".repeat(5000) })).toThrow(
    expect.objectContaining({ code: "SEARCH_REGEX_TIMEOUT" }),
  );
});

it("refuses expressions that are nested without end", () => {
  expect(refusal(`${"(".repeat(5000)}1${")".repeat(5000)}`).message).toContain("nested too deeply");
  expect(refusal(`${"NOT ".repeat(5000)}a`).message).toContain("nested too deeply");
  expect(refusal("-".repeat(5000)).message).toContain("nested too deeply");
});

it("reads a long chain of operators", () => {
  expect(parseEval(`1${" + 1".repeat(2000)}`).root.kind).toBe("binary");
});

it("reads the assignments of | eval", () => {
  const found = parseAssignments('a=1, \'b c\'=if(a=1, "x", "y"), d.e="z", {a}_x=2, "q"=a');
  expect(found.map(({ field, isIndirect }) => [field, isIndirect])).toEqual([
    ["a", false],
    ["b c", false],
    ["d.e", false],
    ["{a}_x", true],
    ["q", false],
  ]);
  for (const text of ["1+2", "=1", "a b=1", "a=1,", "a", "", "''=1", "a=1 b=2"]) {
    expect(() => parseAssignments(text), text).toThrow(
      expect.objectContaining({ code: "SEARCH_SYNTAX" }),
    );
  }
});

it("takes fields that are called as operators are, and targets that look like expressions", () => {
  expect(parseEval('if(isnotnull(IN), "in", like)').root.kind).toBe("call");
  const [size, share] = parseAssignments("size(MB)=bytes/1048576, done(%)=round(a, 1)");
  expect([size?.field, share?.field]).toEqual(["size(MB)", "done(%)"]);
});

it.each(["a=1==1", "a=NOT b", "a=b IN (1)", "a=isnull(b)", "a=true", 'a=b LIKE "x"'])(
  "assigns no boolean: %s",
  (text) => {
    expect(() => parseAssignments(text)).toThrow("Fields cannot be assigned a boolean result");
  },
);
