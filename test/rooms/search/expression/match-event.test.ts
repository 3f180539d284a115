// Examples of the search language: what matches, and what does not.
import { describe, expect, it } from "vitest";
import { matchEvent } from "../../../../src/search/expression/match-event.ts";
import { parseSearch } from "../../../../src/search/expression/search-parser.ts";
import type { Searchable } from "../../../../src/search/text/searchable.ts";

const event: Searchable = {
  raw: '2024-05-01 12:00:00 ERROR user=Alice action=blocked src=10.1.2.3 msg="Login failed for foo.bar" code=404',
  fields: {
    index: "main",
    host: "Web1",
    source: "/var/log/app.log",
    sourcetype: "my:result",
    _time: "1714564800",
    user: "Alice",
    action: "blocked",
    src: "10.1.2.3",
    code: "404",
    empty: "",
    many: ["one", "two"],
    "body.id": "x1",
    tag: ["modaction", "result"],
    "tag::host": ["prod"],
    eventtype: ["my_results"],
  },
};

const matches = (search: string): boolean => matchEvent(parseSearch(search), event);

describe("terms", () => {
  it.each([
    ["a word in any case", "error", true],
    ["a word that is not there", "warning", false],
    ["only whole segments", "ERRO", false],
    ["a word between minor breakers", "bar", true],
    ["a word with minor breakers", "foo.bar", true],
    ["a part of a word with minor breakers", "oo.bar", false],
    ["a phrase", '"login failed for"', true],
    ["a phrase in another order", '"failed login"', false],
    ["words in any order", "failed login", true],
    ["a leading wildcard", "*or", true],
    ["a trailing wildcard", "fail*", true],
    ["a wildcard within a segment", "f*d", true],
    ["no wildcard over a major breaker", "login*failed", false],
    ["a lone wildcard in a phrase", '"login * for"', true],
    ["everything", "*", true],
    ["an empty search", "", true],
    ["key=value as a phrase", '"user=alice"', true],
    ["CASE in the right case", "CASE(ERROR)", true],
    ["CASE in another case", "CASE(error)", false],
    ["TERM between major breakers", "TERM(user=alice)", true],
    ["TERM between minor breakers", "TERM(alice)", false],
    ["TERM with a wildcard", "TERM(user=*)", true],
  ])("finds %s: %s", (_title, search, expected) => {
    expect(matches(search)).toBe(expected);
  });
});

describe("fields", () => {
  it.each([
    ["values without regard to case", "host=WEB1", true],
    ["names with regard to case", "HOST=web1", false],
    ["quoted values", 'sourcetype="my:result"', true],
    ["wildcards in values", 'source="*/app.*"', true],
    ["no part of a value", "user=Ali", false],
    ["blanks round the comparator", "index = main", true],
    ["quoted names", '"body.id"=x1', true],
    ["dotted names", "body.id=x1", true],
    ["text, not numbers", "code=404.0", false],
    ["numbers by size", "code>=99", true],
    ["text by order", "user>Aaa", true],
    ["any value of many", "many=two", true],
    ["other than one of many", "many!=two", true],
    ["NOT over any of many", "NOT many=two", false],
    ["a field that is there", "user=*", true],
    ["an empty value that is there", "empty=*", true],
    ["an empty value", 'empty=""', true],
    ["no empty value where there is no field", 'nothing=""', false],
    ["no field with !=", "nothing!=x", false],
    ["no field with NOT", "NOT nothing=x", true],
    ["not empty", 'user!=""', true],
    ["IN", 'action IN (allowed, "blocked")', true],
    ["IN with a wildcard", "code IN(4*, 500)", true],
    ["IN without the value", "action IN (allowed, failed)", false],
    ["networks", "src=10.0.0.0/8", true],
    ["other networks", "src=192.168.0.0/16", false],
    ["all but hidden indexes", "index=*", true],
    ["a tag", "tag=modaction", true],
    ["a tag of a field", "tag::host=prod", true],
    ["an eventtype", "eventtype=my_*", true],
    ["an indexed field", "host::web1", true],
    ["values in CASE", "host=CASE(WEB1)", false],
    ["line counts", "linecount=1", true],
    ["punctuation", 'punct="--_::__=_=*"', true],
    ["the raw text", '_raw="*blocked*"', true],
  ])("compares %s: %s", (_title, search, expected) => {
    expect(matches(search)).toBe(expected);
  });
});

describe("boolean operators", () => {
  it.each([
    ["OR before AND", "nothing AND user=alice OR error", false],
    ["parentheses first", "(nothing AND user=alice) OR error", true],
    ["NOT before OR", "NOT error OR blocked", true],
    ["NOT over one clause only", "NOT nothing error", true],
    ["NOT over parentheses", "NOT (nothing OR error)", false],
    ["NOT of NOT", "NOT NOT error", true],
    ["lower case operators as words", "error and blocked", false],
    ["empty parentheses as everything", "() error", true],
  ])("takes %s: %s", (_title, search, expected) => {
    expect(matches(search)).toBe(expected);
  });
});

describe("time", () => {
  const now = 1_714_564_800 + 3600;
  const at = (search: string): boolean =>
    matchEvent(parseSearch(search), event, { clock: { now } });

  it("holds for every event without a clock", () => {
    expect(matches("earliest=-1m latest=now error")).toBe(true);
  });

  it.each([
    ["earliest=-2h", true],
    ["earliest=-30m", false],
    ["latest=-30m", true],
    ["earliest=1714564800", true],
    ["latest=1714564800", false],
    ['earliest="05/01/2024:00:00:00"', true],
    ["earliest=-1d@d latest=@d", false],
    ["hoursago=2", true],
  ])("bounds the range: %s", (search, expected) => {
    expect(at(search)).toBe(expected);
  });
});

it("searches all values of a row without raw text", () => {
  const row: Searchable = { raw: "", fields: { user: "bob", note: "disk full" } };
  expect(matchEvent(parseSearch("full bob"), row)).toBe(true);
  expect(matchEvent(parseSearch("alice"), row)).toBe(false);
});

it("leaves hidden indexes out of index=*", () => {
  const hidden: Searchable = { raw: "x", fields: { index: "_internal" } };
  expect(matchEvent(parseSearch("index=*"), hidden)).toBe(false);
  expect(matchEvent(parseSearch("index=_*"), hidden)).toBe(true);
});

it("is not misled by field names of the prototype", () => {
  const plain: Searchable = { raw: "x", fields: {} };
  expect(matchEvent(parseSearch("constructor=*"), plain)).toBe(false);
  expect(matchEvent(parseSearch("__proto__=*"), plain)).toBe(false);
});
