// A script that fails, and what the transcript of its run says of the cause.
import { rmSync } from "node:fs";
import { dirname } from "node:path";
import { describe, expect, it } from "vitest";
import { loadAddon } from "../../../src/addon/load-addon.ts";
import { terminal } from "../../../src/reporters/transcript/terminal.ts";
import type { SendAlertRequest } from "../../../src/run/send-alert-request.ts";
import { listPythons } from "../../../src/sandbox/interpreters/list-pythons.ts";
import { sendAlert } from "../../../src/sendalert.ts";
import type { Transcript } from "../../../src/transcript.ts";
import { tempFolder } from "../../support/temp-folder.ts";

const pythons = listPythons().flatMap(({ version = "" }) => /^3\.\d+/.exec(version)?.[0] ?? []);
const minors = [...new Set(pythons)];
const newest = minors.findLast((minor) => Number(minor.slice(2)) >= 12);

async function run(
  code: string,
  request: SendAlertRequest = {},
): Promise<{ readonly root: string; readonly transcript: Transcript }> {
  const root = tempFolder({
    "default/app.conf": "[package]\nid = TA_fails\n",
    "default/alert_actions.conf":
      "[fails]\nis_custom = 1\npayload_format = json\nparam.zone =\nparam.hours = 4\n",
    "bin/fails.py": `import csv, gzip, json, sys\npayload = json.load(sys.stdin)\n${code}\n`,
  });
  return { root, transcript: await sendAlert(loadAddon(root), request) };
}

describe.each(minors)("on Python %s", (python) => {
  it("names the line of the user's own file, and the parameter that is not set", async () => {
    const code = 'config = payload["configuration"]\nint(config.get("zone") or None)';
    const { root, transcript } = await run(code, { python });
    expect(transcript.cause).toMatchObject({
      id: "unset-param",
      where: { file: `${root}/bin/fails.py`, line: 4 },
      source: 'int(config.get("zone") or None)',
    });
    expect(transcript.cause?.because).toContain("param.zone has no value");
    expect(transcript.invocations[0]?.stderr).toContain(`File "${root}/bin/fails.py", line 4`);
  });
});

it("says it at the very end of what a person reads, and no line breaks inside of a path", async () => {
  const { root, transcript } = await run('payload["result"][0]', {
    rows: { kind: "rows", rows: [{ host: "web01" }] },
  });
  const lines = terminal(transcript, { base: root }).trimEnd().split("\n");
  expect(lines.slice(-7)).toEqual([
    "FAIL  1 problem with `fails`",
    "      KeyError: 0",
    "  --> bin/fails.py:3",
    '      | payload["result"][0]',
    "      `result` in the payload is one row as an object, and not a list of rows.",
    '      hint: Use payload["result"]["FIELD"]. All rows are in the gzipped CSV file',
    "      that `results_file` names.",
  ]);
});

it("keeps to 80 columns, and breaks no word", async () => {
  const code = `def work(address):\n    raise ValueError("the address %s of the firewall, which the script was given, is none that it can block" % address)\nwork("192.0.2.7")`;
  const { root, transcript } = await run(code);
  const end = terminal(transcript, { base: root }).split("FAIL  ")[1] ?? "";
  for (const line of end.split("\n")) expect(line.length).toBeLessThanOrEqual(80);
  expect(end.replaceAll(/\s+(?:\| )?/g, " ")).toContain(
    'raise ValueError("the address %s of the firewall, which the script was given, is none that it can block" % address)',
  );
});

it("tells where SPLUNK_HOME is kept above the cause", async () => {
  const { transcript } = await run("raise ValueError(1)", { keep: true });
  const text = terminal(transcript);
  rmSync(dirname(transcript.splunkHome), { recursive: true });
  expect(text.indexOf("SPLUNK_HOME is kept")).toBeGreaterThan(0);
  expect(text.indexOf("SPLUNK_HOME is kept")).toBeLessThan(text.indexOf("FAIL  "));
});

it("has no cause where the script ends well", async () => {
  expect((await run("pass")).transcript.cause).toBeNull();
});

const ADAPTIVE = `import os
sys.path.insert(0, os.path.join(os.environ["SPLUNK_HOME"], "etc", "apps", "Splunk_SA_CIM", "lib"))
import cim_actions
log = cim_actions.ModularAction.setup_logger("fails_modalert")
action = cim_actions.ModularAction(json.dumps(payload), log, "fails")
`;

async function runAdaptive(code: string): Promise<Transcript> {
  const root = tempFolder({
    "default/app.conf": "[package]\nid = TA_fails\n",
    "default/alert_actions.conf":
      '[fails]\nis_custom = 1\npayload_format = json\nparam._cam = {"supports_adhoc": true}\n',
    "default/eventtypes.conf": "[fails_result]\nsearch = sourcetype=fails\n",
    "default/tags.conf": "[eventtype=fails_result]\nmodaction_result = enabled\n",
    "bin/fails.py": `import json, sys\npayload = json.load(sys.stdin)\n${ADAPTIVE}${code}\n`,
  });
  return sendAlert(loadAddon(root), { rows: { kind: "rows", rows: [{ rule_id: "1" }] } });
}

it("finds what a script says that gave up and ended with 0, and takes the rest as not reached", async () => {
  const { cause, verdict } = await runAdaptive(`try:
    payload["result"]["ruleid"]
except Exception as error:
    sys.stderr.write("ERROR KeyError: %s in work()\\n" % error)`);
  expect(cause?.headline).toContain("'ruleid'");
  const failed = verdict.reasons.filter(({ status }) => status === "fail");
  expect(failed.map(({ id }) => id)).toEqual(["exit"]);
  expect(failed[0]?.message).toContain("ended with exit code 0, but did not do its work");
});

