// Ground of the values: savedsearches.conf.spec, `counttype`, `relation`, `quantity` and `alert_condition`.
import { expect, it } from "vitest";
import {
  holds,
  readAlertCondition,
  whyNot,
} from "../../../../src/invocation/trigger/alert-condition.ts";

const read = (settings: Record<string, string>) =>
  readAlertCondition(
    new Map(Object.entries(settings).map(([key, value]) => [key, { value }] as const)),
  );
const tally = { events: 3, hosts: 2, sources: 1 };

function isHeld(counttype: string, relation: string, quantity: string): boolean {
  const condition = read({ counttype, relation, quantity });
  if (condition.kind !== "count") throw new Error("no count");
  return holds(condition, tally);
}

it.each([
  ["number of events", "greater than", "2", true],
  ["number of events", "greater than", "3", false],
  ["number of events", "less than", "4", true],
  ["number of events", "equal to", "3", true],
  ["Number of Hosts", "Equal To", "2", true],
  ["number of hosts", "not equal to", "2", false],
  ["number of sources", "less than", "1", false],
  ["number of sources", "not equal to", "0", true],
])("holds or not: %s %s %s", (counttype, relation, quantity, expected) => {
  expect(isHeld(counttype, relation, quantity)).toBe(expected);
});

it("holds for `drops by` and `rises by` never, since nothing is remembered", () => {
  expect(isHeld("number of events", "rises by", "1")).toBe(false);
  expect(isHeld("number of events", "drops by", "0")).toBe(false);
});

it.each([{}, { counttype: "always" }, { counttype: "always", relation: "greater than" }])(
  "always holds: %j",
  (settings) => {
    expect(read(settings)).toEqual({ kind: "always" });
  },
);

it("takes the search of alert_condition, whatever the counttype", () => {
  const search = "search count > 10";
  expect(read({ alert_condition: ` ${search} ` })).toEqual({ kind: "custom", search });
  expect(read({ alert_condition: search, counttype: "custom" })).toEqual({
    kind: "custom",
    search,
  });
});

it("says what there is and what is wanted", () => {
  const condition = {
    kind: "count",
    of: "sources",
    relation: "greater than",
    quantity: "5",
  } as const;
  expect(whyNot(condition, tally)).toBe(
    "1 source, and the search wants counttype = number of sources, relation = greater than, quantity = 5",
  );
  expect(whyNot({ ...condition, of: "events", relation: "rises by" }, tally)).toContain(
    "no run before this one",
  );
});
