// Each form of a secret in each output, and a hostile add-on in each format. A file that writes and is not visited here fails.
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { expect, it, onTestFinished } from "vitest";
import { type Answer, Session } from "../../src/cli/commands/worker/session.ts";
import {
  diagnose,
  checkAddon,
  loadAddon,
  runScenarios,
  runSearch,
  sendAlert,
} from "../../src/index.ts";
import { CHECK_FORMATS, checkFormats } from "../../src/reporters/check/check-formats.ts";
import { testReporters } from "../../src/reporters/test/test-reporters.ts";
import { plain } from "../../src/reporters/text/paint.ts";
import { doctorText } from "../../src/reporters/transcript/doctor-text.ts";
import { json } from "../../src/reporters/transcript/json.ts";
import { searchRows } from "../../src/reporters/transcript/search-rows.ts";
import { terminal } from "../../src/reporters/transcript/terminal.ts";
import { jsonText } from "../../src/text/json-text.ts";
import { sourceFiles } from "../house/source-files.ts";
import { WRITTEN } from "../rooms/text/masking/forms.ts";
import { ACTS, COMMAND, EVIL, HOSTILE } from "../support/samples/hostile-add-on.ts";
import { tempFolder } from "../support/temp-folder.ts";

const SRC = join(import.meta.dirname, "../../src");
const SECRET = 's3cr3t-Zq9/"Xv7&ü-k4mNp2';
const FORMS = Object.values(WRITTEN).flatMap((ways) =>
  Object.values(ways).map((write) => write(SECRET)),
);

/** Writes each form in two parts, on every way out that a script has. */
const SCRIPT = `import io, json, os, re, ssl, sys, urllib.error, urllib.request
here = os.path.dirname(os.path.abspath(__file__))
forms = json.load(io.open(os.path.join(here, "forms.json"), encoding="utf-8"))
payload = json.load(sys.stdin)
def ask(path, form):
    request = urllib.request.Request(payload["server_uri"] + path, form.encode("utf-8"))
    request.add_header("Authorization", "Splunk " + payload["session_key"])
    try:
        urllib.request.urlopen(request, context=ssl._create_unverified_context()).read()
    except urllib.error.HTTPError:
        pass
for form in forms:
    # Each line may be an event, and short lines of base64 are not known by themselves.
    if u"\\n" in form:
        continue
    # What may stand in a URL as it is.
    inside = form if re.match("^[A-Za-z0-9%+_.~=-]+$", form) else "x"
    ask("/services/receivers/simple?index=main&sourcetype=leak&source=" + inside, form)
    ask("/services/nothing/" + inside, "search=" + inside)
    ask("/services/receivers/simple?index=main&sourcetype=_json", json.dumps({form: 1}))
for form in forms:
    # splunkd logs each line of stderr for itself: there, lines of base64 are known by the widths of MIME and PEM.
    for out in (sys.stdout.buffer,) if u"\\n" in form else (sys.stdout.buffer, sys.stderr.buffer):
        data = form.encode("utf-8")
        out.write(data[:7])
        out.flush()
        out.write(data[7:] + b"\\n")
        out.flush()
sys.stdout.write(json.dumps({form: 1 for form in forms}) + "\\n")
log = os.path.join(os.environ["SPLUNK_HOME"], "var", "log", "splunk", "leak_modalert.log")
with io.open(log, "w", encoding="utf-8") as file:
    for form in forms:
        file.write(u"2026-01-01 00:00:00,000 INFO sendmodaction - signature=\\"" + form + u"\\" action_status=\\"failure\\"\\n")
sys.exit(3)
`;
const LEAKY = {
  "default/app.conf": "[package]\nid = TA_leaks\n",
  "default/alert_actions.conf": "[leak]\npayload_format = json\nparam.api_key =\nparam._cam = {}\n",
  "bin/leak.py": SCRIPT,
  "bin/forms.json": JSON.stringify(FORMS),
  "ar-sim.test.yaml": `cases:
  - name: fails
    matrix: { params.api_key: [${JSON.stringify(SECRET)}, ${JSON.stringify(`${SECRET}-2`)}] }
    expect: { exit: 0, stdout: { contains: [nothing] }, stderr: ${JSON.stringify(SECRET)}, snapshot: [stdout] }
`,
};

const NO_BASE = { paint: plain, fromRepository: "", fromAddon: "", fromHere: "" };

