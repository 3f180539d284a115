import { describe, expect, it } from "vitest";
import { loadAddon } from "../../../src/addon/load-addon.ts";
import { terminal } from "../../../src/reporters/transcript/terminal.ts";
import { transcriptHtml } from "../../../src/reporters/transcript/transcript-html.ts";
import { buildTimeline } from "../../../src/run/sources/build-timeline.ts";
import { sendAlert } from "../../../src/sendalert.ts";
import { tempFolder } from "../../support/temp-folder.ts";

const CODE = `import json, logging, os, ssl, sys, time, urllib.request
payload = json.load(sys.stdin)
log = os.path.join(os.environ["SPLUNK_HOME"], "var", "log", "splunk", "works_modalert.log")
logging.basicConfig(filename=log, level=logging.INFO, format="%(asctime)s+0000 %(levelname)s %(message)s")
logging.Formatter.converter = time.gmtime
sys.stderr.write("INFO first\\n")
sys.stderr.flush()
time.sleep(0.05)
logging.info("second")
time.sleep(0.05)
request = urllib.request.Request(payload["server_uri"] + "/services/server/info")
request.add_header("Authorization", "Splunk " + payload["session_key"])
urllib.request.urlopen(request, context=ssl._create_unverified_context()).read()
time.sleep(0.05)
try:
    raise ValueError("fourth")
except ValueError:
    sys.exit(4)
`;

describe("a run that fails", async () => {
  const root = tempFolder({
    "default/app.conf": "[package]\nid = TA_works\n",
    "default/alert_actions.conf": "[works]\nis_custom = 1\npayload_format = json\n",
    "bin/works.py": CODE,
  });
  const transcript = await sendAlert(loadAddon(root));
  const { timeline } = transcript;

  it("tells what happened in the order of time", () => {
    const kinds = ["start", "stderr", "log", "request", "exception", "end"];
    const shown = timeline.filter(({ text }) => !text.startsWith("SystemExit"));
    expect(shown.map(({ kind }) => kind)).toEqual(kinds);
    expect(timeline.map(({ offsetMs }) => offsetMs)).toEqual(
      timeline.map(({ offsetMs }) => offsetMs).toSorted((one, other) => one - other),
    );
    const texts = shown.map(({ text }) => text).join("\n");
    for (const word of [
      "INFO first",
      "second",
      "200 GET /services/server/info",
      "fourth",
      "exit code 4",
    ])
      expect(texts).toContain(word);
    expect(texts).toContain(`${root}/bin/works.py:16`);
  });

  it("shows it to people with --verbose, and in the HTML report", () => {
    expect(terminal(transcript)).not.toContain("timeline");
    expect(terminal(transcript, { verbose: true })).toMatch(/timeline\n +0\.000 s {2}start/);
    expect(transcriptHtml(transcript).text).toContain("Timeline (");
  });
});

it("sets back the times of a script whose clock is ahead", () => {
  const at = "2026-01-01T00:00:00.000Z";
  const invocation = { isPreview: false, at, argv: ["/p", "/x.py"], cwd: "", env: {}, payload: "" };
  const ended = { resultsFile: "", resultId: null, exitCode: 0, signal: null, timedOut: false };
  const rest = { startError: null, durationMs: 900, stdout: "", stderr: "", left: [], splunkd: [] };
  const omitted = { stdout: 0, stderr: 0 };
  const text = "2030-01-01 00:00:00,250+0000 INFO x\n  more\nno time\n";
  const moments = buildTimeline({
    hide: (text) => text,
    invocations: [{ ...invocation, ...ended, ...rest, omitted }],
    logs: [{ file: "x.log", text, omittedBytes: 0 }],
    rest: [],
    outbound: [],
    written: [],
    raised: [],
    clockAheadMs: Date.parse("2030-01-01T00:00:00Z") - Date.parse(at),
  });
  expect(moments.map(({ offsetMs, kind }) => [offsetMs, kind])).toEqual([
    [0, "start"],
    [250, "log"],
    [250, "log"],
    [250, "log"],
    [900, "end"],
  ]);
});
