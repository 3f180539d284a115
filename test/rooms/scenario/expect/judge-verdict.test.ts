import { expect, it } from "vitest";
import { whyFailed } from "../../../../src/scenario/expect/judge-verdict.ts";
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
  expect(whyFailed(sampleTranscript({ invocations, logs: [log(text)] }))).toEqual(words);
});

it("tells the end of a long text, of the last start that failed", () => {
  const invocations = [
    { ...invocation, exitCode: 1, stderr: "first" },
    { ...invocation, exitCode: 1, stderr: `${"x".repeat(5000)} the end` },
    { ...invocation, exitCode: 0, stderr: "all well" },
  ];
  const [words = ""] = whyFailed(sampleTranscript({ invocations }));
  expect(words).toMatch(/^stderr: … x+ the end$/);
  expect(words.length).toBeLessThan(500);
});

it("tells the cause in place of the last words, where it is known", () => {
  const cause = {
    id: "unset-param",
    headline: "KeyError: 'zone'",
    where: { file: "bin/x.py", line: 7 },
    source: 'params["zone"]',
    because: "param.zone has no value.",
    see: null,
    hint: "Give it.",
  };
  const failed = { invocations: [{ ...invocation, exitCode: 1, stderr: "boom" }] };
  expect(whyFailed(sampleTranscript({ ...failed, cause }))).toEqual([
    "KeyError: 'zone'",
    'at bin/x.py:7: params["zone"]',
    "param.zone has no value.",
  ]);
  expect(whyFailed(sampleTranscript({ ...failed, cause: { ...cause, because: null } }))).toContain(
    "stderr: boom",
  );
});
