import { expect, it } from "vitest";
import { runSpl } from "../../../../support/search/run-spl.ts";

it("fills tokens with fields of the row, and leaves those that name none", async () => {
  const search =
    '| makeresults | eval user="bob", host=split("a,b", ","), title="$user$ on $host$ at $site$", pair=split("$user$,x", ",")';
  expect(await runSpl(`${search} | expandtoken | fields - _time`)).toMatchObject([
    { title: "bob on a,b at $site$", pair: ["bob", "x"] },
  ]);
  expect(await runSpl(`${search} | expandtoken pair | fields title pair`)).toMatchObject([
    { title: "$user$ on $host$ at $site$", pair: ["bob", "x"] },
  ]);
});

it("does not fill what a value brings", async () => {
  const search = '| makeresults | eval a="$b$", b="$c$", c="x" | expandtoken | fields a b';
  expect(await runSpl(search)).toMatchObject([{ a: "$c$", b: "x" }]);
});
