import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { parseConf } from "../../../../src/conf/parse-conf.ts";
import { cacheFolder } from "../../../../src/host/cache-folder.ts";
import { checkArgument } from "../../../../src/search/eval/check-argument.ts";
import { parseEval } from "../../../../src/search/eval/parse-eval.ts";

function check(field: string, rule: string, given: Record<string, string>): string | undefined {
  return checkArgument(field, parseEval(rule), {
    arguments: new Map(Object.entries(given)),
    clock: () => 1_714_564_800,
    random: () => 0.5,
  });
}

/** Shapes of rules that Splunk and public add-ons ship, reworded: field, rule, good values, bad ones. */
const RULES: readonly [string, string, readonly string[], readonly string[]][] = [
  ["a", `validate(is_bool('a'), "bad")`, ["0", "1", "true", "False", "t", "F"], ["", "2", "maybe"]],
  ["a", `validate(isbool('a'), "bad")`, ["0", "true"], ["", "x"]],
  ["a", `validate(len('a') <= 5, "bad")`, ["", "abcde"], ["abcdef"]],
  ["a", `validate(len(trim('a')) > 0, "bad")`, ["x"], ["", "  "]],
  ["a", `validate('a'>0 AND 'a'<7, "bad")`, ["1", "6"], ["0", "7", "abc", ""]],
  ["a", `validate(isint('a') AND 'a'>=0, "bad")`, ["0", "12"], ["-1", "1.5", "x", ""]],
  [
    "a",
    `validate(isnum('a') AND 'a' > 0 AND 'a' <=60, "bad")`,
    ["0.5", "60"],
    ["0", "61", "x", ""],
  ],
  [
    "a",
    `validate(is_nonneg_int('a') AND 'a'<1000, "bad")`,
    ["0", "999"],
    ["-1", "1000", "1.5", ""],
  ],
  ["a", `validate(typeof('a') == "String", "bad")`, ["x", ""], ["12"]],
  ["a", `validate(isstr('a'), "bad")`, ["x"], ["12"]],
  ["a", `validate(is_json('a'), "bad")`, ['{"x":[1]}', "[]"], ["{", "", "x"]],
  [
    "a",
    `validate(is_time('a'), "bad")`,
    ["-1d@d", "now", "1700000000", "rt-5m", ""],
    ["yesterdayish"],
  ],
  [
    "a",
    `validate ( match('a', "(?i)^((ack)|(\\d+[hmsd]?))$"), "bad")`,
    ["ACK", "5m", "60"],
    ["5w", ""],
  ],
  ["a", `validate(match('a', '^https?://'), "bad")`, ["https://x"], ["ftp://x", ""]],
  [
    "a",
    `validate(NOT match('a', "\\.\\.|/|\\\\\\\\|:"), "bad")`,
    ["x.py"],
    ["../x", "a\\b", "c:x"],
  ],
  [
    "a",
    `validate(match('a', "auto") OR isint('a') AND 'a' >= 1, "bad")`,
    ["auto", "3"],
    ["0", "x"],
  ],
  ["a", `validate(match($a$, "^x"), "bad")`, ["xy"], ["y"]],
  ["a", `validate('a'="one" OR 'a'="two", "bad")`, ["one", "two"], ["", "three"]],
  ["a", `case(!match('a', "^[a-z]+$"), "bad", 1==1, null())`, ["abc"], ["", "A1"]],
  ["a", `if(match('a', "^x"), null(), "bad")`, ["x"], ["", "y"]],
  [
    "a",
    `validate(match('a', "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"), "bad")`,
    ["01234567-89ab-cdef-0123-456789abcdef"],
    ["", "01234567"],
  ],
  [
    "a",
    `validate(match('a', "(?i)^((?:[^@\\s]+@(?:[^@\\s.]+\\.)+[a-z]{2,})|(\\$([\\w.*#\\- ]+)(?:\\{([^}]+)\\})?\\$))(?:\\s*[,;]\\s*[^@\\s]+@\\w+\\.\\w+)*$"), "bad")`,
    ["a@b.com", "$result.to$", "$name{default=x}$", "a@b.com, c@d.org"],
    ["", "a@b", "nobody"],
  ],
];

it.each(RULES)("accepts and refuses values of %s by %s", (field, rule, good, bad) => {
  for (const value of good) expect(check(field, rule, { [field]: value }), value).toBeUndefined();
  for (const value of bad) expect(check(field, rule, { [field]: value }), value).toBe("bad");
});

it("takes an argument that was not submitted for its own name", () => {
  const rule = `case('action.x' != "1", null(), 'action.x.param.url' == "action.x.param.url" OR 'action.x.param.url' == "", "No URL", 1==1, null())`;
  expect(check("action.x", rule, { "action.x": "1" })).toBe("No URL");
  expect(check("action.x", rule, { "action.x": "1", "action.x.param.url": "" })).toBe("No URL");
  expect(check("action.x", rule, { "action.x": "0" })).toBeUndefined();
  const good = { "action.x": "1", "action.x.param.url": "http://h" };
  expect(check("action.x", rule, good)).toBeUndefined();
});

it("answers with the first condition that fails", () => {
  const rule = `validate(match('u', "^https:"), "scheme", match('u', "splunk"), "host")`;
  expect(check("u", rule, { u: "http://splunk" })).toBe("scheme");
  expect(check("u", rule, { u: "https://other" })).toBe("host");
  expect(check("u", rule, { u: "https://splunk" })).toBeUndefined();
});

it("has a general message for a rule that only says false", () => {
  expect(check("a", "isint('a')", { a: "x" })).toBe("Invalid value for argument 'a'");
  expect(check("a", "isint('a')", { a: "5" })).toBeUndefined();
});

/** Put the public restmap.conf (jewnix/splunk-spec-files) there to run this. */
const SHIPPED = join(cacheFolder(), "reference", "restmap.conf");

it.skipIf(!existsSync(SHIPPED))(
  `reads and evaluates every rule of Splunk's own restmap.conf (needs ${SHIPPED})`,
  () => {
    const { stanzas } = parseConf(readFileSync(SHIPPED), SHIPPED);
    const rules = [...stanzas]
      .filter(({ name }) => name.startsWith("validation:"))
      .flatMap(({ settings }) => [...settings]);
    expect(rules.length).toBeGreaterThanOrEqual(249);
    for (const { key, value } of rules) {
      for (const given of ["", "x", "1", "12h", "true", "a@b.com", "{}", "ü".repeat(2000)]) {
        const answer = check(key, value, { [key]: given });
        expect(answer === undefined || answer.length > 3, `${key}: ${given}`).toBe(true);
      }
      expect(check(key, value, {}), key).not.toBe("");
    }
  },
);
