import { expect, it } from "vitest";
import { lastWords } from "../../../../src/scenario/expect/judge-verdict.ts";
import { invocation, sampleTranscript } from "../../../support/samples/sample-run.ts";

const log = (text: string) => ({ file: "ping.log", text, omittedBytes: 0 });

it.each([
  [{ stderr: "boom\n", stdout: "out\n" }, "log\n", ["stderr: boom"]],
  [{ stderr: "\n", stdout: "one\ntwo\n" }, "log\n", ["stdout: one\ntwo"]],
  [{ stderr: "", stdout: "" }, "log\n", ["ping.log: log"]],
  [{ stderr: "", stdout: "" }, "", ["the script wrote nothing to stderr, to stdout, or to a log"]],
  [{ stderr: "", stdout: "", startError: "ENOENT", exitCode: null }, "", []],
  [{ stderr: "warned\n", exitCode: 0 }, "log\n", []],
])("tells what a script wrote last: %j, %j", (end, text, words) => {
  const invocations = [{ ...invocation, exitCode: 1, ...end }];
  expect(lastWords(sampleTranscript({ invocations, logs: [log(text)] }))).toEqual(words);
});

it("tells the end of a long text, of the last start that failed", () => {
  const invocations = [
    { ...invocation, exitCode: 1, stderr: "first" },
    { ...invocation, exitCode: 1, stderr: `${"x".repeat(5000)} the end` },
    { ...invocation, exitCode: 0, stderr: "all well" },
  ];
  const [words = ""] = lastWords(sampleTranscript({ invocations }));
  expect(words).toMatch(/^stderr: … x+ the end$/);
  expect(words.length).toBeLessThan(500);
});
