// A group of endpoints that is loaded late is loaded by every path it has.
import { expect, it } from "vitest";
import { endpointGroups } from "../../../src/splunkd/endpoints/all.ts";
import { serverFamilies } from "../../../src/splunkd/endpoints/server-families.ts";
import { RouteTable } from "../../../src/splunkd/call/route-table.ts";

const later = endpointGroups.filter(({ under }) => under.length > 0);

it.each(later.map((group) => [group.under.join(", "), group] as const))(
  "says with which words its paths begin: %s",
  async (_title, { under, load }) => {
    const words = new Set((await load()).map(({ path }) => path.split("/")[0]));
    expect([...words].toSorted()).toEqual(under.toSorted());
  },
);

it("finds what is there from the start, and the rest once it is opened", async () => {
  const routes = new RouteTable(endpointGroups);
  expect(routes.isOpen("server")).toBe(true);
  expect(routes.find(["server", "info"])).toBeDefined();
  expect(routes.isOpen("search")).toBe(false);
  expect(routes.find(["search", "jobs"])).toBeUndefined();
  await Promise.all([routes.open("search"), routes.open("saved"), routes.open("search")]);
  expect(routes.isOpen("search")).toBe(true);
  expect(routes.find(["search", "jobs"])).toBeDefined();
});

it("has no two endpoints that answer one verb of one path", async () => {
  const all = [serverFamilies, ...(await Promise.all(later.map((group) => group.load())))].flat();
  const verbs = ["GET", "POST", "PUT", "DELETE"] as const;
  const rows = all.flatMap((one) =>
    verbs.filter((verb) => one[verb] !== undefined).map((verb) => `${verb} ${one.path}`),
  );
  expect(rows.filter((row, at) => rows.indexOf(row) !== at)).toEqual([]);
});
