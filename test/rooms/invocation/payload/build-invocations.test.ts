import { expect, it } from "vitest";
import {
  buildInvocations,
  type InvocationParts,
} from "../../../../src/invocation/payload/build-invocations.ts";
import type { Mode, Row } from "../../../../src/invocation/invocation.ts";
import type { SearchContext } from "../../../../src/invocation/invocation.ts";

const where = { file: "default/alert_actions.conf" };

function context(mode: Mode): SearchContext {
  const isSaved = mode === "saved" || mode === "per-result";
  return {
    mode,
    app: "search",
    owner: "admin",
    searchName: isSaved ? "jira test" : "",
    searchText: "index=main",
    sid: isSaved
      ? "scheduler__admin__search__RMD5e7649a8a42798738_at_1700000000_1"
      : "1700000000.42",
    serverHost: "sh1",
    splunkVersion: "10.2",
    serverUri: "https://127.0.0.1:8089",
    webUri: "http://sh1:8000",
    sessionKey: "KEY",
    now: 1_700_000_000,
    earliest: undefined,
    latest: undefined,
  };
}

const row: Row = { user: "a@b", _time: "1700000000", Zone: "x", ip: ["10.0.0.1", "cost$5"] };

function parts(
  mode: Mode,
  params: Record<string, string>,
  rows: readonly Row[] = [row],
): InvocationParts {
  const isPerResult = mode === "per-result";
  const all = rows.map((one, number) => ({
    path: `/d/per_result_alert/tmp_${number}.csv.gz`,
    resultId: number,
    row: one,
  }));
  return {
    search: context(mode),
    action: { name: "my_action", payloadFormat: "json", where },
    args: ["--execute"],
    params: new Map(Object.entries(params)),
    results: {
      files: isPerResult ? all : [{ path: "/d/results.csv.gz", resultId: undefined, row: rows[0] }],
      count: rows.length,
      hasFiles: true,
      suppressed: 0,
      fields: [],
      firstRow: rows[0],
      problems: [],
    },
  };
}

const payload = (given: InvocationParts, number = 0): string =>
  buildInvocations(given).invocations[number]?.payload ?? "";

it("writes the payload of a scheduled search byte for byte", () => {
  expect(payload(parts("saved", { limit: "1", _cam: "{…}", Big: "2" }))).toBe(
    '{"app":"search","owner":"admin","results_file":"/d/results.csv.gz",' +
      '"results_link":"http://sh1:8000/app/search/@go?sid=scheduler__admin__search__RMD5e7649a8a42798738_at_1700000000_1",' +
      '"search_uri":"/servicesNS/admin/search/saved/searches/jira+test","server_host":"sh1",' +
      '"server_uri":"https://127.0.0.1:8089","session_key":"KEY",' +
      '"sid":"scheduler__admin__search__RMD5e7649a8a42798738_at_1700000000_1","search_name":"jira test",' +
      '"configuration":{"Big":"2","_cam":"{…}","limit":"1"},' +
      '"result":{"Zone":"x","_time":"1700000000","ip":["10.0.0.1","cost$5"],"user":"a@b"}}',
  );
});

it("writes the payload of an ad hoc search byte for byte", () => {
  expect(payload(parts("adhoc", {}, [{ _time: "1700000000" }]))).toBe(
    '{"app":"search","owner":"admin","results_file":"/d/results.csv.gz",' +
      '"results_link":"http://sh1:8000/app/search/@go?sid=1700000000.42","server_host":"sh1",' +
      '"server_uri":"https://127.0.0.1:8089","session_key":"KEY","sid":"1700000000.42","search_name":"",' +
      '"configuration":{},"result":{"_time":"1700000000"}}',
  );
});

it("names the row of a per-result run in result_id and in the link", () => {
  const given = parts("per-result", {}, [row, { user: "second" }]);
  const second = JSON.parse(payload(given, 1));
  expect(second.result_id).toBe("1");
  expect(second.result).toEqual({ user: "second" });
  expect(second.results_file).toBe("/d/per_result_alert/tmp_1.csv.gz");
  expect(second.results_link).toBe(
    `http://sh1:8000/app/search/search?q=%7Cloadjob%20${given.search.sid}%20%7C%20head%202%20%7C%20tail%201&earliest=0&latest=now`,
  );
});

