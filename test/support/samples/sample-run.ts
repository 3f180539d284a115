import type { IndexedEvent } from "../../../src/events/event.ts";
import type { InvocationRecord, Transcript } from "../../../src/transcript.ts";
import type { RunRecord } from "../../../src/verdict/yardstick.ts";

/** One good invocation of `my_action`. */
export const invocation: InvocationRecord = {
  isPreview: false,
  argv: ["/usr/bin/python3", "/h/etc/apps/TA/bin/my_action.py", "--execute"],
  cwd: "/h/etc/apps/TA/bin",
  env: { SPLUNK_HOME: "/h" },
  payload: '{"sid":"1700000000.1"}',
  resultsFile: "/h/var/run/splunk/dispatch/1700000000.1/sendalert_temp_results.csv.gz",
  resultId: null,
  exitCode: 0,
  signal: null,
  timedOut: false,
  startError: null,
  durationMs: 12,
  stdout: "",
  stderr: "",
  omitted: { stdout: 0, stderr: 0 },
  left: [],
  splunkd: [],
};

export const event: IndexedEvent = {
  index: "main",
  host: "sh1",
  source: "my_action",
  sourcetype: "my:result",
  time: 1_700_000_000,
  raw: "1700000000 status=done",
  fields: { orig_sid: "1700000000.1", orig_rid: "0", status: "done" },
  origin: { kind: "spool", file: "1.stash_common_action_model", number: 0 },
  eventtypes: ["my_action_modaction_result"],
  tags: ["modaction_result"],
  notes: [],
};

export const message: RunRecord["messages"][number] = {
  file: "my_action_modalert.log",
  line: 1,
  time: "2023-11-14 22:13:20,000+0000",
  level: "INFO",
  signature: "Invoking modular action",
  actionName: "my_action",
  status: "",
  sid: "1700000000.1",
  rid: "0",
  origSid: "",
  origRid: "",
  actionMode: "adhoc",
  user: "admin",
  app: "search",
  searchName: "",
  fields: {},
};

/** A run in which all went well; each test spoils one thing. */
export function sampleRun(changes: Partial<RunRecord> = {}): RunRecord {
  return {
    schema: "ar-sim/transcript/1",
    action: "my_action",
    app: "TA",
    mode: "adhoc",
    command: "sendalert my_action",
    python: { path: "/usr/bin/python3", version: "3.9.18", chosenBy: "3.9 by default" },
    sid: "1700000000.1",
    rows: 1,
    splunkHome: "/h",
    kept: false,
    started: true,
    invocations: [invocation],
    logs: [{ file: "my_action_modalert.log", text: "…", omittedBytes: 0 }],
    messages: [message],
    events: [event],
    rest: [],
    fence: { kind: "none", why: "it is off", limits: null },
    http: [],
    outbound: [],
    timeline: [
      { offsetMs: 0, kind: "start", text: "bin/lookup_host.py" },
      { offsetMs: 41, kind: "request", text: "200 GET /services/server/info" },
    ],
    cause: null,
    problems: [],
    ...changes,
  };
}

export function sampleTranscript(changes: Partial<Transcript> = {}): Transcript {
  return { ...sampleRun(), verdict: { status: "pass", reasons: [] }, ...changes };
}
