import { expect, it } from "vitest";
import { readAllRows } from "../../../../src/invocation/rows/open-rows.ts";

async function rowsOf(text: string) {
  async function* stdin() {
    yield Buffer.from(text);
  }
  const { rows } = await readAllRows({ kind: "file", path: "-", stdin: stdin() }, 0);
  return rows.map((row) => ({ ...row }));
}

const NESTED = '{ "id": 12345678901234567890,  "f": 1.50 }';

it.each([
  ["an object", `[{"a": ${NESTED}, "n": 1.50, "s": "x"}]`, { a: NESTED, n: "1.50", s: "x" }],
  ["a list", `{"a": [${NESTED}, "b", [1,  2.0]]}`, { a: [NESTED, "b", "[1,  2.0]"] }],
  ["one in a list", `{"a": [ ${NESTED} ]}`, { a: NESTED }],
  ["a result", `{"preview": false, "result": {"a": ${NESTED}}}`, { a: NESTED }],
  ["results", `{"preview": false, "results": [{"a": ${NESTED}}]}`, { a: NESTED }],
  ["a field that is called result", `{"b": 1, "result": ${NESTED}}`, { b: "1", result: NESTED }],
  ["an empty list", `{"a": [], "b": {}}`, { a: "", b: "{}" }],
])("keeps a nested value as it is written: %s", async (_what, text, row) => {
  expect(await rowsOf(text)).toEqual([row]);
});
