import { expect, it } from "vitest";
import { overCsv, runSpl } from "../../../../support/search/run-spl.ts";

const CSV = "user,n\nann,1\nbob,2\nann,3";

it("appends what a subpipeline makes of the rows there are", async () => {
  expect(
    await overCsv(CSV, 'appendpipe [stats sum(n) as n by user | eval user="sum of ".user]'),
  ).toEqual([
    { user: "ann", n: "1" },
    { user: "bob", n: "2" },
    { user: "ann", n: "3" },
    { user: "sum of ann", n: "4" },
    { user: "sum of bob", n: "2" },
  ]);
  // The rows in front stay as they are, and a bare search filters.
  expect(await overCsv("a\n1\n2", "appendpipe [search a=2 | eval a=a*10]")).toEqual([
    { a: "1" },
    { a: "2" },
    { a: "20" },
  ]);
});

it("runs a template for each field", async () => {
  const one = (fields: string, rest: string) =>
    runSpl(`| makeresults | fields - _time | eval ${fields} | ${rest}`);
  expect(
    await one(
      "total=0, test1=1, test2=2, other=9",
      "foreach test* [eval total=total + <<FIELD>>] | fields total",
    ),
  ).toEqual([{ total: "3" }]);
  expect(
    await one(
      "foo_a=1, bar_a=2",
      "foreach *_a [eval new_<<MATCHSTR>>=<<FIELD>> * 10] | fields new_*",
    ),
  ).toEqual([{ new_foo: "10", new_bar: "20" }]);
  expect(
    await one(
      "x_1_y=1, x_2_y=5",
      "foreach x_*_* [eval \"<<MATCHSEG2>><<MATCHSEG1>>\"='<<FIELD>>'] | fields y*",
    ),
  ).toEqual([{ y1: "1", y2: "5" }]);
  expect(await one("a=1", "foreach a b [eval <<FIELD>>=coalesce(<<FIELD>>, 0)]")).toEqual([
    { a: "1", b: "0" },
  ]);
  expect(await one("a=1", 'foreach a fieldstr="@F@" [eval @F@=@F@+1 | eval b=@F@]')).toEqual([
    { a: "2", b: "2" },
  ]);
});

it("runs a template for each value, and each item of an array", async () => {
  const total = async (value: string, mode: string) =>
    (
      await runSpl(
        `| makeresults | eval v=${value}, s=0, t="" | foreach mode=${mode} v [eval s=s+<<ITEM>>, t=t."<<ITEM>>:<<ITER>> "]`,
      )
    )[0];
  expect(await total('mvappend("1","2","3")', "multivalue")).toMatchObject({ s: "6" });
  expect(await total('"[4,5]"', "json_array")).toMatchObject({ s: "9" });
  const [row = {}] = await runSpl(
    '| makeresults | eval v=split("a|b","|"), t="" | foreach mode=multivalue v [eval t=t."<<ITEM>>"."/".<<ITER>>]',
  );
  expect(row["t"]).toBe("a/0b/1");
  expect(Object.keys(row)).not.toContain("__foreach_item");
});

it("keeps the order of rows that have different fields", async () => {
  const csv = "x,a1,a2\np,1,\nq,,2\nr,3,";
  expect(await overCsv(csv, "foreach a* [eval s=<<FIELD>>] | fields x s")).toEqual([
    { x: "p", s: "1" },
    { x: "q", s: "2" },
    { x: "r", s: "3" },
  ]);
});

const RIGHT =
  '[| makeresults format=csv data="user,role,n\\nann,admin,7\\nann,power,8\\ncid,none,9"]';

it("joins the rows of a subsearch", async () => {
  expect(await overCsv(CSV, `join user ${RIGHT}`)).toEqual([
    { user: "ann", n: "7", role: "admin" },
    { user: "ann", n: "7", role: "admin" },
  ]);
  expect(await overCsv(CSV, `join type=left overwrite=f user ${RIGHT}`)).toEqual([
    { user: "ann", n: "1", role: "admin" },
    { user: "bob", n: "2" },
    { user: "ann", n: "3", role: "admin" },
  ]);
  expect(await overCsv(CSV, `join max=0 user ${RIGHT} | fields role`)).toEqual(
    ["admin", "power", "admin", "power"].map((role) => ({ role })),
  );
  // Without fields, by all that both have.
  expect(await overCsv(`${CSV}\nann,8`, `join ${RIGHT}`)).toEqual([
    { user: "ann", n: "8", role: "power" },
  ]);
});

it("joins fields of different names, and by time", async () => {
  const right = '[| makeresults format=csv data="id,role\\nann,admin"]';
  expect(await overCsv(CSV, `join left=L right=R where L.user=R.id ${right}`)).toEqual([
    { "L.user": "ann", "L.n": "1", "R.id": "ann", "R.role": "admin" },
    { "L.user": "ann", "L.n": "3", "R.id": "ann", "R.role": "admin" },
  ]);
  const timed = '[| makeresults format=csv data="_time,k,v\\n100,a,x"]';
  const rows = "_time,k\n50,a\n150,a";
  expect(await overCsv(rows, `join usetime=t overwrite=f k ${timed}`)).toEqual([
    { _time: "150", k: "a", v: "x" },
  ]);
  expect(await overCsv(rows, `join usetime=t earlier=f overwrite=f k ${timed}`)).toEqual([
    { _time: "50", k: "a", v: "x" },
  ]);
});

it.each(["join user", "appendpipe", "foreach a", "append"])(
  "wants brackets: %s",
  async (command) => {
    await expect(runSpl(`| makeresults | ${command}`)).rejects.toThrow(
      "The last argument must be a subsearch.",
    );
  },
);
