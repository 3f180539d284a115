// Eventtypes over events: names, tags, problems and the chain of reasons.
import { describe, expect, it } from "vitest";
import { createEventtypeMatcher } from "../../../../src/search/eventtypes/eventtype-matcher.ts";
import type { SearchEventtype } from "../../../../src/search/eventtypes/read-eventtype.ts";
import type { Searchable } from "../../../../src/search/text/searchable.ts";

const FILE = "default/eventtypes.conf";

function eventtype(name: string, search: string, tags: string[] = [], line = 4): SearchEventtype {
  return {
    name,
    search,
    where: { file: FILE, line },
    disabled: false,
    tags: tags.map((tag) => ({ name: tag })),
  };
}

const event: Searchable = {
  raw: "action=blocked user=alice",
  fields: { sourcetype: "x:results", action: "blocked", user: "alice", code: "7" },
};

describe("match", () => {
  it("names the eventtypes and their tags in order of definition", () => {
    const matcher = createEventtypeMatcher({
      eventtypes: [
        eventtype("blocked", "action=blocked", ["deny", "modaction_result"]),
        eventtype("other", "action=allowed", ["allow"]),
        eventtype("mine", "sourcetype=x:*", ["modaction_result", "own"]),
      ],
    });
    expect(matcher.match(event)).toEqual({
      eventtypes: ["blocked", "mine"],
      tags: ["deny", "modaction_result", "own"],
    });
  });

  it("follows eventtype= and tag= to other eventtypes, whatever their order", () => {
    const matcher = createEventtypeMatcher({
      eventtypes: [
        eventtype("all", "eventtype=mine tag=deny"),
        eventtype("wild", "eventtype=mi*"),
        eventtype("none", "NOT eventtype=mine"),
        eventtype("mine", "sourcetype=x:results"),
        eventtype("blocked", "action=blocked", ["deny"]),
      ],
    });
    expect(matcher.match(event).eventtypes).toEqual(["all", "wild", "mine", "blocked"]);
  });

  it("adds tags of other fields and finds them with tag= and tag::field=", () => {
    const matcher = createEventtypeMatcher({
      eventtypes: [
        eventtype("a", "tag::user=privileged"),
        eventtype("b", "tag=privileged"),
        eventtype("c", "tag::host=privileged"),
      ],
      fieldTags: [{ field: "user", value: "Alice", tag: "privileged" }],
    });
    expect(matcher.match(event)).toEqual({ eventtypes: ["a", "b"], tags: ["privileged"] });
  });

  it("expands macros", () => {
    const matcher = createEventtypeMatcher({
      eventtypes: [eventtype("a", '`mine` `is(action, "blocked")`')],
      macros: [
        { name: "mine", args: [], definition: "(sourcetype=x:results)", iseval: false },
        { name: "is", args: ["f", "v"], definition: '$f$="$v$"', iseval: false },
      ],
    });
    expect(matcher.problems).toEqual([]);
    expect(matcher.match(event).eventtypes).toEqual(["a"]);
  });

  it("puts field values into names with %field%", () => {
    const matcher = createEventtypeMatcher({
      eventtypes: [eventtype("cisco-%code%", "action=blocked")],
    });
    expect(matcher.match(event).eventtypes).toEqual(["cisco-7"]);
  });

  it("passes over disabled eventtypes", () => {
    const off = { ...eventtype("off", "action=blocked", ["deny"]), disabled: true };
    expect(createEventtypeMatcher({ eventtypes: [off] }).match(event)).toEqual({
      eventtypes: [],
      tags: [],
    });
  });
});

