import { expect, it } from "vitest";
import { loadAddon, loadAddonFromTree } from "../../src/addon/load-addon.ts";
import { literalTree } from "../../src/addon/tree.ts";
import { runSearch } from "../../src/run-search.ts";
import { fixture } from "../support/run-cli.ts";

const ping = () => loadAddon(fixture("TA_ping"));
const NOW = 1_700_000_000;

it("starts the action with the rows so far, and passes them on", async () => {
  const run = await runSearch(
    ping(),
    '| makeresults count=2 | eval dest="web01" | sendalert ping_host param.count=3 | eval after=1',
    { now: NOW },
  );
  const [transcript] = run.sendalerts;
  expect(transcript).toMatchObject({ action: "ping_host", mode: "adhoc", rows: 2, sid: run.sid });
  const payload = JSON.parse(transcript?.invocations[0]?.payload ?? "");
  expect(payload.configuration.count).toBe("3");
  expect(payload.result).toEqual({ _time: "1700000000", dest: "web01" });
  expect(run).toMatchObject({
    error: null,
    fields: ["_time", "dest", "after"],
    rowCount: 2,
    rows: [
      { _time: "1700000000", dest: "web01", after: "1" },
      { _time: "1700000000", dest: "web01", after: "1" },
    ],
  });
});

it("hands over a column that the first row has no value for as an empty text", async () => {
  const text =
    '| makeresults count=2 | streamstats count as n | eval b=if(n>1, "x", null()) | sendalert ping_host';
  const { sendalerts } = await runSearch(ping(), text, { now: NOW, dryRun: true });
  expect(JSON.parse(sendalerts[0]?.invocations[0]?.payload ?? "").result).toEqual({
    _time: "1700000000",
    b: "",
    n: "1",
  });
});

it("hands over the link to the results that the command gives", async () => {
  const text = '| makeresults | sendalert ping_host results_link="https://sh1/x"';
  const { sendalerts } = await runSearch(ping(), text, { dryRun: true });
  expect(JSON.parse(sendalerts[0]?.invocations[0]?.payload ?? "").results_link).toBe(
    "https://sh1/x",
  );
});

it("runs several actions in one search, each once", async () => {
  const { sendalerts, rowCount } = await runSearch(
    ping(),
    "| makeresults | sendalert ping_host | append [| makeresults] | sendalert ping_host",
  );
  expect(sendalerts.map(({ rows }) => rows)).toEqual([1, 2]);
  expect(rowCount).toBe(2);
});

it("runs an action that comes first with no rows", async () => {
  const { sendalerts, rows } = await runSearch(ping(), "| sendalert ping_host");
  expect(sendalerts.map((one) => one.rows)).toEqual([0]);
  expect(rows).toEqual([]);
});

it("takes a bare word for text, never for a field", async () => {
  const { sendalerts } = await runSearch(
    ping(),
    '| makeresults | eval user="x@y.z" | sendalert ping_host param.count=user',
  );
  const payload = JSON.parse(sendalerts[0]?.invocations[0]?.payload ?? "");
  expect(payload.configuration.count).toBe("user");
});

it("ends where an action fails, in Splunk's words", async () => {
  const addon = loadAddon(fixture("TA_misbehaves"));
  const run = await runSearch(addon, "| makeresults | sendalert exits_2 | eval after=1");
  expect(run).toMatchObject({
    error: "Error in 'sendalert' command: Alert script returned error code 2.",
    rows: [],
    fields: [],
  });
});

it("refuses an action that is not there before anything runs", async () => {
  const search = "| makeresults | sendalert ping_host | sendalert pong_host";
  await expect(runSearch(ping(), search)).rejects.toMatchObject({ code: "ADDON_UNKNOWN_ACTION" });
});

it("makes notable events of sendalert notable", async () => {
  const run = await runSearch(
    ping(),
    '| makeresults count=2 | eval src="192.0.2.7", host="h1" | sendalert notable param.rule_title="Seen $src$" param.severity=high param.security_domain=network',
    { now: NOW, serverHost: "sh1" },
  );
  expect(run.notables).toHaveLength(2);
  expect(run.notables[1]).toMatchObject({
    _time: "1700000000",
    event_id: expect.stringMatching(/^[0-9A-F-]{36}@@notable@@[0-9a-f]{32}$/),
    index: "notable",
    sourcetype: "stash",
    orig_action_name: "notable",
    orig_sid: run.sid,
    orig_rid: "1",
    orig_host: "h1",
    orig_time: "1700000000",
    host: "sh1",
    info_min_time: "0.000",
    info_max_time: "+Infinity",
    info_search_time: "1700000000.000",
    rule_title: "Seen 192.0.2.7",
    severity: "high",
    urgency: "high",
    security_domain: "network",
    src: "192.0.2.7",
    _raw: '1700000000, orig_time="1700000000", orig_host="h1", info_max_time="+Infinity", info_min_time="0.000", info_search_time="1700000000.000", src="192.0.2.7"',
  });
  expect(run.rowCount).toBe(2);
});