it("finds what a script logs with status=failure, whatever its exit code", async () => {
  const transcript = await runAdaptive(
    'action.message("zone is unknown", status="failure", level=40)',
  );
  expect(transcript.cause?.headline).toContain("zone is unknown");
});

it("has none where the script only forgets to write events, or ends well", async () => {
  expect((await runAdaptive("pass")).cause).toBeNull();
  const good = await runAdaptive(`row = payload["result"]
try:
    import no_such_module
except ImportError:
    pass
row.setdefault("rid", "0")
action.update(row)
action.invoke()
action.addevent("done=1", sourcetype="fails")
action.writeevents(index="main", source="fails")`);
  expect(good.verdict.status).toBe("pass");
  expect(good.cause).toBeNull();
});

it("explains it as fast where a source is made to keep patterns busy", async () => {
  const code = `helper = type("Helper", (), {})()
blank = """${"\n".repeat(300_000)}"""
long = "${"if.".repeat(100_000)}"
helper.sned("CERTIFICATE_VERIFY_FAILED")`;
  const { transcript } = await run(code, { params: { verify: "0" } });
  expect(transcript.cause?.headline).toContain("has no attribute 'sned'");
});

it("hides secrets in it", async () => {
  const code = 'raise ValueError("bad key " + payload["configuration"]["api_key"])';
  const { transcript } = await run(code, { params: { api_key: "Geheim-4711" } });
  expect(transcript.cause?.headline).toBe("ValueError: bad key <redacted>");
});

describe.each(minors)("on Python %s, of an exception that is caught", (python) => {
  const caught = (end: string): string => `
def work():
    raise RuntimeError("no luck today")
try:
    work()
except RuntimeError as error:
    ${end}`;

  it.each([
    ["sys.exit()", 'sys.stderr.write("ERROR %s\\n" % error); sys.exit(3)'],
    ["os._exit()", "import os; os._exit(4)"],
  ])("finds the place where the script then ends by %s", async (_, end) => {
    const { transcript } = await run(caught(end), { python });
    expect(transcript.cause).toMatchObject({
      headline: "RuntimeError: no luck today",
      where: { line: 5 },
    });
  });

  it("finds the place where the script logs it, and ends later", async () => {
    const code = `import logging${caught('logging.error("stopped: %s", error)')}\nsys.exit(3)`;
    const { transcript } = await run(code, { python });
    expect(transcript.cause?.where).toMatchObject({ line: 5 });
  });

  it("finds any by a tracing function, which gives way to one of the script", async () => {
    const code = (first: string): string =>
      `${first}${caught("failed = True")}\nraise SystemExit(3)`;
    const traced = await run(code("pass"), { python, traceExceptions: true });
    expect(traced.transcript.cause?.headline).toBe("RuntimeError: no luck today");
    const other = await run(code("sys.settrace(lambda *given: None)"), {
      python,
      traceExceptions: true,
    });
    expect(other.transcript.cause?.headline).toBe("exit code 3, and no output");
  });

  it("names the line that ends a script that says nothing", async () => {
    const { transcript } = await run("if payload:\n    sys.exit(2)", { python });
    expect(transcript.cause).toMatchObject({ id: "silent-exit", see: { line: 4 } });
  });
});

it("shows the line of a program that does not compile", async () => {
  const { transcript } = await run("x = = 1");
  expect(transcript.cause).toMatchObject({ where: { line: 3 }, source: "x = = 1" });
});

it("takes what is known of a module that is not there for the cause, and says it once", async () => {
  const { transcript } = await run("import firewallkit");
  expect(transcript.cause).toMatchObject({ id: "no-module", where: { line: 3 } });
  expect(terminal(transcript).split("`firewallkit`")).toHaveLength(2);
});

describe.skipIf(newest === undefined)("on a Python that tells of exceptions", () => {
  const python = newest;

  it("finds the place of an exception that the script caught", async () => {
    const code = `
def work():
    raise RuntimeError("no luck today")
try:
    work()
except RuntimeError as error:
    sys.stderr.write("ERROR %s\\n" % error)
    sys.exit(3)`;
    const { transcript } = await run(code, { python });
    expect(transcript.cause).toMatchObject({
      headline: "RuntimeError: no luck today",
      where: { line: 5 },
    });
  });

  it("finds it where the script says nothing at all", async () => {
    const code = `
import os
try:
    {}["missing"]
except KeyError:
    os._exit(4)`;
    const { transcript } = await run(code, { python });
    expect(transcript.cause).toMatchObject({ headline: "KeyError: 'missing'", where: { line: 6 } });
  });

  it("keeps the last of many thousands, and leaves no trace in the script's environment", async () => {
    const code = `
import os
for number in range(20000):
    try:
        raise ValueError("number %d is bad" % number)
    except ValueError as error:
        last = error
sys.stderr.write("ERROR %s %s\\n" % (last, [name for name in os.environ if "RAISED" in name]))
sys.exit(1)`;
    const { transcript } = await run(code, { python });
    expect(transcript.invocations[0]?.stderr).toBe("ERROR number 19999 is bad []\n");
    expect(transcript.cause?.headline).toBe("ValueError: number 19999 is bad");
  });
});