describe("problems", () => {
  it("reports what cannot be read and goes on with the rest", () => {
    const matcher = createEventtypeMatcher({
      eventtypes: [eventtype("bad", 'a="b', ["t"], 9), eventtype("good", "action=blocked")],
    });
    expect(matcher.problems).toMatchObject([
      { code: "SEARCH_SYNTAX", where: { file: FILE, line: 9 } },
    ]);
    expect(matcher.match(event).eventtypes).toEqual(["good"]);
    expect(matcher.explain("bad", event)[0]).toMatch(
      /\[bad\] \(default\/eventtypes.conf:9\) cannot be read: Unbalanced quotes/,
    );
  });

  it("reports eventtypes that lean on each other and never follows the circle", () => {
    const matcher = createEventtypeMatcher({
      eventtypes: [
        eventtype("a", "eventtype=b OR action=blocked"),
        eventtype("b", "eventtype=a"),
        eventtype("self", "tag=own action=blocked", ["own"]),
      ],
    });
    expect(matcher.problems.map((problem) => [problem.code, problem.message.slice(0, 16)])).toEqual(
      [
        ["SEARCH_RECURSION", "Eventtype [a] le"],
        ["SEARCH_RECURSION", "Eventtype [b] le"],
        ["SEARCH_RECURSION", "Eventtype [self]"],
      ],
    );
    expect(matcher.match(event).eventtypes).toEqual(["a"]);
  });

  it("reports a macro that names itself", () => {
    const matcher = createEventtypeMatcher({
      eventtypes: [eventtype("a", "`m`")],
      macros: [{ name: "m", args: [], definition: "x OR `m`", iseval: false }],
    });
    expect(matcher.problems[0]?.code).toBe("SEARCH_RECURSION");
  });

  it("refuses eventtypes that refer to others too many levels deep, and names the chain", () => {
    const chain = Array.from({ length: 3000 }, (_, n) =>
      eventtype(`e${n}`, n === 2999 ? "action=blocked" : `eventtype=e${n + 1}`),
    );
    const matcher = createEventtypeMatcher({ eventtypes: chain });
    expect(matcher.problems).toEqual([
      {
        code: "SEARCH_RECURSION",
        message:
          "Eventtype [e0] refers to other eventtypes 3000 levels deep; 100 levels are allowed: e0 → e1 → e2 → e3 → e4 → e5 → e6 → e7 → …",
        hint: "Write out the search of one of these eventtypes instead of its name.",
        where: { file: FILE, line: 4 },
      },
    ]);
    const { eventtypes } = matcher.match(event);
    expect([eventtypes.length, eventtypes[0]]).toEqual([100, "e2900"]);
    expect(matcher.explain("e1", event)).toEqual([
      expect.stringContaining("cannot be read: Eventtype [e1] refers to other eventtypes 2999"),
    ]);
  });

  it("names some of a large circle, and takes eventtypes that all refer to all", () => {
    const all = Array.from({ length: 3000 }, (_, n) =>
      eventtype(`e${n}`, n === 7 ? "action=blocked" : "eventtype=e*"),
    );
    const matcher = createEventtypeMatcher({
      eventtypes: [...all, eventtype("outside", "eventtype=e*")],
    });
    expect(matcher.problems).toHaveLength(2999);
    expect(matcher.problems[0]?.message).toBe(
      "Eventtype [e0] leans on itself: e0, e1, e2, e3, e4, e5, e6, e8, and 2991 more",
    );
    const { eventtypes } = matcher.match(event);
    expect([eventtypes.length, eventtypes.at(-1)]).toEqual([3001, "outside"]);
  });

  it("answers each eventtype once, however often it is asked for", () => {
    const chain = Array.from({ length: 60 }, (_, n) =>
      eventtype(
        `e${n}`,
        n === 59 ? "action=allowed" : `eventtype=e${n + 1} OR eventtype="e${n + 1}"`,
      ),
    );
    expect(createEventtypeMatcher({ eventtypes: chain }).match(event).eventtypes).toEqual([]);
  });
});