async function reports(root: string): Promise<Record<string, string>> {
  const report = await runScenarios({ root });
  const outputs: Record<string, string> = {};
  for (const [name, entry] of Object.entries(testReporters)) {
    const reporter = await entry.load();
    let live = "";
    const progress = reporter.progress?.((text) => (live += text), NO_BASE);
    for (const one of report.cases) progress?.ended?.(one);
    outputs[`test ${name}`] = live + reporter.report(report, NO_BASE);
  }
  return outputs;
}

/** What `ar-sim worker` prints. */
async function answersOfWorker(folder: string, given: object): Promise<Record<string, string>> {
  const answers: Answer[] = [];
  const session = new Session((answer) => answers.push(answer));
  const asked = ["run", "search", "doctor", "case"];
  session.hear('{"id":0,"do":"hello","with":{"protocol":1}}');
  for (const [at, method] of asked.entries()) {
    const more =
      method === "search"
        ? { search: `| sendalert leak param.api_key=${JSON.stringify(SECRET)}` }
        : {};
    session.hear(JSON.stringify({ id: at + 1, do: method, with: { folder, given, ...more } }));
  }
  while (answers.length <= asked.length) await wait(10);
  await session[Symbol.asyncDispose]();
  return Object.fromEntries(
    answers.map((answer) => [`worker ${asked[(answer.id ?? 0) - 1]}`, JSON.stringify(answer)]),
  );
}

async function everyOutput(root: string): Promise<Record<string, string>> {
  const addon = loadAddon(root);
  const params = { api_key: SECRET };
  const run = await sendAlert(addon, { params, keep: true, recordBodies: true });
  // What is looked for below was really there.
  expect(run.rest.length).toBeGreaterThan(2 * FORMS.length);
  expect(run.events.length).toBeGreaterThan(FORMS.length);
  onTestFinished(() => rmSync(dirname(run.splunkHome), { recursive: true, force: true }));
  const dry = await sendAlert(addon, { params, dryRun: true });
  const spl = `| makeresults | eval x="${SECRET.replaceAll('"', '\\"')}" | sendalert leak param.api_key="${SECRET.replaceAll('"', '\\"')}"`;
  const search = await runSearch(addon, spl);
  const diagnosis = await diagnose(addon, { params });
  return {
    ...(await reports(root)),
    "run text": terminal(run, { verbose: true }),
    "run json": json(run),
    "dry run": terminal(dry),
    "search text": searchRows(search, plain),
    "search json": json(search),
    "doctor text": doctorText(diagnosis),
    "doctor json": jsonText(diagnosis),
    ...(await answersOfWorker(root, { params })),
    "kept log": readFileSync(join(run.splunkHome, "var/log/splunk/leak_modalert.log"), "utf8"),
  };
}

/** The longest plain piece of a form: it stands in every output in the same way. */
function coreOf(form: string): string {
  const pieces = form.split(/[^A-Za-z0-9]+/).toSorted((a, b) => b.length - a.length);
  return pieces[0] ?? form;
}

it("lets no form of a secret into any output", { timeout: 120_000 }, async () => {
  const root = tempFolder(LEAKY);
  const outputs = await everyOutput(root);
  const cores = FORMS.map(coreOf).filter((core) => core.length >= 8);
  expect(cores.length).toBeGreaterThan(15);
  for (const [name, text] of Object.entries(outputs)) {
    const at = text.search(/Zq9|Xv7|k4mNp2/);
    expect(text.slice(Math.max(0, at - 150), at < 0 ? 0 : at + 100), name).toBe("");
    for (const core of cores) expect(text, `${name}: ${core}`).not.toContain(core);
  }
  expect(outputs["run json"]).toContain("<redacted>");
  const files = readdirSync(root, { recursive: true, encoding: "utf8" });
  const written = files.filter((file) => /__ar_snapshots__|last-run/.test(file));
  for (const file of written) expect(file).not.toMatch(/Zq9|Xv7|k4mNp2/);
});

