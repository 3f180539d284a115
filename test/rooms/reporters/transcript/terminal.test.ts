import { expect, it } from "vitest";
import { terminal } from "../../../../src/reporters/transcript/terminal.ts";
import { invocation, event, sampleTranscript } from "../../../support/samples/sample-run.ts";

it("is short when all is well", () => {
  const text = terminal(
    sampleTranscript({
      verdict: {
        status: "pass",
        reasons: [{ id: "exit", status: "pass", message: "exit code 0" }],
      },
    }),
  );
  expect(text).toBe(`my_action TA · adhoc · 1 row · python 3.9.18

  ✓ exit code 0

PASS  Enterprise Security would find the result
`);
});

it("shows reasons, output and events when it failed", () => {
  const text = terminal(
    sampleTranscript({
      invocations: [
        { ...invocation, exitCode: 2, stderr: "boom\n", splunkd: ["WARN  sendmodalert - x"] },
      ],
      events: [{ ...event, tags: [] }],
      verdict: {
        status: "fail",
        reasons: [
          {
            id: "modaction-result",
            status: "fail",
            message: "not found",
            where: { file: "default/eventtypes.conf", line: 4 },
            hint: "Mend it.",
            because: ["first\nsecond"],
          },
        ],
      },
    }),
  );
  expect(text).toBe(`my_action TA · adhoc · 1 row · python 3.9.18

  ✗ not found
      because first
              second
      --> default/eventtypes.conf:4
      hint: Mend it.

command
  sendalert my_action

stderr
  boom

splunkd.log
  WARN  sendmodalert - x

my_action_modalert.log
  …

events
  index=main sourcetype=my:result source=my_action host=sh1
    1700000000 status=done

FAIL  1 problem with \`my_action\`
`);
});

it("lets no escape sequence through", () => {
  const text = terminal(
    sampleTranscript({
      action: "a\u001b[31m",
      invocations: [{ ...invocation, exitCode: 1, stderr: "\u001b]0;x\u0007\u009b1m\r" }],
      verdict: { status: "fail", reasons: [] },
    }),
  );
  expect(text).not.toMatch(/[\u001b\u0007\u009b\r]/);
  expect(text).toContain("\\x1b]0;x\\x07");
});

it("cuts a long output and says so", () => {
  const stderr = Array.from({ length: 100 }, (_, line) => `line ${line}`).join("\n");
  const text = terminal(
    sampleTranscript({
      invocations: [{ ...invocation, exitCode: 1, stderr }],
      verdict: { status: "fail", reasons: [] },
    }),
  );
  expect(text).toContain("70 earlier lines");
  expect(text).toContain("line 99");
  expect(text).not.toContain("line 69\n");
});

it("cuts a line that would fill many screens", () => {
  const stderr = `${"x".repeat(3_000_000)}\r\n`;
  const text = terminal(
    sampleTranscript({
      invocations: [{ ...invocation, exitCode: 1, stderr }],
      events: [{ ...event, raw: `${"y".repeat(5000)}${"\nz".repeat(20)}` }],
      verdict: { status: "fail", reasons: [] },
    }),
  );
  expect(text.length).toBeLessThan(5000);
  expect(text).toContain("x … 2999000 more characters\n");
  expect(text).toContain("… 11 more lines");
});

it("shows all lines, and all runs, when asked to be verbose", () => {
  const stderr = Array.from({ length: 100 }, (_, line) => `line ${line}`).join("\n");
  const text = terminal(sampleTranscript({ invocations: [{ ...invocation, stderr }] }), {
    verbose: true,
  });
  expect(text).toContain("line 0\n");
});

it("lets no character through that turns the reading of a line round", () => {
  const text = terminal(sampleTranscript({ action: "a\u202eb\u2066c" }));
  expect(text).toContain("a\\u202eb\\u2066c");
});