const literal = (files: Record<string, string>) =>
  loadAddonFromTree(literalTree({ "default/app.conf": "[package]\nid = memo\n", ...files }));

it("finds the add-on's macros and lookups", async () => {
  const addon = literal({
    "default/macros.conf": `[users(1)]
args = n
definition = inputlookup users.csv max=$n$
[three]
definition = 1+2
iseval = 1
`,
    "default/transforms.conf": "[users]\nfilename = users.csv\n",
    "lookups/users.csv": "user,n\nann,1\nbob,\n",
  });
  expect((await runSearch(addon, "| `users(1)`")).rows).toEqual([{ user: "ann", n: "1" }]);
  expect((await runSearch(addon, "| inputlookup users | tail 1")).rows).toEqual([{ user: "bob" }]);
  expect((await runSearch(addon, "| makeresults | eval x=`three` | table x")).rows).toEqual([
    { x: "3" },
  ]);
  await expect(runSearch(addon, "| inputlookup nope.csv")).rejects.toMatchObject({
    code: "SEARCH_SYNTAX",
    hint: "There is users.csv, users.",
  });
});

it("looks in the events that are given, for a search that begins with terms", async () => {
  const events = {
    kind: "rows",
    rows: [
      { _raw: "error one", host: "a" },
      { _raw: "fine", host: "b" },
      { _raw: "error two", host: "c", index: "other" },
    ],
  } as const;
  const { rows } = await runSearch(ping(), "index=main error | table host _raw", { events });
  expect(rows).toEqual([{ host: "a", _raw: "error one" }]);
  await expect(runSearch(ping(), "index=main error")).rejects.toThrow(/no indexes to search here/);
});

it("runs over the time range that is given", async () => {
  const range = { now: NOW, earliest: "-1h", latest: "now" };
  const { rows } = await runSearch(ping(), "| makeresults | addinfo", range);
  expect(rows[0]).toMatchObject({
    info_min_time: "1699996400.000",
    info_max_time: "1700000000.000",
  });
  const events = {
    kind: "rows",
    rows: [
      { _time: "1699999000", n: "1" },
      { _time: "1600000000", n: "2" },
      { _time: "1700000000", n: "3" },
    ],
  } as const;
  const found = await runSearch(ping(), "search * | table n", { ...range, events });
  expect(found.rows).toEqual([{ n: "1" }]);
  await expect(runSearch(ping(), "| makeresults", { earliest: "soon" })).rejects.toMatchObject({
    code: "SEARCH_SYNTAX",
    message: "Invalid earliest_time: 'soon'",
  });
});

it("gives the same random numbers for the same seed", async () => {
  const numbers = async (seed: number) =>
    (await runSearch(ping(), "| makeresults count=3 | eval n=random() | table n", { seed })).rows;
  expect(await numbers(1)).toEqual(await numbers(1));
  expect(await numbers(1)).not.toEqual(await numbers(2));
});

it("keeps a column that no row has only where the search names it", async () => {
  const fields = async (text: string) => (await runSearch(ping(), text)).fields.join(" ");
  expect(await fields("| makeresults | table a b")).toBe("a b");
  expect(await fields("| makeresults | eval a=null(), b=1")).toBe("_time b");
  expect(await fields('| makeresults | eval x="{\\"q\\":1}" | spath input=x')).toBe("_time x q");
});

it("notes what a limit leaves out", async () => {
  const text = `| makeresults | eval _raw="{\\"a\\":\\"${"x".repeat(6000)}\\",\\"b\\":1}" | spath`;
  const { problems, rows } = await runSearch(ping(), text, { now: NOW });
  expect(rows[0]?.["b"]).toBeUndefined();
  const notes = problems.filter(({ code }) => code === "SEARCH_WARNED");
  expect(notes).toHaveLength(1);
  expect(notes[0]?.message).toContain("extraction_cutoff");
});