it("gives the sid as a number when asked for", () => {
  const [one] = buildInvocations(parts("adhoc", {}), { numericSid: true }).invocations;
  expect(one?.payload).toContain('"sid":1700000000.42,');
});

it.each([
  ["$result.user$", "a@b"],
  ["to $result.user$ at $result.Zone$", "to a@b at x"],
  ["$result.ip$", "10.0.0.1 cost$5"],
  ["$name$", "jira test"],
  ["$action_name$", "my_action"],
  [
    "$results_link$",
    "http://sh1:8000/app/search/@go?sid=scheduler__admin__search__RMD5e7649a8a42798738_at_1700000000_1",
  ],
  ["$job.sid$", "scheduler__admin__search__RMD5e7649a8a42798738_at_1700000000_1"],
  ["$job.resultCount$", "1"],
  ["$server.serverName$", "sh1"],
  ["$trigger_time$", "1700000000"],
  ["$trigger_date$", "November 14, 2023"],
  ["$trigger_timeHMS$", "22:13:20"],
  ["$alert.severity$", "3"],
  ["$search$", "index=main"],
  ["$missing{default=x y}$", "x y"],
  ["$result.missing$", ""],
  ["$missing$", "$missing$"],
  ["costs 5$", "costs 5$"],
])("puts a value in place of the token in: %s", (text, value) => {
  expect(JSON.parse(payload(parts("saved", { x: text }))).configuration.x).toBe(value);
});

it("leaves tokens of a saved search alone in the search bar, where there is none", () => {
  const { configuration } = JSON.parse(payload(parts("adhoc", { x: "$alert.severity$ $name$" })));
  expect(configuration.x).toBe("$alert.severity$ $name$");
});

it("does not expand again what a token brought in", () => {
  const given = parts("saved", { x: "$result.a$" }, [{ a: "$name$" }]);
  expect(JSON.parse(payload(given)).configuration.x).toBe("$name$");
});

it.each([
  ["a token without a value", { x: "$result.nope$" }, [row], "INVOKE_UNRESOLVED_TOKEN"],
  [
    "a $result.*$ token over many rows",
    { x: "$result.user$" },
    [row, row],
    "INVOKE_FIRST_ROW_TOKEN",
  ],
  ["a single dollar", { x: "5$" }, [row], "INVOKE_STRAY_DOLLAR"],
] as const)("remarks on %s, once", (_, params, rows, code) => {
  const { problems } = buildInvocations(parts("saved", params, rows));
  expect(problems.map((problem) => problem.code)).toEqual([code]);
});

it("says nothing of the tokens in _cam, which are for Enterprise Security to fill", () => {
  const { problems } = buildInvocations(parts("adhoc", { _cam: '{"drilldown_uri":"v?x=$sid$"}' }));
  expect(problems).toEqual([]);
});

it("writes XML where the action does not ask for JSON", () => {
  const given = parts("saved", { room: "<a & b>" });
  const xml = payload({ ...given, action: { ...given.action, payloadFormat: "xml" } });
  expect(xml).toContain('<?xml version="1.0" encoding="UTF-8"?>\n<alert>\n  <app>search</app>');
  expect(xml).toContain(
    '    <stanza name="jira test">\n      <param name="room">&lt;a &amp; b&gt;</param>',
  );
});

it("refuses a payload format that is neither", () => {
  const given = parts("saved", {});
  expect(() => payload({ ...given, action: { ...given.action, payloadFormat: "yaml" } })).toThrow(
    expect.objectContaining({ code: "INVOKE_BAD_FORMAT" }),
  );
});

it("says where a payload_format stands that no Splunk takes", () => {
  const given = parts("adhoc", {});
  const yaml = { ...given, action: { ...given.action, payloadFormat: "yaml" } };
  expect(() => buildInvocations(yaml)).toThrow(
    expect.objectContaining({ code: "INVOKE_BAD_FORMAT", where, hint: expect.any(String) }),
  );
});

it("leaves the tokens of param._cam for Enterprise Security, whatever becomes of others", () => {
  const built = buildInvocations(parts("adhoc", { _cam: "$sid$ $rid$", x: "$nosuch$" }), {
    unresolved: "empty",
  });
  expect(JSON.parse(built.invocations[0]?.payload ?? "").configuration).toEqual({
    _cam: "$sid$ $rid$",
    x: "",
  });
});
