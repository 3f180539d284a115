/** The words of a line that is being typed. */
import { expect, it } from "vitest";
import { shellWords } from "../../../../../src/cli/commands/completion/shell-words.ts";

it.each([
  ["", [""]],
  [" run", ["run"]],
  ["run ", ["run", ""]],
  [`run 'a b' "c d"`, ["run", "a b", "c d"]],
  [`run "a \\"b\\" c`, ["run", 'a "b" c']],
  ["run 'half done", ["run", "half done"]],
  ["a\\ b c\\", ["a b", "c"]],
  [`--param=x='y'z`, ["--param=x=yz"]],
])("%j", (line, words) => {
  expect(shellWords(line)).toEqual(words);
});
