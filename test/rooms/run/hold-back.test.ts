import { describe, expect, it } from "vitest";
import { loadAddon } from "../../../src/addon/load-addon.ts";
import { sendAlert, type SendAlertRequest } from "../../../src/index.ts";
import { tempFolder } from "../../support/temp-folder.ts";

const SCRIPT = `import csv, gzip, json, os, sys
payload = json.load(sys.stdin)
there = os.path.exists(payload["results_file"])
rows = list(csv.reader(gzip.open(payload["results_file"], "rt"))) if there else None
print(json.dumps([payload["result"], rows]))
`;

function addonOf(search: string, action = "") {
  return loadAddon(
    tempFolder({
      "default/app.conf": "[package]\nid = TA_x\n",
      "default/alert_actions.conf": `[act]\npayload_format = json\n${action}\n[other]\n`,
      "default/savedsearches.conf": `[s]\n${search}\nenableSched = 1\naction.act = 1\n`,
      "bin/act.py": SCRIPT,
    }),
  );
}

const run = (search: string, request: SendAlertRequest = {}, action = "") =>
  sendAlert(addonOf(search, action), { action: "act", savedSearch: "s", ...request });

const rowsOf = (...users: string[]): SendAlertRequest => ({
  rows: { kind: "rows", rows: users.map((user) => ({ user, host: "h1" })) },
});

describe("the condition of a saved search", () => {
  it.each([
    "search = | makeresults count=2\ncounttype = number of events\nrelation = greater than\nquantity = 5",
    'search = | makeresults count=3 | eval host="h"\ncounttype = number of hosts\nrelation = greater than\nquantity = 1',
    "search = | makeresults count=3\nalert_condition = search count > 5",
    "search = | makeresults count=3\nalert_condition = stats count | where count > 3",
    "search = | makeresults\ndisabled = 1",
  ])("starts nothing where it does not hold: %s", async (search) => {
    const transcript = await run(search);
    expect(transcript).toMatchObject({
      started: false,
      invocations: [],
      events: [],
      verdict: { status: "not-triggered" },
    });
    expect(transcript.verdict.reasons).toHaveLength(1);
  });

  it.each([
    "search = | makeresults count=6\ncounttype = number of events\nrelation = greater than\nquantity = 5",
    "search = | makeresults count=0\ncounttype = number of events\nrelation = less than\nquantity = 1",
    "search = | makeresults count=4\nalert_condition = stats count | where count > 3",
    'search = | makeresults | eval user="a"\nalert_condition = search user=a',
    "search = | makeresults",
  ])("starts the action where it holds: %s", async (search) => {
    const transcript = await run(search);
    expect(transcript.verdict.status).toBe("pass");
    expect(transcript.invocations).toHaveLength(1);
  });

  it("counts all rows, also those that are more than the action gets", async () => {
    const search =
      "search = | makeresults count=9\ncounttype = number of events\nrelation = equal to\nquantity = 9";
    const transcript = await run(search, { maxResults: 2 });
    expect(transcript).toMatchObject({ rows: 2, verdict: { status: "pass" } });
  });

  it("says which condition it is, and where", async () => {
    const search =
      "search = | makeresults\ncounttype = number of events\nrelation = equal to\nquantity = 0";
    const { verdict } = await run(search);
    expect(verdict.reasons[0]).toMatchObject({
      id: "condition",
      message: expect.stringMatching(/^1 event, and .*quantity = 0$/),
      where: { line: 5, key: "quantity" },
    });
  });

  it("is not asked of a row that only stands for results", async () => {
    const search =
      "search = index=x\ncounttype = number of events\nrelation = greater than\nquantity = 5";
    const { verdict, problems } = await run(search);
    expect(verdict.status).toBe("pass");
    expect(problems.map(({ code }) => code)).toContain("INVOKE_NOT_SEARCHED");
  });

  it("does not hold back an ad hoc run of the same action", async () => {
    const { verdict } = await sendAlert(addonOf("disabled = 1"), { action: "act" });
    expect(verdict.status).toBe("pass");
  });

  it("is overridden by `force`, with a note", async () => {
    const { started, verdict, problems } = await run("search = | makeresults\ndisabled = 1", {
      force: true,
    });
    expect({ started, status: verdict.status }).toEqual({ started: true, status: "pass" });
    expect(problems.map(({ code }) => code)).toContain("INVOKE_NOT_TRIGGERED");
  });
});

