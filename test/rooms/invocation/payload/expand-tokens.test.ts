import { expect, it } from "vitest";
import { describeSearch } from "../../../../src/invocation/search/describe-search.ts";
import { expandTokens, type Unresolved } from "../../../../src/invocation/payload/expand-tokens.ts";
import type { Mode } from "../../../../src/invocation/invocation.ts";
import type { TokenContext } from "../../../../src/invocation/payload/token-values.ts";

const NOW = Date.UTC(2023, 6, 7, 8, 9, 10) / 1000;

function context(mode: Mode, more: Partial<TokenContext> = {}): TokenContext {
  const wish = { mode, searchName: "My alert", searchText: "index=x", serverHost: "sh1", now: NOW };
  return {
    search: describeSearch(wish, "https://127.0.0.1:8089"),
    actionName: "act",
    row: { user: "ann", ip: ["10.0.0.1", "10.0.0.2"], "a b": "blank", empty: "" },
    rowCount: 1,
    resultId: undefined,
    resultsFile: "/d/results.csv.gz",
    settings: new Map([
      ["description", { value: "what it is" }],
      ["alert.severity", { value: "5" }],
      ["action.act.param.level", { value: "high" }],
    ]),
    ...more,
  };
}

const expanded = (text: string, mode: Mode = "saved", unresolved?: Unresolved) =>
  expandTokens(text, context(mode), "p", unresolved).text;

it.each([
  ["$result.user$", "ann"],
  ["$result.ip$", "10.0.0.1 10.0.0.2"],
  ["$result.a b$", "blank"],
  ["$result.empty$", ""],
  ["$name$", "My alert"],
  ["$search$", "index=x"],
  ["$app$ $owner$ $action_name$", "search admin act"],
  ["$description$", "what it is"],
  ["$alert.severity$ $alert.expires$", "5 24h"],
  ["$action.act.param.level$", "high"],
  ["$trigger_time$", String(NOW)],
  ["$trigger_date$ $trigger_timeHMS$", "July 07, 2023 08:09:10"],
  ["$results.count$ $job.resultCount$", "1 1"],
  ["$results.file$", "/d/results.csv.gz"],
  ["$job.sid$", `scheduler__admin__search__RMD5ccc_at_${NOW}_1`],
  ["$search_id$", `scheduler__admin__search__RMD5ccc_at_${NOW}_1`],
  ["$server.serverName$", "sh1"],
  ["$#random$", "$random$"],
])("puts a value in place of %s", (text, value) => {
  const hash = /RMD5\w{16}/.exec(context("saved").search.sid)?.[0] ?? "";
  expect(expanded(text)).toBe(value.replace("RMD5ccc", hash));
});

it("gives a server one GUID of the usual form", () => {
  expect(expanded("$server.guid$")).toMatch(/^[0-9A-F]{8}(?:-[0-9A-F]{4}){3}-[0-9A-F]{12}$/);
});

it.each([
  ["$nosuch$", undefined, "$nosuch$"],
  ["$result.nosuch$", undefined, ""],
  ["$job.nosuch$$server.nosuch$", undefined, ""],
  ["$nosuch$ $result.nosuch$", "literal", "$nosuch$ $result.nosuch$"],
  ["$nosuch$ $result.nosuch$", "empty", " "],
] as const)("turns %s (%s) into `%s`, and says so", (text, unresolved, value) => {
  const told = expandTokens(text, context("saved"), "p", unresolved);
  expect(told.text).toBe(value);
  expect(told.problems[0]?.code).toBe("INVOKE_UNRESOLVED_TOKEN");
});

it.each(["user", "ip"])("says how a token names the field %s", (field) => {
  for (const mode of ["saved", "adhoc"] as const) {
    const [problem] = expandTokens(`x $${field}$`, context(mode), "p").problems;
    expect(problem?.hint).toBe(`Fields of results are $result.${field}$.`);
  }
});

it.each(["$name$", "$alert.severity$", "$description$", "$view_link$"])(
  "leaves %s alone in the search bar",
  (token) => {
    expect(expanded(token, "adhoc")).toBe(token);
  },
);

it.each([
  ["$nosuch{default=x}$", "x"],
  ['$nosuch{required=yes,default="a b"}$', "a b"],
  ["$result.user{default=x}$", "ann"],
])("takes the default of %s where there is no value", (text, value) => {
  expect(expanded(text)).toBe(value);
});

it("warns of a token that stands for the first of many rows", () => {
  const many = context("saved", { rowCount: 3 });
  expect(expandTokens("$result.user$", many, "p").problems[0]?.code).toBe("INVOKE_FIRST_ROW_TOKEN");
  const perResult = context("per-result", { rowCount: 3, resultId: 1 });
  expect(expandTokens("$result.user$", perResult, "p").problems).toEqual([]);
});

it("warns of a single dollar, which may swallow what follows", () => {
  expect(expandTokens("5$", context("saved"), "p").problems[0]?.code).toBe("INVOKE_STRAY_DOLLAR");
  expect(expanded("5$ for $name$")).toBe("5$ for $name$".replace("$ for $", "$ for $"));
});

it("ends on a value made to be slow", () => {
  expect(expanded(`$${"a{".repeat(20_000)}`)).toContain("a{");
});
