// A group of endpoints is made with the first request for one of its paths: each path must lead to its group.
import { expect, it } from "vitest";
import { playedRoutes } from "../../../support/splunkd/played-routes.ts";

const played = await playedRoutes();

it.each(played.map((group) => [group.under.join(", "), group] as const))(
  "says what its paths begin with: %s",
  (_title, { under, routes }) => {
    const isBelow = (url: string): boolean =>
      under.some((path) => path === "" || url === `/${path}` || url.startsWith(`/${path}/`));
    expect(routes.map(({ url }) => url).filter((url) => !isBelow(url))).toEqual([]);
    const isUsed = (path: string): boolean =>
      routes.some(({ url }) => path === "" || url === `/${path}` || url.startsWith(`/${path}/`));
    expect(under.filter((path) => !isUsed(path))).toEqual([]);
  },
);

it("has no two endpoints that answer one verb of one path", () => {
  const rows = played
    .flatMap(({ routes }) => routes)
    .flatMap(({ method, url }) =>
      [method].flat().map((verb) => `${verb} ${url.replace(/:\w+/g, ":")}`),
    );
  expect(rows.filter((row, at) => rows.indexOf(row) !== at)).toEqual([]);
});
