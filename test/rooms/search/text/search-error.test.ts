import { expect, it } from "vitest";
import { SearchError } from "../../../../src/search/text/search-error.ts";
import { runSpl } from "../../../support/search/run-spl.ts";

async function errorOf(text: string): Promise<SearchError> {
  const error: unknown = await runSpl(text).catch((caught: unknown) => caught);
  if (error instanceof SearchError) return error;
  throw new Error("It is no error of the search.", { cause: error });
}

it("knows the command that it is about", async () => {
  expect(await errorOf("| makeresults | head x")).toMatchObject({
    command: "head",
    problem: "Error in 'head' command: The number of results must be a positive number.",
  });
  expect(await errorOf("| makeresults | makeresults")).toMatchObject({ command: "makeresults" });
  expect(await errorOf("search (a")).toMatchObject({ command: undefined });
});

it("knows the macro that is missing, without the number of its arguments", async () => {
  expect(await errorOf("search `wanted(a, b)`")).toMatchObject({
    missingMacro: "wanted",
    problem: "There is no macro `wanted(2)`",
  });
});

it("points at the character, behind those that JavaScript counts twice", async () => {
  const { message } = await errorOf('| makeresults | eval a="😀😀", b=no(1)');
  expect(message.split("\n")).toEqual([
    "Error in 'eval' command: The 'no' function is unsupported or undefined (line 1, column 32)",
    '| makeresults | eval a="😀😀", b=no(1)',
    `${" ".repeat(31)}^`,
  ]);
});
