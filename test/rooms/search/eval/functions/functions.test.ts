import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { evaluate } from "../../../../../src/search/eval/evaluate.ts";
import type { EvalValue } from "../../../../../src/search/eval/values/eval-value.ts";
import type { EvalFunction } from "../../../../../src/search/eval/eval-function.ts";
import {
  evalFunctions,
  functionGroups,
} from "../../../../../src/search/eval/functions/functions.ts";
import { parseAssignments, parseEval } from "../../../../../src/search/eval/parse-eval.ts";
import { evalOf, scopeOf } from "../../../../support/search/eval-of.ts";
import { readPage } from "../../../../support/docs/doc-pages.ts";

const ROW: Record<string, EvalValue> = {
  n: "12",
  f: "2.50",
  word: "Splunk",
  nan: "NaN",
  empty: "",
  mv: ["b", "a", "b"],
  one: ["x"],
  nums: ["1", "2", "x", "6"],
  json: '{"name":"Clifton","geo":{"lat":1.5},"list":[{"v":1},{"v":"two"}],"a.b":true,"none":null}',
  array: '["a",1,true,{"x":2}]',
};

/** Facts of the Search Reference, one line a fact. */
const FACTS: Readonly<Record<string, readonly (readonly [string, EvalValue])[]>> = {
  "comparison and conditional": [
    ['case(n=200, "OK", n=12, "dozen", 1=1, "other")', "dozen"],
    ['case(n=1, "a")', null],
    ['cidrmatch("123.132.32.0/25", "123.132.32.9")', true],
    ['cidrmatch("123.132.32.0/25", "123.132.33.9")', false],
    ['cidrmatch("2001:db8::/32", "2001:db8::1")', true],
    ['cidrmatch("junk", "1.2.3.4")', false],
    ["coalesce(missing, n, word)", "12"],
    ["coalesce(missing)", null],
    ["ifnull(missing, word)", "Splunk"],
    ["ifnull(n, word)", "12"],
    ["ifnull(missing, missing)", null],
    ["false()", false],
    ["true()", true],
    ["null()", null],
    ['if(n==12, "yes", "no")', "yes"],
    ['if(missing==12, "yes", "no")', "no"],
    ['in(word, "a", "Splunk")', true],
    ["in(n, 1, 2)", false],
    ['like(word, "Sp%k")', true],
    ['like(word, "sp%")', false],
    ['like(word, "Splun_")', true],
    ['like("%_%", "a%")', false],
    ['like("abcabd", "%ab%d")', true],
    ['match(word, "^S.*k$")', true],
    ['match(mv, "^a$")', true],
    ['match(missing, "a")', false],
    ['match("10.0.0.1", "^\\d{1,3}\\.\\d")', true],
    ["nullif(n, 12)", null],
    ["nullif(n, word)", "12"],
    ['searchmatch("word=spl* n=12")', true],
    ['searchmatch("word=other")', false],
    ['validate(isint(n), "no integer", n>20, "too small")', "too small"],
    ['validate(1=1, "never")', null],
  ],
  conversion: [
    ['ipmask("255.255.255.0", "10.20.30.120")', "10.20.30.0"],
    ['ipmask("0.255.0.244", "10.20.30.120")', "0.20.0.112"],
    ['ipmask("255.255.255.0", "x")', null],
    ['printf("%c%c", "Foo", 66)', "FB"],
    ['printf("%d|%5d|%-5d|%05d|%+d", 3.9, 42, 42, 42, 42)', "3|   42|42   |00042|+42"],
    ['printf("%x %X %#x %o", 255, 255, 255, 8)', "ff FF 0xff 10"],
    ['printf("%.2f %e %g", 3.14159, 12345.678, 0.0001)', "3.14 1.234568e+04 0.0001"],
    ['printf("%8.3s|%*d", "Splunk", 4, 7)', "     Spl|   7"],
    ['printf("%\'d %%", 1234567)', "1,234,567 %"],
    ['printf("%s and %s", word, n)', "Splunk and 12"],
    ['toarray("[1,2]")', "[1,2]"],
    ["toarray(nums)", '[1,2,"x",6]'],
    ['tobool("true")', true],
    ["tobool(0)", false],
    ['toarray("somefield")', null],
    ['toarray(split("1, 2, 3", ","))', "[1,2,3]"],
    ['toarray("[\\"carrots\\", 1.00, 1.75]")', '["carrots",1,1.75]'],
    ['printf("%.3A", pi())', "0X1.922P+1"],
    ['printf("%c,%c", 65, "Foo")', "A,F"],
    ['printf("%d,%i,%d", -2, +4, 30)', "-2,4,30"],
    ['printf("%.2e", 5139)', "5.14e+03"],
    ['printf("%.2g,%.2g", pi(), 123)', "3.1,1.2e+02"],
    ['printf("%s%z", "foo", "bar")', "foobar"],
    ['printf("%x,%X,%p", 10, 10, 10)', "a,A,A"],
    ['printf("100%%")', "100%"],
    ['printf("%04d", 1)', "0001"],
    ['printf("%#x", 1)', "0x1"],
    ['printf("%.*f", 1, 1.23)', "1.2"],
    ['printf("%*.*e", 9, 2, pi())', " 3.14e+00"],
    ["todouble(5)", "5.0"],
    ['todouble("16.00")', "16.00"],
    ["toint(3.14)", 3],
    ["toint(-3.5)", -4],
    ["tomv(word)", null],
    ['tonumber("0101", 2)', 5],
    ['tostring("5", "binary")', "5"],
    [
      'tostring(1==1) + " " + tostring(15, "hex") + " " + tostring(12345.6789, "commas")',
      "True 0xF 12,345.68",
    ],
    ['tobool("maybe")', null],
    ['todouble("1.5")', 1.5],
    ['toint("12.9")', 12],
    ['toint("ff", 16)', 255],
    ["tomv(array)", ["a", "1", "true", '{"x":2}']],
    ['tonumber("0A4", 16)', 164],
    ['tonumber("1102", 2)', null],
    ["tonumber(n)", 12],
    ["tonumber(missing)", null],
    ['toobject("{\\"a\\": 1}")', '{"a":1}'],
    ['toobject("[1]")', null],
    ["tostring(1==1)", "True"],
    ["tostring(1==2)", "False"],
    ["tostring(null())", "Null"],
    ['tostring(15, "hex")', "0xF"],
    ['tostring(9, "binary")', "1001"],
    ['tostring(12345.6789, "commas")', "12,345.68"],
    ['tostring(1234567, "commas")', "1,234,567"],
    ['tostring(615, "duration")', "00:10:15"],
    ['tostring(100000, "duration")', "1+03:46:40"],
    ['tostring(word, "commas")', "Splunk"],
  ],
  text: [
    ["len(word)", 6],
    ['len("ü€😀")', 3],
    ["len(empty)", 0],
    ["len(missing)", null],
    ["lower(word)", "splunk"],
    ["upper(mv)", ["B", "A", "B"]],
    ['ltrim("  ZZabcZZ ", " Z")', "abcZZ "],
    ['rtrim("  ZZabcZZ ", " Z")', "  ZZabc"],
    ['trim("  ZZabcZZ ", " Z")', "abc"],
    ['trim("  x\t")', "x"],
    ['replace("1/14/2023", "^(\\d{1,2})/(\\d{1,2})/", "\\2/\\1/")', "14/1/2023"],
    ['replace("aaa", "a", "b")', "bbb"],
    ['spath(json, "geo.lat")', "1.5"],
    ['spath(json, "list{}.v")', ["1", "two"]],
    ['spath(json, "list{1}.v")', "two"],
    ['spath(word, "a")', null],
    ['substr("string", 1, 3)', "str"],
    ['substr("string", -3)', "ing"],
    ['substr("string", 1, 3) + substr("string", -3)', "string"],
    ['substr("string", 0, 3)', "st"],
    ['substr("string", 4, -2)', "tr"],
    ['substr("string", -9, 5)', "st"],
    ['substr("string", 9)', ""],
    ["trim(mv)", null],
    ['replace(mv, "b", "c")', ["c", "a", "c"]],
    ['substr("string", -3, 2)', "in"],
    ['substr("a😀b", 2, 1)', "😀"],
    [
      'urldecode("http%3A%2F%2Fwww.splunk.com%2Fdownload%3Fr%3Dheader")',
      "http://www.splunk.com/download?r=header",
    ],
    ['urldecode("100%")', "100%"],
    ['urldecode("%C3%BC")', "ü"],
  ],
  multivalue: [
    ['commands("search foo | stats count | sort count")', ["search", "stats", "sort"]],
    [
      'commands("| makeresults | append [ search x | head 1 ] | eval a=\\"| b\\"")',
      ["makeresults", "append", "eval"],
    ],
    ["mvappend(word, mv, missing)", ["Splunk", "b", "a", "b"]],
    ["mvcount(mv)", 3],
    ["mvcount(word)", 1],
    ["mvcount(missing)", null],
    ["mvdedup(mv)", ["b", "a"]],
    ['mvfilter(match(mv, "b") OR mv="z")', ["b", "b"]],
    ['mvfind(mv, "^a")', 1],
    ['mvfind(mv, "z")', null],
    ["mvindex(mv, 1)", "a"],
    ["mvindex(mv, -1)", "b"],
    ["mvindex(mv, 0, 1)", ["b", "a"]],
    ["mvindex(mv, 5)", null],
    ['mvjoin(mv, " OR ")', "b OR a OR b"],
    ['mvjoin(word, ",")', "Splunk"],
    ["mvmap(nums, nums*2)", ["2", "4", "12"]],
    ['mvmap(mv, mv . "-" . n)', ["b-12", "a-12", "b-12"]],
    ["mvrange(1, 11, 2)", ["1", "3", "5", "7", "9"]],
    ["mvrange(1, 4)", ["1", "2", "3"]],
    [
      'mvrange(1514834731, 1524134919, "7d")',
      Array.from({ length: 16 }, (_, week) => String(1_514_834_731 + week * 604_800)),
    ],
    ["mvrange(1, 5, 0)", null],
    ["mvreverse(nums)", ["6", "x", "2", "1"]],
    ["mvsort(mv)", ["a", "b", "b"]],
    ["mvzip(mv, nums)", ["b,1", "a,2", "b,x"]],
    ['mvzip(mv, nums, "|")', ["b|1", "a|2", "b|x"]],
    ['split("a;b;c", ";")', ["a", "b", "c"]],
    ['split("abc", "")', ["a", "b", "c"]],
    ['split("abc", ";")', "abc"],
  ],
  informational: [
    ["isarray(array)", true],
    ["isarray(json)", false],
    ["isbool(1==1)", true],
    ["isbool(n)", false],
    ["isdouble(f)", true],
    ["isdouble(n)", false],
    ["isint(n)", true],
    ["isint(f)", false],
    ["isint(word)", false],
    ["ismv(mv)", true],
    ["ismv(word)", false],
    ["isnotnull(n)", true],
    ["isnull(missing)", true],
    ["isnull(empty)", false],
    ["isnum(f)", true],
    ["isnum(nan)", true],
    ['isnum("NaN")', false],
    ['isnum("12")', false],
    ["isobject(json)", true],
    ["isobject(array)", false],
    ["isstr(word)", true],
    ["isstr(n)", false],
    ["typeof(12)", "Number"],
    ['typeof("string")', "String"],
    ["typeof(1==2)", "Bool"],
    ['typeof(12) + typeof("string") + typeof(1==2) + typeof(badfield)', "NumberStringBoolInvalid"],
    ["typeof(missing)", "Invalid"],
    ["typeof(mv)", "Multivalue"],
    ["typeof(n)", "Number"],
    ["is_bool(n)", false],
    ['is_json("[]")', true],
    ["is_nonneg_int(n)", true],
    ['is_time("-1d@d")', true],
  ],
  "date and time": [
    ["now()", 1_714_564_800],
    ["time()", 1_714_564_800],
    ['relative_time(now(), "-1d@d")', `${Date.UTC(2024, 3, 30) / 1000}.000000`],
    ['relative_time(now(), "nonsense")', null],
    ['strftime(1745970322, "%Y-%m-%dT%H:%M:%S.%Q")', "2025-04-29T23:45:22.000"],
    ['strftime(1745970322, "%m-%d-%Y %I:%M:%S %p")', "04-29-2025 11:45:22 PM"],
    [
      'strftime(1745970322, "%b %d, %Y | %B %e | %a %A | %y %j %k %l")',
      "Apr 29, 2025 | April 29 | Tue Tuesday | 25 119 23 11",
    ],
    [
      'strftime(1745970322, "%d/%b/%Y:%H:%M:%S.%f %z %:z %::z %:::z %Z")',
      "29/Apr/2025:23:45:22.000000 +0000 +00:00 +00:00:00 +00 UTC",
    ],
    ['strftime(1738396800, "%G-%V %g %u %w %U %W")', "2025-05 25 6 6 04 04"],
    [
      'strftime(1714564800.123456, "%s %3N %6N %9N %3Q %6Q %N")',
      "1714564800 123 123456 123456000 123 123456 123456000",
    ],
    [
      'strftime(1745970322, "%F %T %R %D %x %X %c %% %n|%t|")',
      "2025-04-29 23:45:22 23:45 04/29/25 04/29/2025 23:45:22 Tue Apr 29 23:45:22 2025 % \n|\t|",
    ],
    ['strftime(word, "%Y")', null],
    [
      'strptime("2022-12-15 09:45:22", "%Y-%m-%d %H:%M:%S")',
      `${Date.UTC(2022, 11, 15, 9, 45, 22) / 1000}.000000`,
    ],
    [
      'strptime("2022-9-25T09:45:22.500", "%Y-%m-%dT%H:%M:%S.%Q")',
      `${Date.UTC(2022, 8, 25, 9, 45, 22) / 1000}.500000`,
    ],
    ['strptime("junk", "%Y-%m-%d")', null],
  ],
  JSON: [
    ["json(array)", '["a",1,true,{"x":2}]'],
    ["json(word)", null],
    ['json_append(json_object("l", json_array(1)), "l", "x", "l", 2)', '{"l":[1,"x",2]}'],
    ['json_append(json_object("l", json_array(1)), "l", json_array(2, 3))', '{"l":[1,[2,3]]}'],
    ['json_array(1, "2", true(), null(), json_array())', '[1,"2",true,null,[]]'],
    ["json_array_to_mv(array)", ["a", "1", "true", '{"x":2}']],
    ["json_array_to_mv(array, true())", ['"a"', "1", "true", '{"x":2}']],
    ['json_delete(json_object("a", 1, "b", 2, "c", 3), "a", "c")', '{"b":2}'],
    [
      'json_delete(json, "geo.lat", "list", "a.b", "none", "gone.x")',
      '{"name":"Clifton","geo":{}}',
    ],
    ['json_entries(json_object("a", 1))', '[{"key":"a","value":1}]'],
    [
      'json_append(json_object("s", "x", "l", json_array()), "s", "y", "l", 1, "gone.here", 2)',
      '{"s":["x","y"],"l":[1]}',
    ],
    [
      'json_delete({"n": "W", "ssn": 1, "l": [1, "a"], "o": {"x": n}}, ["ssn", "l"])',
      '{"n":"W","o":{"x":12}}',
    ],
    ['json_extract(json_object("a", 1), "{}")', '{"a":1}'],
    ['json_set(json_object("a", "b"), "a.c", "d")', '{"a":"b"}'],
    [
      'json_set({"g": [{"n": 1}, {"n": 2}]}, "g{}.ok", true())',
      '{"g":[{"n":1,"ok":true},{"n":2,"ok":true}]}',
    ],
    ['json_entries("{\\"a\\": 1, \\"b\\": 2}")', '[{"key":"a","value":1},{"key":"b","value":2}]'],
    ['json_extend(json_object("l", json_array(1)), "l", json_array(2, 3))', '{"l":[1,2,3]}'],
    ['json_extract(json, "name")', "Clifton"],
    ['json_extract(json, "geo.lat")', 1.5],
    ['json_extract(json, "list{}.v")', '[1,"two"]'],
    ['json_extract(json, "list{1}.v")', "two"],
    ['json_extract(json, "name", "geo.lat", "gone")', '["Clifton",1.5,null]'],
    ['json_extract(json, "gone")', null],
    ['json_extract(json, "geo")', '{"lat":1.5}'],
    ['json_extract_exact(json, "a.b")', true],
    ['json_has_key(json, "geo.lat")', true],
    ['json_has_key(json, "geo.gone")', false],
    ['json_has_key(json, "list{1}.v")', true],
    ['json_has_key_exact(json, "a.b")', true],
    ['json_has_key_exact(json, "b")', false],
    ["json_keys(json)", '["name","geo","list","a.b","none"]'],
    ["json_keys(array)", null],
    [
      'json_object("a", 1, "b", "1", "c", n, "d", json_object("e", mv))',
      '{"a":1,"b":"1","c":12,"d":{"e":["b","a","b"]}}',
    ],
    ["json_object()", "{}"],
    ['json_object("__proto__", 1)', '{"__proto__":1}'],
    [
      'json_set(json_object("a", json_array(1, 2)), "a{1}", "x", "b.c", 3)',
      '{"a":[1,"x"],"b":{"c":3}}',
    ],
    ['json_set_exact(json_object(), "a.b", 1)', '{"a.b":1}'],
    ["json_valid(json)", true],
    ['json_valid("{")', false],
    ["mv_to_json_array(nums)", '["1","2","x","6"]'],
    ["mv_to_json_array(nums, true())", '[1,2,"x",6]'],
  ],
  "mathematical and statistical": [
    ["abs(-5)", 5],
    ["avg(nums, 3)", 3],
    ["ceil(1.9)", 2],
    ["ceiling(-1.9)", -1],
    ["exact(3.14 * n)", 37.68],
    ["exp(0)", 1],
    ["floor(1.9)", 1],
    ["hypot(3, 4)", 5],
    ["ln(1)", 0],
    ["log(1000)", 3],
    ["log(8, 2)", 3],
    ['max(1, 3, 6, 7, "foo", word)', "foo"],
    ["max(1, nums)", "x"],
    ['min(1, 3, 6, 7, "foo", n)', 1],
    ["pi()", 3.141_592_653_59],
    ["pow(2, 10)", 1024],
    ["random()", 2 ** 30],
    ["round(3.5)", 4],
    ["round(2.555, 2)", 2.56],
    ["round(5, 2)", "5.00"],
    ["round(-2.5)", -2],
    ["round(1234, -2)", null],
    ["round(word)", null],
    ["sigfig(1.00*1111)", 1110],
    ["sqrt(9)", 3],
    ["sum(nums, 1.5)", 10.5],
    ["sum(word)", null],
    ['sum(1, 2, tonumber("3"))', 6],
    ["sum(word, 2, 3, missing)", 5],
    ["sigfig(123.0 + 4.567)", 127.6],
    ["round(acos(0), 3)", 1.571],
    ["acosh(1)", 0],
    ["asin(0)", 0],
    ["asinh(0)", 0],
    ["atan(0)", 0],
    ["atan2(0, 1)", 0],
    ["atanh(0)", 0],
    ["cos(0)", 1],
    ["cosh(0)", 1],
    ["sin(0)", 0],
    ["sinh(0)", 0],
    ["tan(0)", 0],
    ["tanh(0)", 0],
  ],
  cryptographic: ["md5", "sha1", "sha256", "sha512"].map(
    (name) => [`${name}("ü")`, createHash(name).update("ü").digest("hex")] as const,
  ),
  bitwise: [
    ["bit_and(5, 3)", 1],
    ["bit_or(5, 3, 8)", 15],
    ["bit_xor(5, 3)", 6],
    ["bit_not(5, 7)", 2],
    ["bit_not(0)", 2 ** 53 - 1],
    ["bit_shift_left(5, 1)", 10],
    ["bit_shift_left(4503599627370496, 1)", 0],
    ["bit_shift_right(5, 1)", 2],
    ["bit_and(-1, 1)", null],
    ["bit_or(1.5, 1)", null],
  ],
};