describe("an action", () => {
  it("is held back where the search does not switch it on", async () => {
    const off = await sendAlert(
      loadAddon(
        tempFolder({
          "default/app.conf": "[package]\nid = TA_x\n",
          "default/alert_actions.conf": "[act]\npayload_format = json\n",
          "default/savedsearches.conf": "[s]\nsearch = | makeresults\nactions = act\n",
          "bin/act.py": SCRIPT,
        }),
      ),
      { savedSearch: "s" },
    );
    expect(off.verdict).toMatchObject({
      status: "not-triggered",
      reasons: [
        { id: "action-enabled", hint: expect.stringContaining("`actions` enables nothing") },
      ],
    });
  });

  it.each(["adhoc", "saved"] as const)("is held back where it is disabled: %s", async (mode) => {
    const transcript = await run("search = | makeresults", { mode }, "disabled = true");
    expect(transcript.verdict).toMatchObject({
      status: "not-triggered",
      reasons: [{ id: "action-on", where: { key: "disabled" } }],
    });
  });
});

describe("per result", () => {
  const PER_RESULT = "search = | makeresults\nalert.digest_mode = 0";

  it("starts nothing without a row, also when forced", async () => {
    for (const force of [false, true]) {
      const transcript = await run(PER_RESULT, { ...rowsOf(), force });
      expect(transcript.verdict).toMatchObject({
        status: "not-triggered",
        reasons: [{ id: "has-row", message: expect.stringContaining("0 results") }],
      });
    }
  });

  it("suppresses rows like one before, and keeps the numbers of the others", async () => {
    const search = `${PER_RESULT}\nalert.suppress = 1\nalert.suppress.period = 1h\nalert.suppress.fields = user`;
    const { invocations, problems } = await run(search, rowsOf("a", "a", "b", "a"));
    expect(invocations.map(({ resultId }) => resultId)).toEqual([0, 2]);
    expect(invocations[1]?.resultsFile).toMatch(/tmp_2\.csv\.gz$/);
    expect(problems).toContainEqual(
      expect.objectContaining({
        code: "INVOKE_SUPPRESSED",
        message: expect.stringContaining("2 of 4 results"),
      }),
    );
  });

  it("suppresses nothing of a search that triggers once", async () => {
    const search =
      "search = | makeresults\nalert.suppress = 1\nalert.suppress.period = 1h\nalert.suppress.fields = user";
    const { invocations, rows } = await run(search, rowsOf("a", "a"));
    expect({ starts: invocations.length, rows }).toEqual({ starts: 1, rows: 2 });
  });
});

describe("no rows", () => {
  const given = { kind: "rows", rows: [] } as const;
  const printed = async (request: SendAlertRequest) => {
    const transcript = await run("search = | makeresults", { rows: given, ...request });
    return { transcript, output: JSON.parse(transcript.invocations[0]?.stdout ?? "") };
  };

  // Ground: webhook bodies in splunk/slack-alerts#31 and alert_manager#254; TA-thehive-cortex#58 for the file.
  it("gives a saved search null for the result, and a file without rows", async () => {
    const { transcript, output } = await printed({});
    expect(output[0]).toBeNull();
    expect(output[1]).not.toBeNull();
    expect(transcript.problems).toContainEqual(
      expect.objectContaining({
        code: "INVOKE_NO_ROWS",
        message: expect.stringContaining("0 results: the script had nothing to work on"),
      }),
    );
  });

  it("gives an ad hoc search null for the result, and no file", async () => {
    const { output } = await printed({ savedSearch: undefined });
    expect(output).toEqual([null, null]);
  });

  it.each([
    [{ noRowsResult: "object" }, { savedSearch: "s" }, [{}, []]],
    [{ noRowsFile: "present" }, { savedSearch: undefined }, [null, []]],
    [{ noRowsFile: "absent" }, { savedSearch: "s" }, [null, null]],
  ] as const)("does as assumed: %j", async (assume, request, expected) => {
    const { output } = await printed({ ...request, assume });
    const [result, rows] = output;
    expect([result, rows?.filter((row: string[]) => row.join("") !== "") ?? null]).toEqual(
      expected,
    );
  });

  it("keeps the columns of a file with a header alone", async () => {
    const path = `${tempFolder({ "rows.csv": "host,count\n" })}/rows.csv`;
    const { output } = await printed({ rows: { kind: "file", path } });
    expect(output).toEqual([null, [["host", "count", "__mv_host", "__mv_count"]]]);
  });
});

it("runs a search without a schedule as one that its owner dispatches, with a note", async () => {
  const search = "search = | makeresults\n[t]\nsearch = | makeresults\naction.act = 1\n[u]";
  const of = (savedSearch: string) =>
    sendAlert(addonOf(search), { action: "act", savedSearch, owner: "bob", dryRun: true });
  const [scheduled, dispatched] = [await of("u"), await of("t")];
  expect(dispatched.sid).toMatch(/^bob__bob_/);
  expect(dispatched.problems.map(({ code }) => code)).toContain("INVOKE_NOT_SCHEDULED");
  expect(scheduled.sid).toMatch(/^scheduler__bob_/);
  expect(scheduled.problems.map(({ code }) => code)).not.toContain("INVOKE_NOT_SCHEDULED");
});
