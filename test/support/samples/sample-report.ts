import type { CaseReport, TestReport } from "../../../src/scenario/report/report.ts";
import { totalOf } from "../../../src/scenario/report/total.ts";
import { event, invocation, sampleTranscript } from "./sample-run.ts";

/** What a hostile script may print: markup, workflow commands, control characters, fences. */
const NASTY = "<script>alert(1)</script> & ::error::x \u001b[31m ```` | # \u0000 %0A ]]>";

const passed: CaseReport = {
  id: "tests/ping.ar.yaml › pings",
  name: "pings",
  cell: null,
  file: "tests/ping.ar.yaml",
  line: 3,
  status: "passed",
  skippedBecause: null,
  durationMs: 120,
  attempts: 1,
  failures: [],
  transcript: sampleTranscript(),
};

const failed: CaseReport = {
  ...passed,
  id: "tests/ping.ar.yaml › tells # what | failed [mode=saved]",
  name: "tells # what | failed",
  cell: "mode=saved",
  line: 9,
  status: "failed",
  durationMs: 98,
  failures: [
    {
      expectation: "events.any[0].fields.status",
      message: "no event has status up",
      expected: "up",
      actual: NASTY,
      where: { file: "tests/ping.ar.yaml", line: 14, column: 7 },
      because: ["1 event was written", "its status is down"],
      hint: "Look at the action's log.",
    },
    {
      expectation: "snapshot",
      message: "events differ from the snapshot",
      where: { file: "tests/__ar_snapshots__/ping.snap" },
      because: [],
      diff: "--- snapshot\n+++ run\n-status=up\n+status=down\n",
    },
  ],
  transcript: sampleTranscript({
    invocations: [{ ...invocation, stdout: NASTY, stderr: `Traceback: ${NASTY}` }],
    events: [{ ...event, raw: NASTY }],
    rest: [
      {
        at: "2026-01-01T00:00:00.000Z",
        method: "GET",
        path: "/services/x",
        query: "a=<b>",
        status: 404,
        durationMs: 1,
        user: "admin",
        known: false,
      },
    ],
    verdict: {
      status: "fail",
      reasons: [
        {
          id: "modaction-result",
          status: "fail",
          message: NASTY,
          because: ["the sourcetype differs"],
          hint: "Make both agree.",
        },
      ],
    },
  }),
};

const cases: readonly CaseReport[] = [
  passed,
  failed,
  { ...failed, id: "flaky", name: "wavers", cell: null, line: 20, status: "flaky", attempts: 2 },
  {
    ...passed,
    id: "skipped",
    name: "is left out",
    line: 25,
    status: "skipped",
    skippedBecause: "there is no Python 2.7",
    transcript: null,
  },
];

const files: TestReport["files"] = [
  { file: "tests/ping.ar.yaml", durationMs: 300, errors: [], warnings: [] },
  {
    file: "tests/broken.ar.yaml",
    durationMs: 1,
    errors: [
      {
        code: "SCENARIO_SYNTAX",
        message: "unknown key `givn`",
        hint: "Did you mean given?",
        where: { file: "tests/broken.ar.yaml", line: 2, column: 3 },
      },
    ],
    warnings: [],
  },
];

export const sampleReport: TestReport = {
  schema: "ar-sim/test-report/1",
  startedAt: "2026-01-31T12:00:00.000Z",
  durationMs: 1500,
  root: "/repo",
  files,
  cases,
  snapshots: {
    matched: 1,
    pending: ["tests/__ar_snapshots__/new.snap"],
    mismatched: [],
    unused: ["tests/__ar_snapshots__/old.snap"],
  },
  totals: totalOf(cases, files),
  shard: null,
  stopped: null,
};

export const emptyReport: TestReport = {
  ...sampleReport,
  files: [],
  cases: [],
  snapshots: { matched: 0, pending: [], mismatched: [], unused: [] },
  totals: totalOf([], []),
};
