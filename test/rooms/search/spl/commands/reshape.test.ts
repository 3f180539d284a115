import { expect, it } from "vitest";
import { overCsv, runSpl } from "../../../../support/search/run-spl.ts";

/** The rows of a search over one row of these fields. */
function overOne(fields: string, rest: string) {
  return runSpl(`| makeresults | fields - _time | eval ${fields} | ${rest}`);
}

it.each([
  ["convert ctime(t)", 't="1700000000"', { t: "11/14/2023 22:13:20" }],
  [
    'convert timeformat="%Y-%m-%dT%H:%M:%S" ctime(t) AS c',
    't="1700000000.5"',
    { t: "1700000000.5", c: "2023-11-14T22:13:20" },
  ],
  ['convert timeformat="%H:%M:%S" mktime(t)', 't="no time"', { t: "no time" }],
  ["convert mktime(t)", 't="11/14/2023 22:13:20"', { t: "1700000000" }],
  ["convert dur2sec(delay)", 'delay="00:10:15"', { delay: "615" }],
  ["convert dur2sec(delay)", 'delay="2+01:00:00"', { delay: "176400" }],
  ["convert memk(virt)", 'virt="1.5m"', { virt: "1536" }],
  ["convert memk(virt)", 'virt="2g"', { virt: "2097152" }],
  ["convert mstime(t) AS ms", 't="01:30.250"', { t: "01:30.250", ms: "90.25" }],
  ["convert rmcomma(n)", 'n="1,000,000.00"', { n: "1000000.00" }],
  ["convert rmunit(duration)", 'duration="212 sec"', { duration: "212" }],
  ["convert num(a) num(b)", 'a="x", b="1,5"', { b: "15" }],
  ["convert auto(*) none(b)", 'a="1,000", b="2,000", c="x"', { a: "1000", b: "2,000", c: "x" }],
  ["convert rmunit(*age) AS *years", 'myage="7 y"', { myage: "7 y", myyears: "7" }],
])("converts: %s of %s", async (command, fields, row) => {
  expect(await overOne(fields, command)).toEqual([row]);
});

it("leaves a field alone in which auto cannot convert every value", async () => {
  expect(await overCsv('a,b\n"1,5",01:00\nx,02:00', "convert auto(*)")).toEqual([
    { a: "1,5", b: "60" },
    { a: "x", b: "120" },
  ]);
});

it("names the functions of convert where one is unknown", async () => {
  await expect(runSpl("| makeresults | convert frob(x)")).rejects.toThrow(
    "Error in 'convert' command: The argument 'frob' is invalid.",
  );
});

it.each([
  ["bin span=5m _time", "1700000123", "1700000100"],
  ["bucket _time span=1h", "1700000123.5", "1699999200"],
  ["bin span=1d _time", "1700000123", "1699920000"],
  ["bin span=1mon _time", "1700000123", "1698796800"],
  ["bin span=1w@w1 _time", "1700000123", "1699833600"],
  ["bin span=10ms _time", "1700000123.456", "1700000123.45"],
  ["bin span=12h aligntime=@d+3h _time", "1700000123", "1699974000"],
  ["bin span=7200 aligntime=1500567890 _time", "1700000123", "1699993490"],
])("%s of %s", async (command, time, start) => {
  expect(await overCsv(`_time\n${time}`, command)).toEqual([{ _time: start }]);
});

it.each([
  ["bin span=10 n", ["0-10", "10-20", "x"]],
  ["bin span=2log5 n", ["2-10", "10-50", "x"]],
  ["bin span=log10 n AS m | fields m", ["1-10", "10-100", "x"]],
  ["bin bins=10 n", ["3-4", "12-13", "x"]],
  ["bin bins=2 n", ["0-10", "10-20", "x"]],
  ["bin end=1000 n", ["0-100", "0-100", "x"]],
  ["bin minspan=100 n", ["0-100", "0-100", "x"]],
])("puts numbers into bins: %s", async (command, bins) => {
  const rows = await overCsv("n\n3\n12\nx", command);
  expect(rows.map((row) => row["m"] ?? row["n"])).toEqual(bins);
});

it("refuses a span that is none", async () => {
  await expect(runSpl("| makeresults | bin span=abc n")).rejects.toThrow("span (abc) is invalid");
  await expect(runSpl("| makeresults | bin span=3log2 n")).rejects.toThrow("is invalid");
});

