import { parse } from "csv-parse/sync";
import { expect, it } from "vitest";
import { describeSearch } from "../../../../src/invocation/search/describe-search.ts";
import { infoCsv } from "../../../../src/invocation/results/info-csv.ts";

it("tells time range, app and user of the search in the columns that scripts read", () => {
  const search = describeSearch({ now: 1_700_000_000, owner: "ann" }, "https://127.0.0.1:8089");
  const [row] = parse(infoCsv({ ...search, earliest: 1_699_990_000 }), { columns: true });
  expect(row).toMatchObject({
    _sid: "1700000000.1",
    _timestamp: "1700000000.000000000",
    _search_et: "1699990000.000000000",
    _search_lt: "",
    "_ppc.app": "search",
    "_ppc.user": "ann",
  });
});
