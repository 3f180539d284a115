import { expect, it } from "vitest";
import { loadAddonFromTree } from "../../../../src/addon/load-addon.ts";
import { findSavedSearch, limitsOf } from "../../../../src/addon/read/read-saved-search.ts";
import { literalTree } from "../../../../src/addon/tree.ts";

const addon = loadAddonFromTree(
  literalTree({
    "default/app.conf": "[package]\nid = TA_x\n",
    "default/savedsearches.conf":
      "[s]\nsearch = index=x \\\n| head 1\nactions = email, one\naction.two = 1\naction.three = 0\naction.two.param.a = b\naction.two.maxtime = 10s\naction.two.maxresults = 5\n",
  }),
);

it("tells which actions a search triggers: those with a switch, not those of the list", () => {
  expect(findSavedSearch(addon, "s")).toMatchObject({
    app: "TA_x",
    search: "index=x \n| head 1",
    isDigest: true,
    actions: ["two"],
    isScheduled: false,
  });
});

it("takes the limits of one action from the search", () => {
  const search = findSavedSearch(addon, "s");
  expect(limitsOf(search, "two")).toEqual({ maxResults: 5, maxtimeMs: 10_000 });
  expect(limitsOf(search, "one")).toEqual({ maxResults: undefined, maxtimeMs: undefined });
});

it("throws ADDON_UNKNOWN_SEARCH with the names there are", () => {
  expect(() => findSavedSearch(addon, "t")).toThrow(
    expect.objectContaining({
      code: "ADDON_UNKNOWN_SEARCH",
      message: expect.stringContaining("it has s"),
    }),
  );
});