it("adds the numbers of each row, and of each column", async () => {
  const csv = "name,a,b\nx,1,2.5\ny,3,z";
  expect(await overCsv(csv, "addtotals")).toEqual([
    { name: "x", a: "1", b: "2.5", Total: "3.5" },
    { name: "y", a: "3", b: "z", Total: "3" },
  ]);
  expect(await overCsv(csv, "addtotals row=f col=t labelfield=name label=all")).toEqual([
    { name: "x", a: "1", b: "2.5" },
    { name: "y", a: "3", b: "z" },
    { name: "all", a: "4", b: "2.5" },
  ]);
  expect(await overCsv(csv, "addtotals fieldname=sum a*")).toMatchObject([
    { sum: "1" },
    { sum: "3" },
  ]);
});

it.each([
  ["replace *localhost WITH localhost IN host", 'host="my.localhost"', { host: "localhost" }],
  [
    'replace "* localhost" WITH "localhost *" IN host',
    'host="a localhost"',
    { host: "localhost a" },
  ],
  [
    "replace aug WITH August IN start end",
    'start="aug", end="aug", x="aug"',
    { start: "August", end: "August", x: "aug" },
  ],
  ['replace "0" WITH Critical, "1" WITH Error', 'level="1"', { level: "Error" }],
  [
    "replace a* WITH wild, ab* WITH fuller, abc WITH exact",
    'x="abc", y="abd", z="ax"',
    { x: "exact", y: "fuller", z: "wild" },
  ],
  ["replace a WITH b, a WITH c", 'x="a"', { x: "c" }],
])("%s", async (command, fields, row) => {
  expect(await overOne(fields, command)).toEqual([row]);
});

it("puts fields and texts together", async () => {
  expect(await overOne('h="web", p="80"', 'strcat h ":" p at | fields at')).toEqual([
    { at: "web:80" },
  ]);
  expect(await overOne('h="web"', 'strcat h ":" p at | fields at')).toEqual([{ at: "web:" }]);
  expect(await overOne('h="web"', 'strcat allrequired=t h ":" p at')).toEqual([{ h: "web" }]);
});

it("makes one value of several, and turns the rows around", async () => {
  expect(await overOne('a=split("x,y", ",")', "nomv a")).toEqual([{ a: "x\ny" }]);
  expect(await overCsv("a\n1\n2\n3", "reverse")).toEqual([{ a: "3" }, { a: "2" }, { a: "1" }]);
});

it("reads the elements of XML, and the members of JSON", async () => {
  expect(
    await overOne(`_raw="<a t='1'><b x='1'>one</b><c>two</c><d/></a>"`, "xmlkv | fields - _raw"),
  ).toEqual([{ b: "one", c: "two" }]);
  expect(await overOne('x="<k>v</k><k>w</k>"', "xmlkv x | fields k")).toEqual([{ k: "w" }]);
  expect(
    await overOne(
      'object=json_object("name", "Albert", "age", 63)',
      "fromjson object | fields name age",
    ),
  ).toEqual([{ name: "Albert", age: "63" }]);
  expect(
    await overOne(
      'o="{\\"l\\":[1,\\"b\\"],\\"in\\":{\\"c\\":true},\\"n\\":null}"',
      "fromjson o prefix=json_ | fields - o",
    ),
  ).toEqual([{ json_l: ["1", "b"], json_in: '{"c":true}' }]);
});

it("sums up what the values of each field come to", async () => {
  expect(await overCsv("n,u\n1,a\n2,b\n3,b", "fieldsummary")).toEqual([
    {
      field: "n",
      count: "3",
      distinct_count: "3",
      is_exact: "1",
      max: "3",
      mean: "2",
      min: "1",
      numeric_count: "3",
      stdev: "1",
      values: '[{"value":"1","count":1},{"value":"2","count":1},{"value":"3","count":1}]',
    },
    {
      field: "u",
      count: "3",
      distinct_count: "2",
      is_exact: "1",
      numeric_count: "0",
      values: '[{"value":"b","count":2},{"value":"a","count":1}]',
    },
  ]);
  expect(await overCsv("n,u\n1,a", "fieldsummary maxvals=1 u* | fields field")).toEqual([
    { field: "u" },
  ]);
});