it.each(Object.entries(FACTS))("knows the %s functions", (_group, facts) => {
  for (const [text, value] of facts) expect(evalOf(text, ROW), text).toEqual(value);
});

it("has a fact of every function", () => {
  const all = Object.values(FACTS)
    .flat()
    .map(([text]) => text);
  const untold = [...evalFunctions.keys()].filter(
    (name) => !all.some((text) => new RegExp(`(?<![\\w])${name}\\(`).test(text)),
  );
  expect(untold).toEqual([]);
});

it("is in the table of docs/search.md, each in its group", () => {
  const table = /\| Group \| Functions \|\n([^]*?)\n\n/.exec(readPage("search"))?.[1] ?? "";
  const rows = [...table.matchAll(/^\| (\w.*?) \| (.*) \|$/gm)].map(
    ([, group = "", names = ""]) => [
      group,
      [...names.matchAll(/`(\w+)`/g)].map(([, name]) => name).toSorted(),
    ],
  );
  const groups = Object.entries(functionGroups).map(([group, functions]) => [
    group,
    functions.map(({ name }) => name).toSorted(),
  ]);
  expect(rows).toEqual(groups);
});

it("refuses to assign what can only be true or false, and takes what may be anything", () => {
  const refused = [...evalFunctions.values()].filter((one) => {
    const args = Array.from({ length: leastOf(one) }, () => '"a"').join(", ");
    try {
      parseAssignments(`x=${one.name}(${args})`);
      return false;
    } catch (error) {
      return String(error).includes("cannot be assigned a boolean result");
    }
  });
  expect(refused.map(({ name }) => name).toSorted()).toEqual(
    (
      "cidrmatch false in is_bool is_json is_nonneg_int is_time isarray isbool isdouble isint ismv isnotnull " +
      "isnull isnum isobject isstr json_has_key json_has_key_exact json_valid like match searchmatch tobool true"
    ).split(" "),
  );
});