describe("explain", () => {
  const reasons = (search: string, ...more: SearchEventtype[]): string[] =>
    createEventtypeMatcher({ eventtypes: [eventtype("my_results", search), ...more] }).explain(
      "my_results",
      event,
    );

  it.each([
    [
      'sourcetype="x:result"',
      'event has sourcetype `x:results`; clause sourcetype="x:result" of [my_results] (default/eventtypes.conf:4) wants `x:result`',
    ],
    [
      "vendor=acme",
      "event has no field `vendor`; clause vendor=acme of [my_results] (default/eventtypes.conf:4) wants `acme`",
    ],
    [
      "User=alice",
      "event has no field `User` (but `user`: case matters); clause User=alice of [my_results] (default/eventtypes.conf:4) wants `alice`",
    ],
    [
      "code>10",
      "event has code `7`; clause code>10 of [my_results] (default/eventtypes.conf:4) wants a value > `10`",
    ],
    [
      "action!=blocked",
      "event has action `blocked`; clause action!=blocked of [my_results] (default/eventtypes.conf:4) wants another value",
    ],
    [
      "action IN (a, b)",
      "event has action `blocked`; clause action IN (a, b) of [my_results] (default/eventtypes.conf:4) wants one of `a`, `b`",
    ],
    [
      "alic",
      "the event's text holds `alic` only within a longer word; clause alic of [my_results] (default/eventtypes.conf:4) wants it",
    ],
    [
      "bob",
      "the event's text does not hold `bob`; clause bob of [my_results] (default/eventtypes.conf:4) wants it",
    ],
    [
      "CASE(Alice)",
      "the event's text holds `Alice` in another case only; clause CASE(Alice) of [my_results] (default/eventtypes.conf:4) wants it",
    ],
    [
      "NOT user=alice",
      "clause NOT user=alice of [my_results] (default/eventtypes.conf:4) forbids what the event has: event has user `alice`",
    ],
  ])("says why %s fails", (search, reason) => {
    expect(reasons(search)).toEqual([reason]);
  });

  it("names only the clauses that fail", () => {
    expect(reasons("action=blocked user=bob sourcetype=y")).toHaveLength(2);
  });

  it("tells the alternatives of an OR, nearest first", () => {
    expect(reasons("(user=bob sourcetype=y) OR user=carol")).toEqual([
      "none of the 2 alternatives in (user=bob sourcetype=y) OR user=carol of [my_results] (default/eventtypes.conf:4) holds:",
      "  event has user `alice`; clause user=carol of [my_results] (default/eventtypes.conf:4) wants `carol`",
      "  event has user `alice`; clause user=bob of [my_results] (default/eventtypes.conf:4) wants `bob`",
      "  event has sourcetype `x:results`; clause sourcetype=y of [my_results] (default/eventtypes.conf:4) wants `y`",
    ]);
  });

  it("follows nested eventtypes and tags", () => {
    expect(reasons("eventtype=base", eventtype("base", "sourcetype=y", ["t"], 8))).toEqual([
      "event is not of the eventtype that clause eventtype=base of [my_results] (default/eventtypes.conf:4) wants:",
      "  event has sourcetype `x:results`; clause sourcetype=y of [base] (default/eventtypes.conf:8) wants `y`",
    ]);
    expect(reasons("tag=nothing")).toEqual([
      "event does not carry the tag that clause tag=nothing of [my_results] (default/eventtypes.conf:4) wants; no eventtype with that tag is known here",
    ]);
  });

  it("says what holds when the event matches", () => {
    expect(reasons("action=blocked alice")).toEqual([
      "[my_results] (default/eventtypes.conf:4) matches",
      "clause action=blocked holds: event has action `blocked`",
      "clause alice holds",
    ]);
  });
});

it("finds the eventtype of a tag that fails by the fewest clauses", () => {
  const matcher = createEventtypeMatcher({
    eventtypes: [
      eventtype("far", "sourcetype=y user=bob", ["modaction_result"]),
      eventtype("near", "sourcetype=y user=alice", ["modaction_result"], 12),
      eventtype("untagged", "sourcetype=x:results"),
    ],
  });
  expect(matcher.nearest("modaction_result", event)).toEqual({
    name: "near",
    where: { file: FILE, line: 12 },
    failures: 1,
    reasons: [
      "event has sourcetype `x:results`; clause sourcetype=y of [near] (default/eventtypes.conf:12) wants `y`",
    ],
    fields: ["sourcetype"],
  });
  expect(matcher.nearest("other", event)).toBeUndefined();
});

it("explains eventtypes that ask twice for others, level below level", () => {
  const eventtypes = Array.from({ length: 60 }, (_, level) => ({
    name: `e${level}`,
    search: level === 0 ? "a=1" : `eventtype=e${level - 1} OR (b=2 eventtype=e${level - 1})`,
    where: { file: "eventtypes.conf" },
    disabled: false,
    tags: level === 59 ? [{ name: "t" }] : [],
  }));
  const matcher = createEventtypeMatcher({ eventtypes });
  const event = { raw: "x", fields: { b: "2" } };
  expect(matcher.match({ raw: "x", fields: { a: "1" } }).tags).toEqual(["t"]);
  expect(matcher.explain("e59", event).join("\n")).toContain("[e53] (eventtypes.conf)");
  expect(matcher.nearest("t", event)?.failures).toBe(1);
});