it("lets nothing of a hostile add-on act, in any format", { timeout: 120_000 }, async () => {
  const root = tempFolder(HOSTILE);
  const addon = loadAddon(root);
  const outputs: Record<string, string> = await reports(root);
  const checked = checkAddon(addon);
  for (const name of CHECK_FORMATS)
    outputs[`check ${name}`] = (await checkFormats[name].load())(checked, NO_BASE);
  const run = await sendAlert(addon);
  const diagnosis = await diagnose(addon);
  Object.assign(outputs, {
    "run text": terminal(run, { verbose: true }),
    "run json": json(run),
    "dry run": terminal(await sendAlert(addon, { dryRun: true })),
    "doctor text": doctorText(diagnosis),
    "doctor json": jsonText(diagnosis),
  });
  for (const [name, text] of Object.entries(outputs)) {
    expect(text, name).not.toMatch(ACTS);
    // These are commands of GitHub's, or read by other programs.
    if (!/github|json|sarif|junit|blob|html|markdown|tap/.test(name))
      expect(text, name).not.toMatch(COMMAND);
  }
  expect(JSON.parse(outputs["run json"] ?? "").invocations[0].stdout).toContain(EVIL);
  expect(JSON.parse(outputs["test json"] ?? "").cases[0].name).toContain(EVIL);
});

/** Each file that prints or writes: what visits it, or why nothing of a run goes through it. */
const VISITED: Readonly<Record<string, string>> = {
  "cli/report/open-reporters.ts": "test, in each format",
  "cli/report/print-error.ts": "run-secrets.test.ts: errors, as text and as JSON",
  "cli/commands/run/run.ts": "run text, run json, dry run",
  "cli/commands/search/search.ts": "search text, search json",
  "cli/commands/doctor/doctor.ts": "doctor text, doctor json",
  "cli/commands/serve/start-action.ts": "run text",
  "cli/commands/serve/request-log.ts": "secrets-in-request.test.ts",
  "cli/commands/check/check.ts": "check, in each format; it is given no secret",
  "cli/commands/validate/validate.ts": "masked as a value; given parameters alone",
  "scenario/snapshot/snapshot-files.ts": "the files that test leaves",
  "scenario/plan/last-run.ts": "the files that test leaves",
  "run/mask-kept-logs.ts": "kept log",
  "cli/commands/worker/worker.ts": "worker run, worker search, worker doctor",
  "cli/measure-coverage.ts": "lines of the add-on",
  "cli/commands/snapshots/snapshots.ts": "shows files that test has masked",
  "cli/commands/serve/serve.ts": "what one needs to log in",
  "cli/commands/serve/print-exposed.ts": "an address",
  "cli/commands/ui/ui.ts": "an address",
  "cli/commands/completion/completion.ts": "names in the add-on, and defaults of its .conf files",
  "cli/debug-runs.ts": "ports, and own words",
  "vendor/tape/recorder.ts": "record-and-replay.test.ts: what a cassette keeps of a secret",
  "vendor/tape/spool.ts": "bodies on their way into a cassette, for its user alone",
  "cli/commands/serve/print-unread.ts": "paths",
  "cli/commands/notable/notable.ts": "the event that was asked for",
  "cli/commands/check/fix-addon.ts": "files of the add-on",
  "cli/commands/test/write-drafts.ts": "files of the add-on",
  "cli/commands/test/test.ts": "no value",
  "cli/commands/test/watch-scenarios.ts": "names of files",
  "cli/commands/serve/exec-beside.ts": "no value",
  "cli/commands/serve/start-on-free-ports.ts": "ports",
  "cli/commands/python/python.ts": "paths of Pythons",
  "cli/commands/explain/explain.ts": "own words",
  "cli/help.ts": "own words",
  "cli/ask-secret.ts": "the question",
  "cli/on-interrupt.ts": "own words",
  "cli/main.ts": "a full disk",
  "host/compiled-code.ts": "code of ar-sim",
  "host/files/copy-regular.ts": "what the script gets",
  "host/files/replace-file.ts": "what others write through it",
  "invocation/rows/row-spool.ts": "what the script gets",
  "invocation/results/results-bytes.ts": "what the script gets",
  "invocation/results/write-results.ts": "what the script gets",
  "vendor/certificates/authority.ts": "keys of its own, for its user alone",
};
const WRITES =
  /process\.std(?:out|err)\.write|\b(?:writeFileSync|appendFileSync|createWriteStream|replaceFile|writeSync)\(/;

it("visits every file that prints or writes", () => {
  // What the stand-in and the sandbox write is for the script.
  const writers = sourceFiles.filter(
    (file) =>
      !/^(?:splunkd|sandbox)\//.test(file) && WRITES.test(readFileSync(join(SRC, file), "utf8")),
  );
  expect(writers.toSorted()).toEqual(Object.keys(VISITED).toSorted());
});