/** The fewest arguments that it takes, pairs being whole. */
function leastOf({ arity, inPairs }: EvalFunction): number {
  return arity[0] + (inPairs !== undefined && (arity[0] - inPairs) % 2 !== 0 ? 1 : 0);
}

it("gives null or a plain answer when every argument is null", () => {
  for (const one of evalFunctions.values()) {
    const { name } = one;
    if (["searchmatch", "mvfilter", "mvmap"].includes(name)) continue;
    const text = `${name}(${Array.from({ length: leastOf(one) }, () => "missing").join(", ")})`;
    expect(() => evalOf(text), text).not.toThrow();
  }
});

it("shows and reads times in the zone of the search", () => {
  const at = (text: string) => evaluate(parseEval(text), scopeOf({}, "America/New_York"));
  expect(at('strftime(1745970322, "%F %T %z %Z")')).toBe("2025-04-29 19:45:22 -0400 EDT");
  expect(at('strptime("2025-04-29 19:45:22", "%F %T")')).toBe("1745970322.000000");
  expect(at('strftime(relative_time(1745970322, "@d"), "%F %T")')).toBe("2025-04-29 00:00:00");
  // 2025-03-09 02:00 the clocks go forward: a day later it is the same time on the wall.
  expect(
    at('strftime(relative_time(strptime("2025-03-08 12:00:00", "%F %T"), "+1d"), "%F %T")'),
  ).toBe("2025-03-09 12:00:00");
});

it("takes odd arguments for what they are", () => {
  expect(() => evalOf('tostring(1, "octal")')).toThrow("no format");
  expect(() => evalOf('sum(1, 2, "3")')).toThrow("text in quotes is no number");
  expect(() => evalOf('tonumber("seven")')).toThrow("no number");
  expect(evalOf("tonumber(a)", { a: " 5" })).toBe(null);
  expect(() => evalOf("searchmatch(word)")).toThrow("in double quotes");
  expect(() => evalOf('mvfilter("a"="a")')).toThrow("names no field");
  expect(() => evalOf("mvfilter(a=b)")).toThrow("only one field");
  expect(evalOf('printf("%999999999d", 1)')).toHaveLength(1000);
  expect(evalOf("mvcount(mvrange(1, 1e300))")).toBe(100_000);
});
