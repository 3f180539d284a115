import { expect, it } from "vitest";
import { overCsv, runSpl } from "../../../../support/search/run-spl.ts";
import { evalOf } from "../../../../support/search/eval-of.ts";

const NUMBERS = '{"id":12345678901234567890,"f":1.50,"e":1e3,"n":7,"s":"1.50","l":[2.0,{"x":-0}]}';

/** The row of a search over one event with this text. */
async function overText(text: string, rest: string, warn?: (text: string) => void) {
  const quoted = text.replace(/["\\]/g, "\\$&");
  const [row = {}] = await runSpl(
    `| makeresults | eval _raw="${quoted}" | fields - _time | ${rest}`,
    warn === undefined ? {} : { warn },
  );
  return row;
}

it("keeps the spelling of numbers in JSON", async () => {
  expect(await overText(NUMBERS, "spath | fields - _raw")).toEqual({
    id: "12345678901234567890",
    f: "1.50",
    e: "1e3",
    n: "7",
    s: "1.50",
    "l{}": "2.0",
    "l{}.x": "-0",
  });
  expect(await overText(NUMBERS, "spath path=id | table id")).toEqual({
    id: "12345678901234567890",
  });
  expect(await overText(NUMBERS, "spath path=l output=l | table l")).toEqual({
    l: '[2.0,{"x":-0}]',
  });
  expect(await overText(NUMBERS, "fromjson _raw | table id f e")).toEqual({
    id: "12345678901234567890",
    f: "1.50",
    e: "1e3",
  });
});

it.each([
  ['json_extract(j, "id")', "12345678901234567890"],
  ['json_extract(j, "f")', "1.50"],
  ['json_extract(j, "f", "e")', "[1.50,1e3]"],
  ['json_extract(j, "l{1}")', '{"x":-0}'],
  ['json_extract_exact(j, "e")', "1e3"],
  ['json_extract(j, "f") + 1', "2.50"],
  ['json_extract(json_set(j, "n", 8), "f")', "1.50"],
  ['spath(j, "l{0}")', "2.0"],
  ['json_array_to_mv(json_extract(j, "l"))', ["2.0", '{"x":-0}']],
])("%s is %j", (text, value) => {
  expect(evalOf(text, { j: NUMBERS })).toEqual(value);
});

it("reads JSON up to the cutoff of spath, and says so once it is reached", async () => {
  const long = (count: number) => `{"a":1,"l":[{"pad":"${"x".repeat(count)}"},{"b":[1,2`;
  const warnings: string[] = [];
  const warn = (text: string) => void warnings.push(text);
  const whole = `${long(4900)}]}],"last":true}`;
  expect(await overText(whole, "spath | table last", warn)).toEqual({ last: "true" });
  expect(warnings).toEqual([]);
  const cut = `${long(4950)}${",3".repeat(50)}]}],"last":true}`;
  const row = await overText(cut, "spath | fields - _raw", warn);
  expect(row["a"]).toBe("1");
  expect(row["last"]).toBeUndefined();
  expect((row["l{}.b{}"] ?? []).length).toBeLessThan(20);
  expect(warnings[0]).toMatch(/limits\.conf, \[spath\] extraction_cutoff/);
  expect(
    await overText(cut, 'eval x=spath(_raw, "last"), y=spath(_raw, "l{1}.b{0}") | table x y'),
  ).toEqual({ y: "1" });
});

it.each([
  ['strptime("2022-12-15 17:45:22", "%Y-%m-%d %H:%M:%S")', "1671126322.000000"],
  ['strptime("0.25", "%s")', "0.000000"],
  ['relative_time(1671126322, "@d")', "1671062400.000000"],
  ['strptime("2022-12-15", "%Y-%m-%d") + 60', "1671062460.000000"],
  ['tostring(strptime("2022-12-15", "%Y-%m-%d"))', "1671062400.000000"],
  ['round(relative_time(1671126322, "-1h"))', 1_671_122_722],
  ['strftime(strptime("2022-12-15", "%Y-%m-%d"), "%F")', "2022-12-15"],
])("%s has six decimals where it shows", (text, value) => {
  expect(evalOf(text)).toBe(value);
});

it.each([
  ["round(-4.5)", -4],
  ["round(4.5)", 5],
  ["round(-4.51)", -5],
  ["round(-0.5)", 0],
  ["round(-2.25, 1)", -2.2],
  ["round(-1.65, 1)", -1.6],
])("%s is %j", (text, value) => {
  expect(evalOf(text)).toBe(value);
});

it("sorts addresses by their parts unless told otherwise", async () => {
  const sorted = async (values: readonly string[], command: string) =>
    (await overCsv(`ip\n${values.join("\n")}`, command)).map((row) => row["ip"]);
  const addresses = ["10.0.0.10", "10.0.0.9", "9.1.1.1"];
  expect(await sorted(addresses, "sort ip")).toEqual(["9.1.1.1", "10.0.0.9", "10.0.0.10"]);
  expect(await sorted(addresses, "sort - ip")).toEqual(["10.0.0.10", "10.0.0.9", "9.1.1.1"]);
  expect(await sorted(addresses, "sort str(ip)")).toEqual(["10.0.0.10", "10.0.0.9", "9.1.1.1"]);
  expect(await sorted(["2001:db8::10", "2001:db8::9"], "sort ip")).toEqual([
    "2001:db8::9",
    "2001:db8::10",
  ]);
  expect(await sorted(["1.10", "1.9", "x"], "sort ip")).toEqual(["1.10", "1.9", "x"]);
});

it("tells the rest of a top list as one", async () => {
  const csv = "a,b\nx,1\nx,1\ny,1\nz,2\nw,2";
  expect(await overCsv(csv, "top limit=1 a useother=t otherstr=rest")).toEqual([
    { a: "x", count: "2", percent: "40.000000" },
    { a: "rest", count: "3", percent: "60.000000" },
  ]);
  expect(await overCsv(csv, "top limit=1 a by b useother=true showperc=f")).toEqual([
    { b: "1", a: "x", count: "2" },
    { b: "1", a: "OTHER", count: "1" },
    { b: "2", a: "z", count: "1" },
    { b: "2", a: "OTHER", count: "1" },
  ]);
  expect(await overCsv(csv, "top limit=9 a useother=t | stats count")).toEqual([{ count: "4" }]);
});
