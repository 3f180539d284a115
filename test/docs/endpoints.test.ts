import { expect, it } from "vitest";
import { readPage, sectionOf } from "../support/docs/doc-pages.ts";
import { playedRoutes } from "../support/splunkd/played-routes.ts";

const [, ...rows] = sectionOf(readPage("stand-in"), "## Endpoints")
  .split("\n")
  .filter((line) => line.startsWith("| "));
/** The paths in the first column; what is named by placeholders is the add-on's own. */
const listed = rows
  .flatMap((row) => [...(row.split(" | ")[0] ?? "").matchAll(/`([^`]+)`/g)])
  .map(([, path = ""]) => path)
  .filter((path) => !/[<[]/.test(path));

const pattern = (path: string): RegExp => new RegExp(`^${path.replaceAll("*", ".*")}(?:/|$)`);

const played = (await playedRoutes())
  .flatMap(({ routes }) => routes)
  .map(({ url }) => url.slice(1).replace(/:\w+/g, "x"));

it.each(listed.filter((path) => path !== "collector"))(
  "plays %s, as docs/stand-in.md says",
  (path) => {
    expect(played.some((one) => pattern(path).test(one))).toBe(true);
  },
);

it("lists every endpoint in docs/stand-in.md", () => {
  const isListed = (path: string): boolean => listed.some((one) => pattern(one).test(path));
  // Lists of what lies below, and the way from one process of ar-sim to another.
  const isAbove = (path: string): boolean =>
    path === "(root)" ||
    path.startsWith("ar-sim/") ||
    listed.some((one) => one.startsWith(`${path}/`));
  expect(played.filter((path) => path !== "" && !isListed(path) && !isAbove(path))).toEqual([]);
});
